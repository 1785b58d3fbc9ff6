import type { Benchmark, Measurement, Target } from './benchmark.ts';
import type { UploadResult } from './processes/upload-load.ts';
import { runScript } from './run-script.ts';
import type { ServerProcess } from './server-process.ts';
import { startUpstream } from './subjects.ts';
import {
  createUploadFile,
  createUploadSubjects,
  type UploadFile,
  type UploadSubject,
  type UploadSubjects,
} from './upload-subjects.ts';

const BYTES_PER_MB = 1_000_000;
const CONNECTIONS = 20;
const DOCUMENT_BYTES = 10_000_000;
const LARGE_BYTES = 100_000_000;
const SMALL_BYTES = 100_000;
/** For each connection. Slower than any of the servers. */
const SLOW_BYTES_PER_SECOND = 8_000_000;

const NAMES = ['baseline', 'obvious', 'gateway'] as const satisfies (keyof UploadSubjects)[];
type Name = (typeof NAMES)[number];

interface Round {
  readonly mbPerSecond: number;
  readonly cpuMsPerMb: number;
}

/** Uploads to all servers in turn, with the same upstream. */
export const uploadSpeed: Benchmark = {
  name: `upload, ${CONNECTIONS} × 10 MB at once, warm`,
  async run({ isQuick, directory }) {
    const [rounds, uploads] = isQuick ? [2, 1] : [7, 2];
    const file = createUploadFile(directory, DOCUMENT_BYTES);
    await using upstream = await startUpstream(directory);
    const subjects = await createUploadSubjects(upstream, directory);
    await using baseline = await subjects.baseline.start();
    await using obvious = await subjects.obvious.start();
    await using gateway = await subjects.gateway.start();
    const servers = { baseline, obvious, gateway };
    const measured: Record<Name, Round[]> = { baseline: [], obvious: [], gateway: [] };
    for (const name of NAMES) await timeUploads(subjects[name], servers[name], file, uploads);
    for (let round = 0; round < rounds; round += 1) {
      for (const name of NAMES) {
        measured[name].push(await timeUploads(subjects[name], servers[name], file, uploads));
      }
    }
    return [
      { ...toMeasurement('MB per second', measured, 'mbPerSecond'), target: { minRatio: 0.7 } },
      toMeasurement('server CPU per MB, ms', measured, 'cpuMsPerMb'),
    ];
  },
};

interface Growth {
  readonly growthMb: number;
}

interface Scenario {
  readonly what: string;
  readonly connections: number;
  readonly fileBytes: number;
  readonly upstreamBytesPerSecond?: number;
}

const GROWTH_TARGET: Target = { maxRatio: 1.2 };

const SCENARIOS: readonly Scenario[] = [
  {
    what: `${CONNECTIONS} × 10 MB at once, MB`,
    connections: CONNECTIONS,
    fileBytes: DOCUMENT_BYTES,
  },
  {
    what: `the same to a slow upstream (${SLOW_BYTES_PER_SECOND / BYTES_PER_MB} MB/s each), MB`,
    connections: CONNECTIONS,
    fileBytes: DOCUMENT_BYTES,
    upstreamBytesPerSecond: SLOW_BYTES_PER_SECOND,
  },
  { what: 'one of 100 MB, MB', connections: 1, fileBytes: LARGE_BYTES },
];

/** Measures how much the resident set grows during uploads, with a new process for each measurement. */
export const uploadMemory: Benchmark = {
  name: 'memory growth while uploading, at its peak',
  async run({ isQuick, directory }) {
    const measurements: Measurement[] = [];
    const warmUp = createUploadFile(directory, SMALL_BYTES);
    for (const { what, connections, fileBytes, upstreamBytesPerSecond } of SCENARIOS) {
      const file = createUploadFile(directory, fileBytes);
      await using upstream = await startUpstream(directory, upstreamBytesPerSecond);
      const subjects = await createUploadSubjects(upstream, directory);
      const measured: Record<Name, Growth[]> = { baseline: [], obvious: [], gateway: [] };
      for (let process = 0; process < (isQuick ? 1 : 5); process += 1) {
        for (const name of NAMES) {
          measured[name].push(await measureGrowth(subjects[name], connections, warmUp, file));
        }
      }
      measurements.push({ ...toMeasurement(what, measured, 'growthMb'), target: GROWTH_TARGET });
    }
    return measurements;
  },
};

function toMeasurement<Key extends string>(
  what: string,
  measured: Readonly<Record<Name, readonly Readonly<Record<Key, number>>[]>>,
  key: Key,
): Measurement {
  const valuesOf = (name: Name) => measured[name].map((round) => round[key]);
  return { what, baseline: valuesOf('baseline'), obvious: valuesOf('obvious'), gateway: valuesOf('gateway') };
}

async function timeUploads(
  subject: UploadSubject,
  server: ServerProcess,
  file: UploadFile,
  uploads: number,
): Promise<Round> {
  const cpuBefore = server.cpuMs();
  const { bytes, seconds } = await runScript<UploadResult>('./processes/upload-load.ts', {
    ...subject.upload(file),
    url: server.url,
    connections: CONNECTIONS,
    uploads,
  });
  const mb = bytes / BYTES_PER_MB;
  return { mbPerSecond: mb / seconds, cpuMsPerMb: (server.cpuMs() - cpuBefore) / mb };
}

async function measureGrowth(
  subject: UploadSubject,
  connections: number,
  warmUp: UploadFile,
  file: UploadFile,
): Promise<Growth> {
  await using server = await subject.start();
  const url = server.url;
  // Load the code and open the connections before measuring.
  await runScript<UploadResult>('./processes/upload-load.ts', {
    ...subject.upload(warmUp),
    url,
    connections,
    uploads: 1,
  });
  server.resetPeakRss();
  const before = server.rssBytes();
  await runScript<UploadResult>('./processes/upload-load.ts', {
    ...subject.upload(file),
    url,
    connections,
    uploads: 1,
  });
  return { growthMb: (server.peakRssBytes() - before) / BYTES_PER_MB };
}

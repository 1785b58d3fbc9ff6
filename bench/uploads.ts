import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Benchmark, Mark, Measurement } from './benchmark.ts';
import type { UploadJob, UploadResult } from './processes/upload-load.ts';
import type { ServerProcess } from './server-process.ts';
import { scriptAt, startUpstream } from './subjects.ts';
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
/** Of each connection; slower than any server could be by itself. */
const SLOW_BYTES_PER_SECOND = 8_000_000;

const NAMES = ['baseline', 'obvious', 'gateway'] as const satisfies (keyof UploadSubjects)[];
type Name = (typeof NAMES)[number];

interface Round {
  readonly mbPerSecond: number;
  readonly cpuMsPerMb: number;
}

/** Uploads by the gigabyte: all servers in turns, in front of the same upstream. */
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
      { ...line('MB per second', measured, 'mbPerSecond'), mark: { minRatio: 0.7 } },
      line('server CPU per MB, ms', measured, 'cpuMsPerMb'),
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

const GROWTH_MARK: Mark = { maxRatio: 1.2 };

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

/** How far the resident set rises while files go through; a fresh process for every figure. */
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
      measurements.push({ ...line(what, measured, 'growthMb'), mark: GROWTH_MARK });
    }
    return measurements;
  },
};

function line<Key extends string>(
  what: string,
  measured: Readonly<Record<Name, readonly Readonly<Record<Key, number>>[]>>,
  key: Key,
): Measurement {
  const of = (name: Name) => measured[name].map((round) => round[key]);
  return { what, baseline: of('baseline'), obvious: of('obvious'), gateway: of('gateway') };
}

async function timeUploads(
  subject: UploadSubject,
  server: ServerProcess,
  file: UploadFile,
  uploads: number,
): Promise<Round> {
  const cpuBefore = server.cpuMs();
  const { bytes, seconds } = await generate({
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
  // Code is loaded and connections are open when the measurement begins.
  await generate({ ...subject.upload(warmUp), url, connections, uploads: 1 });
  server.forgetPeakRss();
  const before = server.rssBytes();
  await generate({ ...subject.upload(file), url, connections, uploads: 1 });
  return { growthMb: (server.peakRssBytes() - before) / BYTES_PER_MB };
}

/** @throws {Error} if one answer was not what it must be */
async function generate(job: UploadJob): Promise<UploadResult> {
  const script = scriptAt('./processes/upload-load.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(job)]);
  return JSON.parse(stdout);
}

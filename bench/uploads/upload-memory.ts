import { type Benchmark, type Measurement, type Target, toMeasurement } from '../benchmark.ts';
import { startUpstream } from '../servers/upstream.ts';
import { BYTES_PER_MB, CONNECTIONS, DOCUMENT_BYTES, upload } from './upload-load.ts';
import {
  createUploadFile,
  createUploadSubjects,
  type UploadFile,
  type UploadSubject,
} from './upload-subjects.ts';

const LARGE_BYTES = 100_000_000;
const SMALL_BYTES = 100_000;
/** For each connection. Slower than any of the servers. */
const SLOW_BYTES_PER_SECOND = 8_000_000;

const NAMES = ['pipe', 'obvious way', 'gateway'] as const;
type Name = (typeof NAMES)[number];

interface Growth {
  readonly growthMb: number;
}

interface Scenario {
  readonly what: string;
  readonly connections: number;
  readonly fileBytes: number;
  readonly uploadBytesPerSecond?: number;
}

const TARGET: Target = { maxRatio: 1.2 };

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
    uploadBytesPerSecond: SLOW_BYTES_PER_SECOND,
  },
  { what: 'one of 100 MB, MB', connections: 1, fileBytes: LARGE_BYTES },
];

/** Measures how much the resident set grows during uploads, with a new process for each measurement. */
export const uploadMemory: Benchmark = {
  name: 'upload-memory',
  title: 'memory growth while uploading, at its peak',
  columns: NAMES,
  async run({ isQuick, directory }) {
    const measurements: Measurement[] = [];
    const warmUp = createUploadFile(directory, SMALL_BYTES);
    for (const { what, connections, fileBytes, uploadBytesPerSecond } of SCENARIOS) {
      const file = createUploadFile(directory, fileBytes);
      await using upstream = await startUpstream(directory, { uploadBytesPerSecond });
      const subjects = await createUploadSubjects(upstream, directory);
      const measured: Record<Name, Growth[]> = { pipe: [], 'obvious way': [], gateway: [] };
      for (let process = 0; process < (isQuick ? 1 : 5); process += 1) {
        for (const name of NAMES) {
          measured[name].push(await measureGrowth(subjects[name], connections, warmUp, file));
        }
      }
      measurements.push(toMeasurement(what, measured, 'growthMb', TARGET));
    }
    return measurements;
  },
};

async function measureGrowth(
  subject: UploadSubject,
  connections: number,
  warmUp: UploadFile,
  file: UploadFile,
): Promise<Growth> {
  await using server = await subject.start();
  // Load the code and open the connections before measuring.
  await upload(subject, server, warmUp, { connections, uploads: 1 });
  server.resetPeakRss();
  const before = server.rssBytes();
  await upload(subject, server, file, { connections, uploads: 1 });
  return { growthMb: (server.peakRssBytes() - before) / BYTES_PER_MB };
}

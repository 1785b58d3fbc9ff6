import { type Benchmark, toMeasurement } from '../benchmark.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { startUpstream } from '../servers/upstream.ts';
import { BYTES_PER_MB, CONNECTIONS, DOCUMENT_BYTES, upload } from './upload-load.ts';
import {
  createUploadFile,
  createUploadSubjects,
  UPLOAD_SERVERS,
  type UploadFile,
  type UploadServer,
  type UploadSubject,
} from './upload-subjects.ts';

interface Round {
  readonly mbPerSecond: number;
  readonly cpuMsPerMb: number;
}

const REFERENCE: UploadServer = 'pipe + SHA-256';

/** Uploads to all servers in turn, with the same upstream. */
export const uploadSpeed: Benchmark = {
  name: 'upload-speed',
  title: `upload, ${CONNECTIONS} × ${DOCUMENT_BYTES / BYTES_PER_MB} MB at once, warm`,
  columns: UPLOAD_SERVERS,
  async run({ isQuick, directory }) {
    const [rounds, uploads] = isQuick ? [2, 1] : [7, 2];
    const file = createUploadFile(directory, DOCUMENT_BYTES);
    await using upstream = await startUpstream(directory);
    const subjects = await createUploadSubjects(upstream, directory);
    await using started = new AsyncDisposableStack();
    const servers = new Map<UploadServer, ServerProcess>();
    for (const name of UPLOAD_SERVERS) servers.set(name, started.use(await subjects[name].start()));
    const measured: Record<UploadServer, Round[]> = {
      pipe: [],
      'pipe + SHA-256': [],
      'obvious way': [],
      gateway: [],
    };
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, server] of servers) {
        const result = await timeUploads(subjects[name], server, file, uploads);
        if (round > 0) measured[name].push(result);
      }
    }
    return [
      toMeasurement('MB per second', measured, 'mbPerSecond', { minRatio: 0.75 }, REFERENCE),
      toMeasurement('server CPU per MB, ms', measured, 'cpuMsPerMb', { maxRatio: 1.4 }, REFERENCE),
    ];
  },
};

async function timeUploads(
  subject: UploadSubject,
  server: ServerProcess,
  file: UploadFile,
  uploads: number,
): Promise<Round> {
  const cpuBefore = server.cpuMs();
  const { bytes, seconds } = await upload(subject, server, file, { connections: CONNECTIONS, uploads });
  const mb = bytes / BYTES_PER_MB;
  return { mbPerSecond: mb / seconds, cpuMsPerMb: (server.cpuMs() - cpuBefore) / mb };
}

import type { UploadResult } from '../processes/upload-load.ts';
import { runScript } from '../servers/run-script.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import type { UploadFile, UploadSubject } from './upload-subjects.ts';

export const BYTES_PER_MB = 1_000_000;
export const CONNECTIONS = 20;
export const DOCUMENT_BYTES = 10_000_000;

interface Amount {
  readonly connections: number;
  /** For each connection, one after the other. */
  readonly uploads: number;
}

/** @throws {Error} if any response is wrong */
export function upload(
  subject: UploadSubject,
  server: ServerProcess,
  file: UploadFile,
  amount: Amount,
): Promise<UploadResult> {
  const job = { ...subject.upload(file), url: server.url, ...amount };
  return runScript<UploadResult>('processes/upload-load.ts', job);
}

import { execFileSync } from 'node:child_process';
import { constants, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LineStream } from '../../../src/observability/line-stream.ts';

/** A named pipe without a reader, and a stream that writes to it. The pipe is full after some 64 KiB. */
export async function openUnreadPipe() {
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const pipe = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  return {
    path,
    pipe,
    stream: new LineStream({ target: pipe.fd, maxBuffered: 100_000 }),
    async [Symbol.asyncDispose]() {
      await pipe.close();
      await rm(folder, { recursive: true });
    },
  };
}

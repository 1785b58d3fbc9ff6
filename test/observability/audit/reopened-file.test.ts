import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LineStream } from '../../../src/observability/line-stream.ts';

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a file that cannot be opened anew is reported, and its descriptor is closed only once afterwards', async () => {
  const folder = join(await makeFolder(), 'current');
  const path = join(folder, 'audit.log');
  await mkdir(folder);
  const stream = new LineStream({ target: path, maxBuffered: 1_000 });
  const { write } = stream.createWriter({ onRoom: () => undefined });
  const reasons: unknown[] = [];
  stream.onStall((reason) => reasons.push(reason));
  write('1\n');
  await stream.flushed();

  await rename(folder, `${folder}.1`);
  stream.reopen();
  // Without any line in the meantime.
  await vi.waitFor(() => expect(reasons).toEqual(['ENOENT', undefined]), 10_000);
  write('2\n');
  expect(await stream.flushed()).toBe(true);

  await mkdir(folder);
  stream.reopen();
  await vi.waitFor(() => readFile(path), 10_000);
  write('3\n');
  expect(await stream.flushed()).toBe(true);
  expect(await stream.close(10_000)).toBe(true);

  expect(await readFile(`${folder}.1/audit.log`, 'utf8')).toBe('1\n2\n');
  expect(await readFile(path, 'utf8')).toBe('3\n');
  // The second close of a descriptor fails with EBADF, or hits what was opened in the meantime.
  expect(reasons).toEqual(['ENOENT', undefined]);
});

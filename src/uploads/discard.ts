import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** Reads a stream to its end. Rejects with the stream's error. */
export async function discard(stream: Readable): Promise<void> {
  const end = finished(stream, { writable: false });
  stream.resume();
  await end;
}

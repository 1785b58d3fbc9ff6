import type { Readable } from 'node:stream';
import { type FieldPath, GatewayError } from '../errors.ts';
import { fileIncomplete } from './file-errors.ts';

/**
 * Yields the chunks of a file. Leaving the loop early leaves the stream open: the parser waits until the rest is read.
 *
 * @throws {GatewayError} UPLOAD_INCOMPLETE if the file breaks off or the client pauses for too long
 */
export async function* readChunks(stream: Readable, path: FieldPath, idleMs: number): AsyncGenerator<Buffer> {
  let isWaiting: boolean = true;
  const timer = setTimeout(() => {
    if (isWaiting) stream.destroy(fileIncomplete(path));
  }, idleMs);
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      isWaiting = false;
      yield chunk;
      isWaiting = true;
      timer.refresh();
    }
  } catch (error) {
    throw error instanceof GatewayError ? error : fileIncomplete(path);
  } finally {
    clearTimeout(timer);
  }
}

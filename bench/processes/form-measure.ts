import type { IncomingMessage } from 'node:http';

/** Enough for a field or two and the headers of the file. */
const MAX_HEAD_BYTES = 4_096;

export interface FormMeasure {
  readonly fileBytes: number;
}

/**
 * Reads a form whose last part is its only file, looking at nothing but the beginning and the end.
 *
 * @param bytesPerSecond at which it is read; as fast as it comes if undefined
 * @throws {Error} if the form is none, names no `file0`, or is not whole
 */
export async function measureForm(
  request: IncomingMessage,
  bytesPerSecond: number | undefined,
): Promise<FormMeasure> {
  const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1];
  if (!boundary) throw new Error('No form.');
  const end = Buffer.from(`\r\n--${boundary}--`);
  const startedAt = performance.now();
  let total = 0;
  let head: Buffer = Buffer.alloc(0);
  let tail: Buffer = Buffer.alloc(0);
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      total += chunk.length;
      if (head.length < MAX_HEAD_BYTES) head = Buffer.concat([head, chunk]);
      tail = chunk.length > end.length + 2 ? chunk : Buffer.concat([tail, chunk]);
      const aheadMs = bytesPerSecond ? startedAt + (total / bytesPerSecond) * 1000 - performance.now() : 0;
      if (aheadMs > 1) {
        request.pause();
        setTimeout(() => request.resume(), aheadMs);
      }
    });
    request.once('end', resolve).once('error', reject);
  });
  const headers = /name="?file0"?;[\s\S]*?\r\n\r\n/.exec(head.toString('latin1'));
  const endAt = tail.lastIndexOf(end);
  if (!headers || endAt < 0) throw new Error('The form has no file0, or is not whole.');
  return { fileBytes: total - (headers.index + headers[0].length) - (tail.length - endAt) };
}

import type { IncomingMessage } from 'node:http';

/** Enough for two fields and the headers of the file. */
const MAX_HEAD_BYTES = 4_096;

export interface FormMeasure {
  readonly fileBytes: number;
}

/**
 * Measures the file in a form. It must be the last part, so that only the beginning and the end have to be parsed.
 *
 * @param bytesPerSecond limit for reading; none if undefined
 * @throws {Error} if it is not a form, lacks `file0` or is incomplete
 */
export async function measureForm(
  request: IncomingMessage,
  bytesPerSecond: number | undefined,
): Promise<FormMeasure> {
  const boundary = /boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1];
  if (!boundary) throw new Error('Not a form.');
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
  if (!headers || endAt < 0) throw new Error('The form lacks file0 or is incomplete.');
  return { fileBytes: total - (headers.index + headers[0].length) - (tail.length - endAt) };
}

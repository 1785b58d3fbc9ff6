import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../errors.ts';

const DRAIN_MAX_BYTES = 33_554_432;
const DRAIN_IDLE_MS = 10_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a whole body as UTF-8 text. A form is read elsewhere: it may take as long as its files keep coming.
 *
 * @throws {GatewayError} BAD_REQUEST: over the limit (413), encoded (415), too slow (408), broken off, or not UTF-8
 */
export async function readBody(request: IncomingMessage, maxBytes: number, maxMs: number): Promise<string> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    drain(request);
    throw refusal(415, 'Send the body without content-encoding.');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    drain(request);
    throw tooLarge(maxBytes);
  }
  return decode(await collect(request, maxBytes, maxMs));
}

function collect(request: IncomingMessage, maxBytes: number, maxMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => {
      settle(() => {
        drain(request);
        reject(refusal(408, 'The body took too long.'));
      });
    }, maxMs);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      act();
    };
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      chunks.push(chunk);
      if (length > maxBytes) {
        settle(() => {
          drain(request);
          reject(tooLarge(maxBytes));
        });
      }
    };
    const onEnd = () =>
      settle(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    const onClose = () => settle(() => reject(refusal(400, 'The body broke off.')));
    request.on('data', onData).on('end', onEnd).on('close', onClose);
    // Its client was gone before the reading began: no event will come.
    if (request.destroyed) onClose();
  });
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw refusal(400, 'The body is not UTF-8.');
  }
}

/**
 * Reads on and throws away, so that a client which is still sending sees the answer: browsers look for it only when
 * they have sent everything, and send a request again whose connection was cut. Past the bound it is cut all the same,
 * and when the client pauses for ten seconds.
 */
export function drain(request: IncomingMessage, maxBytes = DRAIN_MAX_BYTES): void {
  let length = 0;
  const timer = setTimeout(() => request.destroy(), DRAIN_IDLE_MS);
  request.on('data', (chunk: Buffer) => {
    timer.refresh();
    length += chunk.length;
    if (length > maxBytes) request.destroy();
  });
  request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
  // A cut connection is what the bound asked for.
  request.once('error', () => undefined);
  request.resume();
}

function tooLarge(maxBytes: number): GatewayError {
  const message = `The body is larger than ${maxBytes} bytes.`;
  return new GatewayError('BAD_REQUEST', { status: 413, limit: 'body_bytes', message });
}

function refusal(status: number, message: string): GatewayError {
  return new GatewayError('BAD_REQUEST', { status, message });
}

import { randomUUID } from 'node:crypto';
import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../../observability/logger.ts';
import { closeAfter } from '../connections/send-and-close.ts';
import { corsHeaders } from './cors.ts';

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const MESSAGE_BY_STATUS: Readonly<Record<number, string>> = {
  431: `The headers are larger than ${maxHeaderSize} bytes together. Cookies of the whole site are the usual cause: send the request without them (credentials: 'omit').`,
};

/** Node's error, with the last bytes that arrived. */
type ClientError = NodeJS.ErrnoException & { readonly rawPacket?: unknown };

/** Answers what is not HTTP in the shape of every other error, as far as there is somebody to read it. */
export function createMalformedRefusal({
  log,
  corsOrigins,
}: {
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
}): (error: ClientError, socket: Socket) => void {
  const refused = new WeakSet<Socket>();
  return (error, socket) => {
    // More of the same, while the answer is on its way.
    if (refused.has(socket)) return;
    const isSilent = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
    if (!socket.writable || error.code === 'ECONNRESET' || isSilent) {
      socket.destroy();
      return;
    }
    refused.add(socket);
    const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
    const requestId = randomUUID();
    log.info({ event: 'malformed-request', requestId, status });
    const message = MESSAGE_BY_STATUS[status] ?? `The request is no valid HTTP: ${STATUS_CODES[status]}.`;
    const extensions = { code: 'BAD_REQUEST', requestId, retryable: false };
    const body = JSON.stringify({ errors: [{ message, extensions }] });
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'connection: close',
      'x-content-type-options: nosniff',
      'content-type: application/json; charset=utf-8',
      'cache-control: no-store',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${requestId}`,
      ...Object.entries(corsHeaders(originOf(error, corsOrigins), corsOrigins)).map(
        ([name, value]) => `${name}: ${value}`,
      ),
    ];
    closeAfter(socket, `${head.join('\r\n')}\r\n\r\n${body}`);
  };
}

/**
 * The parser gave up, so that the header has to be found among the bytes. They may begin after it: then the only origin
 * that is allowed is taken, which tells nothing to pages of others.
 */
function originOf({ rawPacket }: ClientError, allowed: readonly string[]): string | undefined {
  const text = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';
  const [, origin] = /^origin:[ \t]*(\S+)[ \t]*\r?$/im.exec(text) ?? [];
  return origin ?? (allowed.length === 1 ? allowed[0] : undefined);
}

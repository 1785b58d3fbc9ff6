import { randomUUID } from 'node:crypto';
import { maxHeaderSize, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../../observability/logger.ts';
import { sendAndClose } from '../connections/send-and-close.ts';
import { toCorsHeaders } from './cors.ts';

const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const MESSAGE_BY_STATUS: Readonly<Record<number, string>> = {
  431: `The headers are larger than ${maxHeaderSize} bytes in total. The usual cause is the site's cookies. Send the request without them (credentials: 'omit').`,
};

/** @see https://nodejs.org/api/http.html#event-clienterror */
type ClientError = NodeJS.ErrnoException & { readonly rawPacket?: unknown };

interface ClientErrorOptions {
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
}

/** Responds to malformed HTTP in the shape of a GraphQL response, if the client can still read it. */
export function onClientError({
  log,
  corsOrigins,
}: ClientErrorOptions): (error: ClientError, socket: Socket) => void {
  const rejected = new WeakSet<Socket>();
  return (error, socket) => {
    // Node reports more errors while the response is being sent.
    if (rejected.has(socket)) return;
    const isSilent = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
    if (!socket.writable || error.code === 'ECONNRESET' || isSilent) {
      socket.destroy();
      return;
    }
    rejected.add(socket);
    const status = STATUS_BY_CODE[error.code ?? ''] ?? 400;
    const requestId = randomUUID();
    log.info({ event: 'malformed-request', requestId, status });
    const message = MESSAGE_BY_STATUS[status] ?? `The request is not valid HTTP: ${STATUS_CODES[status]}.`;
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
      ...Object.entries(toCorsHeaders(findOrigin(error, corsOrigins), corsOrigins)).map(
        ([name, value]) => `${name}: ${value}`,
      ),
    ];
    sendAndClose(socket, `${head.join('\r\n')}\r\n\r\n${body}`);
  };
}

/**
 * Searches the raw bytes, because Node has not parsed the headers. The bytes may begin after the Origin header. If only one
 * origin is allowed, assume that one: pages of other origins still cannot read the response.
 */
function findOrigin({ rawPacket }: ClientError, allowed: readonly string[]): string | undefined {
  const text = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '';
  const [, origin] = /^origin:[ \t]*(\S+)[ \t]*\r?$/im.exec(text) ?? [];
  return origin ?? (allowed.length === 1 ? allowed[0] : undefined);
}

import { STATUS_CODES } from 'node:http';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';

/** How long a client may take to notice an early answer before its connection goes. */
const LINGER_MS = 1_000;

/** Sends the whole answer; if the request is no longer being read, the connection is closed after it. */
export function deliver(exchange: Exchange, answer: Answer): void {
  const { request, response } = exchange;
  if (request.socket.destroyed || response.headersSent) return;
  const isLeftUnread = request.readableFlowing === false && !request.readableEnded;
  if (isLeftUnread) {
    deliverEarly(exchange, answer);
  } else {
    response.writeHead(answer.status, headersOf(answer));
    response.end(answer.body);
  }
}

/** Sends the head and half of the body, then ends the connection. */
export function deliverHalf({ request, response }: Exchange, answer: Answer): void {
  const bytes = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status, headersOf(answer));
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => request.socket.destroy());
}

function headersOf({ contentType, headers, body }: Answer): Record<string, string | number> {
  return { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...headers };
}

/**
 * Sends the answer while the request is still arriving, and closes the connection after it.
 * Writes past node's response, which would close at once: bytes that lie unread at that moment turn the close into a
 * reset, and the client may never see the answer (RFC 9112, section 9.6). So: half a close, and a pause.
 */
export function deliverEarly({ request, settle }: Exchange, answer: Answer): void {
  const { socket } = request;
  request.pause();
  const lines = Object.entries({ ...headersOf(answer), connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ''}\r\n${lines.join('')}\r\n`;
  socket.end(head + answer.body, () => settle(answer.status));
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}

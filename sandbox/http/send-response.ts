import { STATUS_CODES } from 'node:http';
import type { Exchange } from './exchange.ts';
import type { HttpResponse } from './http-response.ts';

/** How long a client has to read an early response before its connection is destroyed. */
const LINGER_MS = 10_000;

/** Sends the whole response. Closes the connection afterwards if the request has not been read to its end. */
export function sendResponse(exchange: Exchange, response: HttpResponse): void {
  const { request, response: out } = exchange;
  if (request.socket.destroyed || out.headersSent) return;
  const isPaused = request.readableFlowing === false && !request.readableEnded;
  if (isPaused) {
    sendEarly(exchange, response);
  } else {
    out.writeHead(response.status, headersOf(response));
    out.end(response.body);
  }
}

/** Sends the head and half of the body, then cuts the connection. */
export function sendHalf({ request, response: out }: Exchange, response: HttpResponse): void {
  const bytes = Buffer.from(response.body, 'utf8');
  out.writeHead(response.status, headersOf(response));
  out.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => request.socket.destroy());
}

function headersOf({ contentType, headers, body }: HttpResponse): Record<string, string | number> {
  return { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...headers };
}

/**
 * Sends the response while the request is still arriving, then closes the connection.
 *
 * Bypasses Node's ServerResponse, which would close both directions at once. Unread bytes turn such a close into a
 * reset, and the client might never see the response (RFC 9112, section 9.6). So close our direction first and wait.
 */
export function sendEarly({ request, settle }: Exchange, response: HttpResponse): void {
  const { socket } = request;
  request.pause();
  const lines = Object.entries({ ...headersOf(response), connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const head = `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status] ?? ''}\r\n${lines.join('')}\r\n`;
  socket.end(head + response.body, () => settle(response.status));
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}

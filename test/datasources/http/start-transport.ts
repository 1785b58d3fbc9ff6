import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { expect } from 'vitest';
import { type Exchange, TransportFailure } from '../../../src/datasources/fin/http/exchange.ts';
import { createTransport } from '../../../src/datasources/fin/http/transport.ts';

export const CONNECT_TIMEOUT_MS = 2_000;

interface Upstream extends AsyncDisposable {
  readonly origin: string;
  readonly sockets: readonly Socket[];
}

async function listen(server: Server): Promise<Upstream> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    // A cut connection is what several tests are about.
    socket.on('error', () => undefined);
    sockets.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const startHttp = (listener: RequestListener) => listen(createServer(listener));

/** A server that reads until a whole request is there, then does with the socket what a test wants. */
export const startRaw = (onRequest: (socket: Socket) => void) =>
  listen(
    createSocketServer((socket) => {
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        if (received.includes('\r\n\r\n')) onRequest(socket);
      });
    }),
  );

export function startTransport(origin: string, connectTimeoutMs = CONNECT_TIMEOUT_MS) {
  const transport = createTransport(origin, { connectTimeoutMs });
  return { ...transport, [Symbol.asyncDispose]: () => transport.close() };
}

export const outgoing = (
  body: string | undefined = '{"a":1}',
  headers: Record<string, string> = {},
): Exchange => ({
  abort: new AbortController(),
  headers,
  body,
  mayHaveBeenSent: false,
  text: '',
});
export const post = (url: string, init: RequestInit = {}) => new Request(url, { method: 'POST', ...init });

/** One request on a transport of its own. */
export async function sendOnce(origin: string, sent = outgoing(), init: RequestInit = {}): Promise<Response> {
  await using transport = startTransport(origin);
  return withText(await transport.send(post(`${origin}/x`, init), sent), sent);
}

/** The answer with the text that came beside it, which some statuses cannot carry. */
function withText({ status, headers }: Response, { text: body }: Exchange): Response {
  const isBodiless = [204, 205, 304].includes(status);
  if (isBodiless) expect(body).toBe('');
  return new Response(isBodiless ? null : body, { status, headers });
}

/** Waits for the end of a connection, whether it is closed or reset. */
export const closeOf = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** How sending ended that had to fail. */
export async function failureOf(sending: Promise<Response>): Promise<TransportFailure> {
  const error: unknown = await sending.catch((caught: unknown) => caught);
  if (error instanceof TransportFailure) return error;
  throw new Error('there was an answer, or another error');
}

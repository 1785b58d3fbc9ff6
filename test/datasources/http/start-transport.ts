import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type Server, type Socket } from 'node:net';
import type { HttpResponse } from '../../../src/datasources/fin/http/http-response.ts';
import type { OutgoingRequest } from '../../../src/datasources/fin/http/outgoing-request.ts';
import { createTransport } from '../../../src/datasources/fin/http/transport.ts';
import { TransportFailure } from '../../../src/datasources/fin/http/transport-failure.ts';

const CONNECT_TIMEOUT_MS = 2_000;
const CONNECTIONS = 128;

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

export const startHttp = (listener: RequestListener) =>
  listen(createServer({ keepAliveTimeout: 60_000 }, listener));

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
  const transport = createTransport(origin, { connectTimeoutMs, connections: CONNECTIONS });
  return { ...transport, [Symbol.asyncDispose]: () => transport.close() };
}

export function post(
  body: OutgoingRequest['body'] = '{"a":1}',
  request: Partial<OutgoingRequest> = {},
): OutgoingRequest {
  return { method: 'POST', path: '/x', headers: [], timeoutMs: undefined, ...request, body };
}

/** One request on a transport of its own. */
export async function sendOnce(origin: string, request = post()): Promise<HttpResponse> {
  await using transport = startTransport(origin);
  return await transport.send(request);
}

/** Waits for the end of a connection, whether it is closed or reset. */
export const closeOf = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** How sending ended that had to fail. */
export async function failureOf(sending: Promise<HttpResponse>): Promise<TransportFailure> {
  const error: unknown = await sending.catch((caught: unknown) => caught);
  if (error instanceof TransportFailure) return error;
  throw new Error('there was an answer, or another error');
}

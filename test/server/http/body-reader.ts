import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { GatewayError } from '../../../src/errors.ts';
import { drainBeforeResponse } from '../../../src/server/body/drain-body.ts';
import { readBody } from '../../../src/server/body/read-body.ts';

export const MAX_BYTES = 1_000;
export const MAX_MS = 30_000;
export const MIB = 1_048_576;
/** For the rest of a refused body. */
const REST = {
  maxBytes: 32 * MIB,
  idleMs: 10_000,
  maxMs: 300_000,
  rate: { minBytesPerSecond: 1, graceMs: 300_000 },
};

interface Reader extends AsyncDisposable {
  readonly port: number;
  /** How the reading of each request ended: its text, or the refusal's status and words. */
  readonly ends: Promise<string>[];
  /** Bytes of the connections that the server has read. */
  bytesRead(): number;
}

const endOf = (reading: Promise<string>): Promise<string> =>
  reading.catch((error: unknown) => {
    if (error instanceof GatewayError) return `${error.code} ${error.details.status} ${error.message}`;
    throw error;
  });

async function answer(end: Promise<string>, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const said = await end;
  await drainBeforeResponse(req, REST);
  res.statusCode = Number(/^BAD_REQUEST (\d+)/.exec(said)?.[1] ?? 200);
  res.end(said);
}

type Read = (req: IncomingMessage) => Promise<string>;

/** A server that reads each body, and answers with what came of it. */
export async function startReader(
  read: Read = (req) => readBody(req, { maxBytes: MAX_BYTES, maxMs: MAX_MS }),
): Promise<Reader> {
  const ends: Promise<string>[] = [];
  const sockets: Socket[] = [];
  const server = createServer((req, res) => {
    const end = endOf(read(req));
    ends.push(end);
    void answer(end, req, res);
  });
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return {
    port: address.port,
    ends,
    bytesRead: () => sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const keptAlive = (...headers: string[]) =>
  ['POST / HTTP/1.1', 'host: x', ...headers, '', ''].join('\r\n');
export const head = (...headers: string[]) => keptAlive('connection: close', ...headers);

/** A connection on which a request is written by hand. */
export function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  // The server may cut it while we write.
  socket.on('error', () => undefined);
  return socket;
}

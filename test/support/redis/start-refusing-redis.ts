import { once } from 'node:events';
import net, { type Socket } from 'node:net';

export interface RefusingRedis extends AsyncDisposable {
  readonly port: number;
  /** How many commands were refused. */
  refused(): number;
  /** Refuses every command from now on with this text; takes them again without one. */
  begin(reply: string | undefined): void;
}

/** Answers every command with one reply: an error of the given text, or `OK` as long as there is none. */
export async function startRefusingRedis(): Promise<RefusingRedis> {
  let error: string | undefined;
  let refused = 0;
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      // The client writes each command at once, as an array.
      const commands = chunk.toString('latin1').match(/(?:^|\n)\*\d+\r/g)?.length ?? 0;
      if (error !== undefined) refused += commands;
      socket.write((error === undefined ? '+OK\r\n' : `-${error}\r\n`).repeat(commands));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    refused: () => refused,
    begin(reply) {
      error = reply;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

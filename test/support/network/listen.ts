import { once } from 'node:events';
import type { Server } from 'node:http';

/** Lets a server listen on a free port of the loopback interface, until it is disposed of. */
export async function listen(server: Server): Promise<{ readonly origin: string } & AsyncDisposable> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { once } from 'node:events';
import net, { type Socket } from 'node:net';

export interface Address extends AsyncDisposable {
  readonly port: number;
  /** Changes the target of new connections. Open ones stay as they are. */
  leadTo(port: number): void;
}

/** Stands for a name in DNS or a load balancer: it leads new connections elsewhere, and cuts none. */
export async function startAddress(firstPort: number): Promise<Address> {
  let target = firstPort;
  const sockets = new Set<Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
    }
    client.pipe(upstream).pipe(client);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    leadTo(port) {
      target = port;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import net, { type Socket } from 'node:net';

export interface Address extends AsyncDisposable {
  readonly port: number;
  /** Changes the target of new connections, and holds none of them back. Others stay as they are. */
  leadTo(port: number): void;
  /** Holds new connections back on their way to their target, until it changes. */
  hold(): void;
  /** The number of connections that are held back. */
  readonly heldCount: number;
  /** Lets those through that are held back. */
  release(): void;
}

/** Stands for a name in DNS or a load balancer: it leads new connections elsewhere, and cuts none. */
export async function startAddress(firstPort: number): Promise<Address> {
  let target = firstPort;
  let isHolding = false;
  const held: (() => void)[] = [];
  const sockets = new Set<Socket>();
  const watch = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
  };
  const server = net.createServer((client) => {
    const port = target;
    watch(client);
    const forward = () => {
      const upstream = net.connect(port, '127.0.0.1');
      watch(upstream);
      client.pipe(upstream).pipe(client);
      client.once('close', () => upstream.destroy());
      upstream.once('close', () => client.destroy());
    };
    if (isHolding) held.push(forward);
    else forward();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    leadTo(port) {
      target = port;
      isHolding = false;
    },
    hold() {
      isHolding = true;
    },
    get heldCount() {
      return held.length;
    },
    release() {
      for (const forward of held.splice(0)) forward();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

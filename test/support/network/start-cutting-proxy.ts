import { once } from 'node:events';
import net, { type Socket } from 'node:net';

/** The direction in which bytes are counted: to the server, or back. */
export type Direction = 'request' | 'answer';

export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Lets this many bytes more through in one direction, of all connections together, then resets the connection. */
  cutAfter(direction: Direction, bytes: number): void;
  /** Takes bytes and passes nothing on, as a host does whose other half is gone. */
  swallow(): void;
  /** Keeps the bytes of one direction back until it is mended. */
  hold(direction: Direction): void;
  /** Breaks all connections. New ones are accepted. */
  breakConnections(): void;
  /** Everything takes this long in each direction. */
  delay(ms: number): void;
  /** Everything goes through again, what was held first. */
  mend(): void;
  /** Bytes that went through in one direction since it was mended or armed last. */
  passed(direction: Direction): number;
}

interface Cut {
  readonly direction: Direction;
  readonly bytes: number;
}

interface Line {
  readonly from: Socket;
  readonly to: Socket;
}

/** A line between a client and the server at `target` that breaks at a byte of choice. @param listenPort 0: a free one */
export async function startCuttingProxy(target: string, listenPort = 0): Promise<CuttingProxy> {
  const { hostname, port: targetPort } = new URL(target);
  let cut: Cut | undefined;
  let isSwallowing = false;
  let delayMs = 0;
  let held: Direction | undefined;
  const waiting: (() => void)[] = [];
  const passed: Record<Direction, number> = { request: 0, answer: 0 };
  const sockets = new Set<Socket>();

  function forward(direction: Direction, chunk: Buffer, { from, to }: Line): void {
    const left = cut?.direction === direction ? cut.bytes - passed[direction] : Number.POSITIVE_INFINITY;
    passed[direction] += Math.min(chunk.length, left);
    if (chunk.length < left) {
      to.write(chunk);
      return;
    }
    // The bytes before the break arrive: a reset would take them out of the other side's hands.
    to.end(chunk.subarray(0, left));
    from.resetAndDestroy();
  }

  function pass(direction: Direction, from: Socket, to: Socket): void {
    from.on('data', (chunk: Buffer) => {
      const go = () => forward(direction, chunk, { from, to });
      if (isSwallowing) return;
      if (held === direction) waiting.push(go);
      // Timers of one length fire in the order in which they were set.
      else if (delayMs > 0) setTimeout(go, delayMs);
      else go();
    });
    from.on('error', () => undefined);
    from.on('close', () => to.end());
  }

  const server = net.createServer((client) => {
    const upstream = net.connect(Number(targetPort), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    }
    pass('request', client, upstream);
    pass('answer', upstream, client);
  });
  server.listen(listenPort, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  function arm(next: Cut | undefined): void {
    cut = next;
    isSwallowing = false;
    held = undefined;
    delayMs = 0;
    passed.request = 0;
    passed.answer = 0;
    for (const send of waiting.splice(0)) send();
  }

  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    cutAfter: (direction, bytes) => arm({ direction, bytes }),
    swallow: () => {
      isSwallowing = true;
    },
    hold: (direction) => {
      held = direction;
    },
    breakConnections: () => {
      for (const socket of sockets) socket.destroy();
    },
    delay: (ms) => {
      delayMs = ms;
    },
    mend: () => arm(undefined),
    passed: (direction) => passed[direction],
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

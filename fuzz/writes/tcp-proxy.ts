import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Forwards connections on the loopback address, with faults. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Sets the target of new connections. Open connections keep theirs. */
  target(port: number): void;
  /** Delays the bytes of both directions. */
  delay(ms: number): void;
  /** Holds back responses, but not requests. */
  holdResponses(): void;
  releaseResponses(): void;
  resetConnections(): void;
}

interface NetworkState {
  delayMs: number;
  isHoldingResponses: boolean;
}

export async function startTcpProxy(firstTarget: number): Promise<TcpProxy> {
  const state: NetworkState = { delayMs: 0, isHoldingResponses: false };
  const responses = new Set<Line>();
  const sockets = new Set<Socket>();
  let targetPort = firstTarget;

  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const response = new Line(upstream, client, state, () => state.isHoldingResponses);
    new Line(client, upstream, state, () => false).open();
    response.open();
    responses.add(response);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        responses.delete(response);
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    port: address.port,
    target(port) {
      targetPort = port;
    },
    delay(ms) {
      state.delayMs = ms;
    },
    holdResponses() {
      state.isHoldingResponses = true;
    },
    releaseResponses() {
      state.isHoldingResponses = false;
      for (const response of responses) response.flush();
    },
    resetConnections() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One direction of a connection. Keeps the order of the bytes when the delay changes. */
class Line {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #state: NetworkState;
  readonly #isHeld: () => boolean;
  readonly #waiting: { readonly bytes: Buffer; readonly dueAtMs: number }[] = [];

  constructor(from: Socket, to: Socket, state: NetworkState, isHeld: () => boolean) {
    this.#from = from;
    this.#to = to;
    this.#state = state;
    this.#isHeld = isHeld;
  }

  open(): void {
    this.#from
      .on('data', (bytes: Buffer) => {
        this.#waiting.push({ bytes, dueAtMs: performance.now() + this.#state.delayMs });
        this.flush();
      })
      // A client must not wait for a server that is gone, so break both sides.
      .on('error', () => this.#to.resetAndDestroy())
      .on('close', () => this.#to.destroy());
  }

  /** Sends all bytes that are due. */
  flush(): void {
    while (!this.#isHeld() && this.#to.writable) {
      const [first] = this.#waiting;
      if (!first) return;
      const earlyMs = first.dueAtMs - performance.now();
      if (earlyMs > 0) {
        setTimeout(() => this.flush(), Math.ceil(earlyMs));
        return;
      }
      this.#waiting.shift();
      this.#to.write(first.bytes);
    }
  }
}

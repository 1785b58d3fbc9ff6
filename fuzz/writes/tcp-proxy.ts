import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** The one address of Redis that replicas know. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Where new connections lead. Open ones stay where they are. */
  target(port: number): void;
  /** Bytes take this long in each direction. */
  delay(ms: number): void;
  /** Keeps answers back; requests go through. */
  holdAnswers(): void;
  releaseAnswers(): void;
  resetConnections(): void;
}

interface Weather {
  delayMs: number;
  isHoldingAnswers: boolean;
}

/** Forwards connections on the loopback address. */
export async function startTcpProxy(firstTarget: number): Promise<TcpProxy> {
  const weather: Weather = { delayMs: 0, isHoldingAnswers: false };
  const answers = new Set<Line>();
  const sockets = new Set<Socket>();
  let targetPort = firstTarget;

  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const answer = new Line(upstream, client, weather, () => weather.isHoldingAnswers);
    new Line(client, upstream, weather, () => false).open();
    answer.open();
    answers.add(answer);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.once('close', () => {
        sockets.delete(socket);
        answers.delete(answer);
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
      weather.delayMs = ms;
    },
    holdAnswers() {
      weather.isHoldingAnswers = true;
    },
    releaseAnswers() {
      weather.isHoldingAnswers = false;
      for (const answer of answers) answer.flush();
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

/** One direction of a connection. Bytes keep their order, whatever the weather was when they came. */
class Line {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #weather: Weather;
  readonly #isHeld: () => boolean;
  readonly #waiting: { readonly bytes: Buffer; readonly dueAtMs: number }[] = [];

  constructor(from: Socket, to: Socket, weather: Weather, isHeld: () => boolean) {
    this.#from = from;
    this.#to = to;
    this.#weather = weather;
    this.#isHeld = isHeld;
  }

  open(): void {
    this.#from
      .on('data', (bytes: Buffer) => {
        this.#waiting.push({ bytes, dueAtMs: performance.now() + this.#weather.delayMs });
        this.flush();
      })
      // Both sides break alike: a client must not wait for a server that is gone.
      .on('error', () => this.#to.resetAndDestroy())
      .on('close', () => this.#to.destroy());
  }

  /** Sends what is due. */
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

import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Connections } from '../connections/connections.ts';
import type { GatewayLimits } from '../gateway-limits.ts';
import type { CarriedStream, StreamConnection, StreamEndReason } from './stream-connection.ts';

/** More than a client that reads ever has. */
const MAX_UNSENT_BYTES = 4_194_304;

/** graphql-ws clients connect again after each of these, with fresh connection parameters. */
export const CLOSE = {
  idle: [1000, 'No subscription'],
  goingAway: [1001, 'Going away'],
  tryLater: [1013, 'Try again later'],
  forbidden: [4403, 'Forbidden'],
} as const;

export type SocketLimits = Pick<GatewayLimits, 'socketIdleMs' | 'socketPingMs' | 'streamCloseMs'>;

interface SocketConnectionOptions {
  readonly webSocket: WebSocket;
  /** The connection below it. */
  readonly socket: Socket;
  readonly connections: Pick<Connections, 'upgraded' | 'keepOpen' | 'allowClosing' | 'countUnsent'>;
  readonly limits: SocketLimits;
}

/** A WebSocket. It carries any number of streams, and is closed when it has been without one for a while. */
export class SocketConnection implements StreamConnection {
  readonly transport = 'websocket';
  readonly #options: SocketConnectionOptions;
  readonly #streams = new Set<CarriedStream>();
  #hasAnswered: boolean = true;

  constructor(options: SocketConnectionOptions) {
    this.#options = options;
    const { webSocket, socket, connections, limits } = options;
    connections.upgraded(socket, () => this.close(CLOSE.idle));
    connections.allowClosing(socket, limits.socketIdleMs);
    const pings = setInterval(() => this.#ping(), limits.socketPingMs);
    webSocket.once('close', () => clearInterval(pings));
    webSocket.on('pong', () => {
      this.#hasAnswered = true;
    });
    // ws closes the WebSocket after each error.
    webSocket.on('error', () => undefined);
  }

  carry(stream: CarriedStream): () => void {
    const { socket, connections, limits } = this.#options;
    this.#streams.add(stream);
    connections.keepOpen(socket);
    return () => {
      this.#streams.delete(stream);
      if (this.#streams.size === 0) connections.allowClosing(socket, limits.socketIdleMs);
    };
  }

  /** Resolves when the text has been handed to the operating system, so that slow clients get fewer results. */
  send(text: string): Promise<void> {
    const { webSocket, socket, connections } = this.#options;
    return new Promise((resolve) => {
      // An error here means that the connection is lost, which the event `close` reports.
      webSocket.send(text, () => {
        connections.countUnsent(socket);
        resolve();
      });
      connections.countUnsent(socket);
    });
  }

  /** Must be called for each message, because every message may have an answer that is not read. */
  limitUnsent(): void {
    if (this.#options.webSocket.bufferedAmount > MAX_UNSENT_BYTES) this.#cut();
  }

  close([code, reason]: readonly [number, string]): void {
    const { webSocket, limits } = this.#options;
    if (webSocket.readyState !== webSocket.OPEN) return;
    webSocket.close(code, reason);
    const timer = setTimeout(() => webSocket.terminate(), limits.streamCloseMs);
    webSocket.once('close', () => clearTimeout(timer));
  }

  expire(): boolean {
    this.close(CLOSE.forbidden);
    return false;
  }

  shutDown(): void {
    this.close(CLOSE.goingAway);
  }

  #ping(): void {
    if (this.#hasAnswered) this.#options.webSocket.ping();
    else this.#cut();
    this.#hasAnswered = false;
  }

  #cut(): void {
    this.#endStreams('slow');
    this.#options.webSocket.terminate();
  }

  #endStreams(reason: StreamEndReason): void {
    for (const stream of this.#streams) stream.end(reason);
  }
}

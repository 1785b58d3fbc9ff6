import type { GatewayLimits } from '../gateway-limits.ts';
import type { HttpExchange } from '../graphql/server-context.ts';
import type { CarriedStream, StreamConnection } from './stream-connection.ts';

export type EventStreamLimits = Pick<GatewayLimits, 'responseIdleMs' | 'streamCloseMs'>;

/** A response of Server-Sent Events. It carries one stream. */
export class EventStreamConnection implements StreamConnection {
  readonly transport = 'sse';
  readonly #exchange: Pick<HttpExchange, 'req' | 'res'>;
  readonly #limits: EventStreamLimits;

  constructor(exchange: Pick<HttpExchange, 'req' | 'res'>, limits: EventStreamLimits) {
    this.#exchange = exchange;
    this.#limits = limits;
  }

  carry(stream: CarriedStream): () => void {
    const { req, res } = this.#exchange;
    const { socket } = req;
    const onClose = () => stream.end('client');
    // Node closes the connection after this event.
    const onTimeout = () => stream.end('slow');
    if (res.closed) onClose();
    res.once('close', onClose);
    // The adapter has just switched the time-out off. Heartbeats restart it while the client reads.
    res.once('pipe', () => socket.setTimeout(this.#limits.responseIdleMs));
    socket.once('timeout', onTimeout);
    return () => socket.off('timeout', onTimeout);
  }

  expire(): boolean {
    return true;
  }

  /** Ends the response without the event `complete`. */
  shutDown(): void {
    const { res } = this.#exchange;
    if (!res.headersSent) {
      res.destroy();
      return;
    }
    const timer = setTimeout(() => res.destroy(), this.#limits.streamCloseMs);
    res.once('close', () => clearTimeout(timer));
    res.end();
  }
}

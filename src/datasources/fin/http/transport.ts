import { Pool } from 'undici';
import type { Exchange } from './exchange.ts';
import { ResponseHandler } from './response-handler.ts';

export const MAX_UPSTREAM_CONNECTIONS = 128;

export interface Transport {
  /** Sends a request and reads the whole response. The Response has status and Retry-After; its body is in `exchange`. */
  send(request: Request, exchange: Exchange): Promise<Response>;
  close(): Promise<void>;
}

interface TransportOptions {
  readonly connectTimeoutMs: number;
  /** How long a request may wait while all connections are busy. */
  readonly maxWaitMs?: number;
  readonly connections?: number;
}

/**
 * Sends requests to one origin over a pool of keep-alive sockets. Follows no redirects and retries nothing.
 *
 * @param origin without a path
 * @throws {TransportFailure} no connection, a broken one, or a response over 1 MiB
 */
export function createTransport(
  origin: string,
  {
    connectTimeoutMs,
    maxWaitMs = connectTimeoutMs,
    connections = MAX_UPSTREAM_CONNECTIONS,
  }: TransportOptions,
): Transport {
  const pool = new Pool(origin, {
    connections,
    connect: { timeout: connectTimeoutMs },
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: (request, exchange) =>
      new Promise((resolve, reject) => {
        const path = request.url.slice(origin.length);
        const { headers, body } = exchange;
        const handler = new ResponseHandler(exchange, { resolve, reject });
        exchange.hadNoConnection = false;
        // A connection that is being established has its own timeout.
        handler.limitWait(maxWaitMs, () => pool.stats.connected >= connections);
        pool.dispatch({ path, method: request.method, headers, body: body ?? null }, handler);
      }),
    close: () => pool.close(),
  };
}

import { Readable } from 'node:stream';
import { Pool } from 'undici';
import { CountedBody } from './counted-body.ts';
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
        const stream = body === undefined || typeof body === 'string' ? undefined : new CountedBody(body);
        const handler = new ResponseHandler(exchange, stream, { resolve, reject });
        exchange.hadNoConnection = false;
        // A connection that is being established has its own timeout.
        handler.limitWait(maxWaitMs, () => pool.stats.connected >= connections);
        const content = stream ? toReadable(stream) : body;
        pool.dispatch({ path, method: request.method, headers, body: toContent(content) }, handler);
      }),
    close: () => pool.close(),
  };
}

function toReadable(body: AsyncIterable<Uint8Array>): Readable {
  // The handler reports errors of the source. Without a listener, those of a request that is never sent would be fatal.
  return Readable.from(body, { objectMode: false }).on('error', () => undefined);
}

function toContent(content: string | Readable | Exchange['body']): string | Readable | null {
  return typeof content === 'string' || content instanceof Readable ? content : null;
}

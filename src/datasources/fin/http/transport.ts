import { Pool } from 'undici';
import type { HttpResponse } from './http-response.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { ResponseHandler } from './response-handler.ts';

export interface Transport {
  /** Sends a request and reads the whole response. */
  send(request: OutgoingRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

interface TransportOptions {
  readonly connectTimeoutMs: number;
  /** The maximum. Further requests wait. */
  readonly connections: number;
}

/**
 * Sends requests to one origin over a pool of keep-alive sockets. Follows no redirects and retries nothing.
 *
 * @param origin without a path
 * @throws {TransportFailure} no connection, a broken one, or a response over 1 MiB
 */
export function createTransport(
  origin: string,
  { connectTimeoutMs, connections }: TransportOptions,
): Transport {
  const pool = new Pool(origin, {
    connections,
    connect: { timeout: connectTimeoutMs },
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const { method, path, headers, body } = request;
        const handler = new ResponseHandler(request, { resolve, reject });
        pool.dispatch({ path, method, headers, body: body ?? null }, handler);
      }),
    close: () => pool.close(),
  };
}

import { Readable } from 'node:stream';
import { Pool } from 'undici';
import { CountedBody } from './counted-body.ts';
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
        const stream = body === undefined || typeof body === 'string' ? undefined : new CountedBody(body);
        const handler = new ResponseHandler(request, stream, { resolve, reject });
        const content = stream ? toReadable(stream) : toContent(body);
        pool.dispatch({ path, method, headers, body: content }, handler);
      }),
    close: () => pool.close(),
  };
}

function toReadable(body: AsyncIterable<Uint8Array>): Readable {
  // The handler reports errors of the source. Without a listener, those of a request that is never sent would be fatal.
  return Readable.from(body, { objectMode: false }).on('error', () => undefined);
}

function toContent(body: OutgoingRequest['body']): string | null {
  return typeof body === 'string' ? body : null;
}

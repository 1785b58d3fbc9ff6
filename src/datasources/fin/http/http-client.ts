import type { Readable } from 'node:stream';
import ky, { isHTTPError, isTimeoutError, type KyInstance, type Options } from 'ky';
import { GatewayError } from '../../../errors.ts';
import { toBadResponseError, toNetworkError } from '../errors/upstream-error.ts';
import type { UpstreamOperation } from '../errors/upstream-operation.ts';
import { type AttemptObserver, withObserver } from './attempt-observer.ts';
import type { Exchange } from './exchange.ts';
import type { HttpResponse } from './http-response.ts';
import { watchPeer } from './idle-timeout.ts';
import { BUSY_STATUSES, readRetryOptions, retryOptions } from './retry-rules.ts';
import { createTransport, type Transport } from './transport.ts';

/** Responses are small, and compressing them costs more than it saves. Compressed ones are decoded all the same. */
const COMMON_HEADERS = { accept: 'application/json', 'accept-encoding': 'identity' };

interface Call extends UpstreamOperation {
  /** Below the base URL, without a leading slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface JsonCall extends Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly query?: Readonly<Record<string, unknown>>;
  readonly json?: object;
  /** How often a broken call is repeated, if it is not a read. */
  readonly retries?: number;
}

export interface StreamCall extends Call {
  readonly contentType: string;
  /** Read as fast as the peer accepts it. Errors of the source are rethrown and abort the request. */
  readonly body: Readable;
}

export interface HttpClient {
  /**
   * Sends a request and reads the whole response, whatever its status. Reads are repeated up to twice within the timeout
   * when there is no connection or the server is busy (429, 502, 503, 504), with jitter or after Retry-After.
   *
   * @throws {GatewayError} UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE; `outcome` tells clients whether a write may have been done
   */
  send(call: JsonCall): Promise<HttpResponse>;
  /**
   * Posts a body of unknown length; the timeout applies to each pause of the peer.
   *
   * @throws {GatewayError} also UPSTREAM_BAD_RESPONSE for a success that arrived before the end of the body
   */
  postStream(call: StreamCall): Promise<HttpResponse>;
  close(): Promise<void>;
}

interface HttpClientOptions {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly observer?: AttemptObserver;
}

interface RequestBody {
  readonly type: string;
  readonly content: Exchange['body'];
}

/** The client for Fin.com's REST API. @param timeoutMs for one call, from connecting to the last byte of the response */
export function createHttpClient({ baseUrl, timeoutMs, observer }: HttpClientOptions): HttpClient {
  const { origin } = new URL(baseUrl);
  const connectTimeoutMs = Math.max(1, Math.floor(timeoutMs / 2));
  const calls = createTransport(origin, { connectTimeoutMs });
  // A separate pool, so that uploads from slow clients cannot block other calls.
  const uploads = createTransport(origin, { connectTimeoutMs });
  const client: KyInstance = ky.create({
    prefix: baseUrl,
    timeout: timeoutMs,
    throwHttpErrors: false,
    retry: 0,
  });

  async function sendOver(
    transport: Transport,
    call: Call,
    exchange: Exchange,
    options: Options,
  ): Promise<HttpResponse> {
    try {
      const sendOnce = (request: string | URL | Request) => transport.send(toRequest(request), exchange);
      const fetch = withObserver(observer, call.operation, exchange, sendOnce);
      return toHttpResponse(await client(call.path, { ...options, fetch }), exchange, call);
    } catch (error) {
      // The last response of a busy server, after the last retry.
      if (isHTTPError(error)) return toHttpResponse(error.response, exchange, call);
      // The body's source failed: that is about the client, not about Fin.com.
      if (error instanceof GatewayError) throw error;
      const isTimeout = isTimeoutError(error) || exchange.abort.signal.aborted;
      // ky stops waiting; this frees the connection.
      exchange.abort.abort();
      throw toNetworkError(call, { isTimeout, ...exchange });
    }
  }

  return {
    send: (call) => {
      const { method, query = {}, json, retries = 0 } = call;
      const body = json && { type: 'application/json', content: JSON.stringify(json) };
      const retry: Options =
        call.effect === 'read'
          ? {
              retry: readRetryOptions(performance.now() + timeoutMs),
              throwHttpErrors: (status) => BUSY_STATUSES.includes(status),
              totalTimeout: timeoutMs,
            }
          : { retry: retryOptions(retries) };
      const searchParams = Object.entries(query).map(([name, value]) => [name, String(value)]);
      return sendOver(calls, call, toExchange(call, body), { method, searchParams, ...retry });
    },
    async postStream(call) {
      const abort = new AbortController();
      const endIdleTimeout = watchPeer(call.body, timeoutMs, abort);
      const body = { type: call.contentType, content: call.body };
      try {
        const exchange = toExchange(call, body, abort);
        return await sendOver(uploads, call, exchange, { method: 'POST', timeout: false });
      } finally {
        endIdleTimeout();
      }
    },
    async close() {
      await Promise.all([calls.close(), uploads.close()]);
    },
  };
}

function toExchange(
  { headers }: Call,
  body: RequestBody | undefined,
  abort: AbortController = new AbortController(),
): Exchange {
  return {
    abort,
    headers: { ...COMMON_HEADERS, ...headers, ...(body && { 'content-type': body.type }) },
    body: body?.content,
    mayHaveBeenSent: false,
    text: '',
  };
}

/** @throws {GatewayError} UPSTREAM_BAD_RESPONSE: a success before the end of the request cannot be about all of it */
function toHttpResponse({ ok, status, headers }: Response, exchange: Exchange, call: Call): HttpResponse {
  const response = { status, text: exchange.text, retryAfter: headers.get('retry-after') };
  if (ok && exchange.isEarlyResponse) throw toBadResponseError(response, call);
  return response;
}

function toRequest(input: string | URL | Request): Request {
  return input instanceof Request ? input : new Request(input);
}

import { toBadResponseError, toNetworkError } from '../errors/upstream-error.ts';
import type { UpstreamOperation } from '../errors/upstream-operation.ts';
import { type AttemptObserver, sendObserved } from './attempt-observer.ts';
import { type HttpResponse, isSuccess } from './http-response.ts';
import { IdleTimeout } from './idle-timeout.ts';
import { withReadRetries, withRetries } from './retries.ts';
import { createTransport } from './transport.ts';

/** Responses are small, and compressing them costs more than it saves. Compressed ones are decoded all the same. */
const COMMON_HEADERS = ['accept', 'application/json', 'accept-encoding', 'identity'];

export interface SendOptions {
  /** The access token. */
  readonly token?: string;
  readonly requestId?: string;
}

interface Call {
  readonly endpoint: UpstreamOperation;
  /** Below the base URL, without a leading slash. */
  readonly path: string;
}

export interface JsonCall extends Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly json?: object;
  /** How often a broken call is repeated, if it is not a read. */
  readonly retries?: number | undefined;
}

export interface StreamCall extends Call {
  readonly contentType: string;
  /** Read as fast as the peer accepts it. Errors of the source are rethrown and abort the request. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface HttpClient {
  /**
   * Sends a request and reads the whole response, whatever its status. Reads are repeated up to twice within the timeout
   * when there is no connection or the server is busy (429, 502, 503, 504), with jitter or after Retry-After.
   *
   * @throws {GatewayError} UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE; `outcome` tells clients whether a write may have been done
   */
  send(call: JsonCall, options?: SendOptions): Promise<HttpResponse>;
  /**
   * Posts a body of unknown length; the timeout applies to each pause of the peer.
   *
   * @throws {GatewayError} also UPSTREAM_BAD_RESPONSE for a success that arrived before the end of the body
   */
  postStream(call: StreamCall, options?: SendOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

interface HttpClientOptions {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly observer?: AttemptObserver;
}

/** The client for Fin.com's REST API. @param timeoutMs for one call, from connecting to the last byte of the response */
export function createHttpClient({ baseUrl, timeoutMs, observer }: HttpClientOptions): HttpClient {
  const { origin, pathname } = new URL(baseUrl);
  const root = pathname.replace(/\/+$/, '');
  const connectTimeoutMs = Math.max(1, Math.floor(timeoutMs / 2));
  const calls = createTransport(origin, { connectTimeoutMs });
  // A separate pool, so that uploads from slow clients cannot block other calls.
  const uploads = createTransport(origin, { connectTimeoutMs });

  function sendJson(call: JsonCall, options: SendOptions, body: string | undefined, deadlineMs: number) {
    return sendObserved(
      calls,
      {
        method: call.method,
        path: `${root}/${call.path}`,
        headers: toHeaders(options, body === undefined ? undefined : 'application/json'),
        body,
        timeoutMs: deadlineMs - performance.now(),
      },
      { observer, operation: call.endpoint.operation, requestId: options.requestId },
    );
  }

  return {
    async send(call, options = {}) {
      const { endpoint, json, retries = 0 } = call;
      const body = json && JSON.stringify(json);
      try {
        if (endpoint.effect === 'read') {
          const deadlineMs = performance.now() + timeoutMs;
          return await withReadRetries(() => sendJson(call, options, body, deadlineMs), deadlineMs);
        }
        const attempt = () => sendJson(call, options, body, performance.now() + timeoutMs);
        return await (retries > 0 ? withRetries(attempt, retries) : attempt());
      } catch (error) {
        throw toNetworkError(endpoint, error);
      }
    },
    async postStream({ endpoint, path, contentType, body }, options = {}) {
      const abort = new AbortController();
      const idleTimeout = new IdleTimeout(timeoutMs, abort);
      try {
        const response = await sendObserved(
          uploads,
          {
            method: 'POST',
            path: `${root}/${path}`,
            headers: toHeaders(options, contentType),
            body: idleTimeout.watch(body),
            timeoutMs: undefined,
            signal: abort.signal,
          },
          { observer, operation: endpoint.operation, requestId: options.requestId },
        );
        // A success before the end of the request cannot be about all of it.
        if (isSuccess(response) && response.flaw !== undefined) throw toBadResponseError(response, endpoint);
        return response;
      } catch (error) {
        throw toNetworkError(endpoint, error);
      } finally {
        idleTimeout.end();
      }
    },
    async close() {
      await Promise.all([calls.close(), uploads.close()]);
    },
  };
}

function toHeaders({ token, requestId }: SendOptions, contentType: string | undefined): string[] {
  const headers = [...COMMON_HEADERS];
  if (contentType !== undefined) headers.push('content-type', contentType);
  if (token !== undefined) headers.push('authorization', `Bearer ${token}`);
  if (requestId !== undefined) headers.push('x-request-id', requestId);
  return headers;
}

import type { Readable } from 'node:stream';
import { type Circuits, createCircuits } from '../bulkheads/circuits.ts';
import { RetryBudget } from '../bulkheads/retry-budget.ts';
import { toBadResponseError, toNetworkError } from '../errors/upstream-error.ts';
import type { UpstreamOperation } from '../errors/upstream-operation.ts';
import type { AttemptObserver, UpstreamServer } from './attempt-observer.ts';
import { type ConnectionLimits, type ConnectionPools, createConnectionPools } from './connection-pools.ts';
import { type HttpResponse, isSuccess } from './http-response.ts';
import { watchPeer } from './idle-timeout.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { withReadRetries, withRetries } from './retries.ts';
import { type SendOptions, sendAttempt } from './send-attempt.ts';

/** Responses are small, and compressing them costs more than it saves. Compressed ones are decoded all the same. */
const COMMON_HEADERS = ['accept', 'application/json', 'accept-encoding', 'identity'];

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
  readonly body: Readable;
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
  readonly connections: ConnectionLimits;
  readonly observer?: AttemptObserver;
  /** A monotonic clock in milliseconds, for circuits. */
  readonly now?: () => number;
}

/**
 * The client for Fin.com's REST API. Reads, writes, uploads and calls for tokens have connections of their own, and each
 * operation has a circuit, so that one of them cannot slow down the others.
 *
 * @param timeoutMs for one call, from connecting to the last byte of the response
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  return new FinHttpClient(options);
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

class FinHttpClient implements HttpClient {
  readonly #server: UpstreamServer;
  readonly #timeoutMs: number;
  readonly #observer: AttemptObserver | undefined;
  readonly #pools: ConnectionPools;
  readonly #circuits: Circuits;
  readonly #retryBudget = new RetryBudget();

  constructor(options: HttpClientOptions) {
    const { baseUrl, timeoutMs, connections, observer, now = () => performance.now() } = options;
    const url = new URL(baseUrl);
    this.#server = toServer(url);
    this.#timeoutMs = timeoutMs;
    this.#observer = observer;
    this.#pools = createConnectionPools(url.origin, timeoutMs, connections, observer);
    this.#circuits = createCircuits(now, (change) => observer?.circuitChanged?.(change));
  }

  async send(call: JsonCall, sendOptions: SendOptions = {}): Promise<HttpResponse> {
    const options = { attempts: { count: 0 }, ...sendOptions };
    const { endpoint, json, retries = 0 } = call;
    const body = json && JSON.stringify(json);
    try {
      if (endpoint.effect === 'read') {
        const deadlineMs = performance.now() + this.#timeoutMs;
        const attempt = () => this.#sendJson(call, options, body, deadlineMs);
        return await withReadRetries(attempt, deadlineMs, this.#retryBudget);
      }
      const attempt = () => this.#sendJson(call, options, body);
      return await (retries > 0 ? withRetries(attempt, retries) : attempt());
    } catch (error) {
      throw toNetworkError(endpoint, error);
    }
  }

  async postStream(call: StreamCall, options: SendOptions = {}): Promise<HttpResponse> {
    const { endpoint, path, contentType, body } = call;
    const abort = new AbortController();
    let endIdleTimeout: (() => void) | undefined;
    const toRequest = (token: string | undefined): OutgoingRequest => {
      endIdleTimeout = watchPeer(body, this.#timeoutMs, abort);
      return {
        method: 'POST',
        path: `${this.#server.root}/${path}`,
        headers: toHeaders(options.requestId, token, contentType),
        body,
        timeoutMs: undefined,
        signal: abort.signal,
      };
    };
    try {
      const response = await this.#sendAttempt(endpoint, options, toRequest);
      // A success before the end of the request cannot be about all of it.
      if (isSuccess(response) && response.flaw !== undefined) throw toBadResponseError(response, endpoint);
      return response;
    } catch (error) {
      throw toNetworkError(endpoint, error);
    } finally {
      endIdleTimeout?.();
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.#pools).map(({ transport }) => transport.close()));
  }

  #sendJson(
    { endpoint, method, path }: JsonCall,
    options: SendOptions,
    body: string | undefined,
    deadlineMs?: number,
  ): Promise<HttpResponse> {
    return this.#sendAttempt(endpoint, options, (token) => ({
      method,
      path: `${this.#server.root}/${path}`,
      headers: toHeaders(options.requestId, token, body === undefined ? undefined : 'application/json'),
      body,
      timeoutMs: deadlineMs === undefined ? this.#timeoutMs : Math.max(1, deadlineMs - performance.now()),
    }));
  }

  #sendAttempt(
    { operation, effect }: UpstreamOperation,
    { requestId, getToken, attempts = { count: 0 } }: SendOptions,
    toRequest: (token: string | undefined) => OutgoingRequest,
  ): Promise<HttpResponse> {
    return sendAttempt({
      operation,
      requestId,
      getToken,
      attempts,
      server: this.#server,
      toRequest,
      pool: this.#pools[effect],
      // Calls for tokens have a back-off of their own.
      circuit: effect === 'token' ? undefined : this.#circuits.of(operation),
      observer: this.#observer,
    });
  }
}

function toServer({ protocol, hostname, port, pathname }: URL): UpstreamServer {
  return {
    scheme: protocol.slice(0, -1),
    address: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || DEFAULT_PORTS[protocol]),
    root: pathname.replace(/\/+$/, ''),
  };
}

function toHeaders(
  requestId: string | undefined,
  token: string | undefined,
  contentType: string | undefined,
): string[] {
  const headers = [...COMMON_HEADERS];
  if (contentType !== undefined) headers.push('content-type', contentType);
  if (token !== undefined) headers.push('authorization', `Bearer ${token}`);
  if (requestId !== undefined) headers.push('x-request-id', requestId);
  return headers;
}

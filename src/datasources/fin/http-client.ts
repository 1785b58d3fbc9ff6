import ky, { isTimeoutError, type KyInstance } from 'ky';
import { createTransport, type Exchange } from './transport.ts';
import { fromTransportError, type Operation } from './upstream-error.ts';

export interface HttpCall {
  readonly operation: Operation;
  /** Below the base URL, without a leading slash. */
  readonly path: string;
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often a call that broke is sent again; only where doing it twice does no harm. */
  readonly retries?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
}

export interface HttpClient {
  /**
   * Sends JSON and reads the whole answer, whatever its status.
   *
   * @throws {GatewayError} UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE; `outcome` says whether it may have been done
   */
  post(call: HttpCall): Promise<HttpAnswer>;
  close(): Promise<void>;
}

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

/** The client for Fin.com's REST API. @param timeoutMs for one call, from connecting to the last byte of the answer */
export function createHttpClient(options: { baseUrl: string; timeoutMs: number }): HttpClient {
  const transport = createTransport(new URL(options.baseUrl).origin, {
    connectTimeoutMs: Math.max(1, Math.floor(options.timeoutMs / 2)),
  });
  const client: KyInstance = ky.create({
    prefix: options.baseUrl,
    timeout: options.timeoutMs,
    throwHttpErrors: false,
    retry: 0,
  });
  return {
    async post({ operation, path, json, headers = {}, retries = 0 }) {
      const exchange: Exchange = {
        headers: { ...JSON_HEADERS, ...headers },
        body: JSON.stringify(json),
        mayHaveBeenSent: false,
        text: '',
      };
      try {
        const response = await client.post(path, {
          retry:
            retries === 0
              ? 0
              : { limit: retries, methods: ['post'], shouldRetry: isWorthRetrying, jitter: true },
          fetch: (request) => transport.send(asRequest(request), exchange),
        });
        const { text } = exchange;
        return { status: response.status, text, retryAfter: response.headers.get('retry-after') };
      } catch (error) {
        throw fromTransportError(error, operation, exchange.mayHaveBeenSent);
      }
    },
    close: () => transport.close(),
  };
}

/** A call that took all its time once has no time for a second try. */
function isWorthRetrying({ error }: { error: Error }): boolean {
  return !isTimeoutError(error);
}

function asRequest(input: string | URL | Request): Request {
  return input instanceof Request ? input : new Request(input);
}

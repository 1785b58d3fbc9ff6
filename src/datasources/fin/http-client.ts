import ky, { isTimeoutError, type KyInstance, type Options, type RetryOptions } from 'ky';
import { GatewayError } from '../../errors.ts';
import { createTransport, type Exchange, type Transport } from './transport.ts';
import { noAnswer, type Operation } from './upstream-error.ts';

interface Call {
  readonly operation: Operation;
  /** Below the base URL, without a leading slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface JsonCall extends Call {
  readonly json: unknown;
  /** How often a call that broke is sent again; only where doing it twice does no harm. */
  readonly retries?: number;
}

export interface StreamCall extends Call {
  readonly contentType: string;
  /** Read as fast as the other side takes it. What it throws is thrown on, and tears the request. */
  readonly body: AsyncIterable<Uint8Array>;
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
  post(call: JsonCall): Promise<HttpAnswer>;
  /** The same with a body of unknown length; the time-out is for each pause of the other side. */
  postStream(call: StreamCall): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** The client for Fin.com's REST API. @param timeoutMs for one call, from connecting to the last byte of the answer */
export function createHttpClient({ baseUrl, timeoutMs }: { baseUrl: string; timeoutMs: number }): HttpClient {
  const { origin } = new URL(baseUrl);
  const connectTimeoutMs = Math.max(1, Math.floor(timeoutMs / 2));
  const calls = createTransport(origin, { connectTimeoutMs });
  // Connections of their own: uploads from slow clients must not keep everybody else waiting.
  const streams = createTransport(origin, { connectTimeoutMs });
  const client: KyInstance = ky.create({
    prefix: baseUrl,
    timeout: timeoutMs,
    throwHttpErrors: false,
    retry: 0,
  });

  async function send(call: Call, body: ExchangeBody, options: Options): Promise<HttpAnswer> {
    const { operation, path, headers } = call;
    const exchange: Exchange = {
      headers: { accept: 'application/json', ...headers, 'content-type': body.type },
      body: body.content,
      mayHaveBeenSent: false,
      text: '',
    };
    try {
      const fetch = (request: string | URL | Request) => body.over.send(asRequest(request), exchange);
      const { status, headers: answered } = await client.post(path, { ...options, fetch });
      return { status, text: exchange.text, retryAfter: answered.get('retry-after') };
    } catch (error) {
      // What the body's source threw is about the client, and its own.
      if (error instanceof GatewayError) throw error;
      const isTimeout = isTimeoutError(error) || options.signal?.aborted === true;
      throw noAnswer(operation, { isTimeout, mayHaveBeenSent: exchange.mayHaveBeenSent });
    }
  }

  return {
    post: (call) => {
      const body = { over: calls, type: 'application/json', content: JSON.stringify(call.json) };
      return send(call, body, { retry: retryRule(call.retries ?? 0) });
    },
    async postStream(call) {
      const patience = new Patience(timeoutMs);
      const body = { over: streams, type: call.contentType, content: patience.around(call.body) };
      try {
        return await send(call, body, { signal: patience.signal, timeout: false });
      } finally {
        patience.end();
      }
    },
    async close() {
      await Promise.all([calls.close(), streams.close()]);
    },
  };
}

interface ExchangeBody {
  readonly over: Transport;
  readonly type: string;
  readonly content: Exchange['body'];
}

function retryRule(limit: number): number | RetryOptions {
  return limit === 0 ? 0 : { limit, methods: ['post'], shouldRetry: isWorthRetrying, jitter: true };
}

/** Ends a call when the other side neither takes the body on nor answers for a while. */
class Patience {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #isTheirTurn: boolean = true;

  constructor(timeoutMs: number) {
    this.#timer = setTimeout(() => {
      if (this.#isTheirTurn) this.#abort.abort();
    }, timeoutMs);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  async *around(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    this.#isTheirTurn = false;
    for await (const chunk of body) {
      this.#theirTurn();
      yield chunk;
      this.#isTheirTurn = false;
    }
    this.#theirTurn();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #theirTurn(): void {
    this.#isTheirTurn = true;
    this.#timer.refresh();
  }
}

/** A call that took all its time once has no time for a second try. */
function isWorthRetrying({ error }: { error: Error }): boolean {
  return !isTimeoutError(error);
}

function asRequest(input: string | URL | Request): Request {
  return input instanceof Request ? input : new Request(input);
}

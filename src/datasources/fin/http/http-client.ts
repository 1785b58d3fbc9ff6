import ky, { isHTTPError, isTimeoutError, type KyInstance, type Options } from 'ky';
import { GatewayError } from '../../../errors.ts';
import { badResponse, noAnswer, type Operation } from '../errors/upstream-error.ts';
import type { AttemptObserver } from './attempt-observer.ts';
import type { HttpAnswer } from './http-answer.ts';
import { BUSY, readRetryRule, retryRule } from './retry-rules.ts';
import { createTransport, type Exchange, flawOf, type Transport, TransportFailure } from './transport.ts';

/** Answers are small, and compressing them costs more than it saves. What is compressed all the same is read. */
const COMMON_HEADERS = { accept: 'application/json', 'accept-encoding': 'identity' };

interface Call {
  readonly operation: Operation;
  /** Below the base URL, without a leading slash. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface JsonCall extends Call {
  readonly method?: 'post' | 'patch';
  readonly json: unknown;
  /** How often a call that broke is sent again; only where doing it twice does no harm. */
  readonly retries?: number;
}

export interface StreamCall extends Call {
  readonly contentType: string;
  /** Read as fast as the other side takes it. What it throws is thrown on, and tears the request. */
  readonly body: AsyncIterable<Uint8Array>;
}

export interface ReadCall extends Call {
  readonly query?: Readonly<Record<string, string | number>>;
}

export interface HttpClient {
  /**
   * Reads, whatever the answer's status. Sent again up to twice within the time-out, each wait varied at random or as
   * Retry-After has it, when there is no connection or the other side is busy (429, 502, 503, 504).
   *
   * @throws {GatewayError} UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE
   */
  get(call: ReadCall): Promise<HttpAnswer>;
  /**
   * Sends JSON and reads the whole answer, whatever its status.
   *
   * @throws {GatewayError} UPSTREAM_TIMEOUT, UPSTREAM_UNAVAILABLE; `outcome` says whether it may have been done
   */
  send(call: JsonCall): Promise<HttpAnswer>;
  /**
   * The same with a body of unknown length; the time-out is for each pause of the other side.
   *
   * @throws {GatewayError} also UPSTREAM_BAD_RESPONSE for a success that came before the body's end
   */
  postStream(call: StreamCall): Promise<HttpAnswer>;
  close(): Promise<void>;
}

interface HttpClientOptions {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly observer?: AttemptObserver;
}

/** The client for Fin.com's REST API. @param timeoutMs for one call, from connecting to the last byte of the answer */
export function createHttpClient({ baseUrl, timeoutMs, observer }: HttpClientOptions): HttpClient {
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

  async function exchangeWith(
    call: Call,
    body: ExchangeBody | undefined,
    options: Options,
  ): Promise<HttpAnswer> {
    const { operation, path } = call;
    const exchange = toExchange(call, body);
    try {
      const { over = calls } = body ?? {};
      const sendOnce = (request: string | URL | Request) => over.send(asRequest(request), exchange);
      const fetch = observedBy(observer, operation, exchange, sendOnce);
      return answerOf(await client(path, { ...options, fetch }), exchange, operation);
    } catch (error) {
      // A busy side's last answer, once there was no more trying.
      if (isHTTPError(error)) return answerOf(error.response, exchange, operation);
      // What the body's source threw is about the client, and its own.
      if (error instanceof GatewayError) throw error;
      const isTimeout = isTimeoutError(error) || options.signal?.aborted === true;
      throw noAnswer(operation, { isTimeout, ...exchange });
    }
  }

  return {
    get: (call) => {
      const { query = {} } = call;
      return exchangeWith(call, undefined, {
        method: 'get',
        searchParams: { ...query },
        retry: readRetryRule(performance.now() + timeoutMs),
        throwHttpErrors: (status) => BUSY.includes(status),
        totalTimeout: timeoutMs,
      });
    },
    send: (call) => {
      const { method = 'post', retries = 0 } = call;
      const body = { over: calls, type: 'application/json', content: JSON.stringify(call.json) };
      return exchangeWith(call, body, { method, retry: retryRule(retries) });
    },
    async postStream(call) {
      const patience = new Patience(timeoutMs);
      const body = { over: streams, type: call.contentType, content: patience.around(call.body) };
      try {
        return await exchangeWith(call, body, { method: 'post', signal: patience.signal, timeout: false });
      } finally {
        patience.end();
      }
    },
    async close() {
      await Promise.all([calls.close(), streams.close()]);
    },
  };
}

type Send = (request: string | URL | Request) => Promise<Response>;

function observedBy(
  observer: HttpClientOptions['observer'],
  operation: Operation,
  exchange: Exchange,
  send: Send,
): Send {
  if (!observer) return send;
  const { headers } = exchange;
  return async (request) => {
    const attempt = observer.attemptStarted(operation, headers['x-request-id']);
    exchange.headers = { ...headers, ...attempt.headers };
    try {
      const response = await send(request);
      const failure = flawOf(response, exchange);
      attempt.end({ status: response.status, ...(failure !== undefined && { failure }) });
      return response;
    } catch (error) {
      attempt.end({ failure: failureOf(error) });
      throw error;
    }
  };
}

/** Only time-outs abort. */
function failureOf(error: unknown): string {
  if (error instanceof TransportFailure) return error.reason === 'aborted' ? 'timeout' : error.reason;
  return error instanceof GatewayError ? error.code : 'unknown';
}

interface ExchangeBody {
  readonly over: Transport;
  readonly type: string;
  readonly content: Exchange['body'];
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

function toExchange({ headers }: Call, body: ExchangeBody | undefined): Exchange {
  return {
    headers: { ...COMMON_HEADERS, ...headers, ...(body && { 'content-type': body.type }) },
    body: body?.content,
    mayHaveBeenSent: false,
    text: '',
  };
}

/** @throws {GatewayError} UPSTREAM_BAD_RESPONSE: a success that came before the request's end is not about all of it */
function answerOf({ ok, status, headers }: Response, exchange: Exchange, operation: Operation): HttpAnswer {
  const answer = { status, text: exchange.text, retryAfter: headers.get('retry-after') };
  if (ok && exchange.isEarlyAnswer) throw badResponse(answer, operation);
  return answer;
}

function asRequest(input: string | URL | Request): Request {
  return input instanceof Request ? input : new Request(input);
}

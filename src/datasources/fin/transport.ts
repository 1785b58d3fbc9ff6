import { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';
import { GatewayError } from '../../errors.ts';

const MAX_ANSWER_BYTES = 1_048_576;
export const MAX_UPSTREAM_CONNECTIONS = 128;
/** The reason of a failure: all connections were at work, and none became free in time. */
export const NO_FREE_CONNECTION = 'no free connection';

/** How often it is looked again, in the time that a request may wait, whether all connections are at work. */
const WAIT_CHECKS = 5;

const utf8 = new TextDecoder();

/** The exchange broke before a whole answer was there. Carries nothing of the request or the answer. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';
  /** A code such as ECONNREFUSED, `aborted`, or NO_FREE_CONNECTION. */
  readonly reason: string;

  constructor(reason: string) {
    super(`The exchange with Fin.com broke: ${reason}`);
    this.reason = reason;
  }
}

/** What travels beside ky's Request and Response, whose copies through web streams cost as much as all of GraphQL. */
export interface Exchange {
  headers: Readonly<Record<string, string>>;
  readonly body: string | AsyncIterable<Uint8Array> | undefined;
  /** Whether any of the body can have reached the other side. */
  mayHaveBeenSent: boolean;
  /** The last attempt was not sent, for want of a connection. */
  hadNoConnection?: boolean;
  /** The body of the last answer. */
  text: string;
}

export interface Transport {
  /** Sends a request and reads the whole answer. The Response has status and Retry-After; its body is beside it. */
  send(request: Request, exchange: Exchange): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Carries requests to one origin, without a path, over a pool of kept-alive sockets. Follows no redirect, repeats nothing.
 *
 * @throws {TransportFailure} no connection, a broken one, or an answer over 1 MiB
 */
export function createTransport(
  origin: string,
  {
    connectTimeoutMs,
    maxWaitMs = connectTimeoutMs,
    connections = MAX_UPSTREAM_CONNECTIONS,
  }: {
    readonly connectTimeoutMs: number;
    /** How long a request may wait while all connections are at work. */
    readonly maxWaitMs?: number;
    readonly connections?: number;
  },
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
        const answer = new Answer(request.signal, exchange, resolve, reject);
        exchange.hadNoConnection = false;
        // One that is being made has a time-out of its own.
        answer.boundWait(maxWaitMs, () => pool.stats.connected >= connections);
        const path = request.url.slice(origin.length);
        const { headers, body } = exchange;
        pool.dispatch({ path, method: request.method, headers, body: asBody(body) }, answer);
      }),
    close: () => pool.close(),
  };
}

function asBody(body: Exchange['body']): string | Readable | null {
  if (body === undefined || typeof body === 'string') return body ?? null;
  // The client reports what the body's source threw; one that is never sent has nobody else to hear of it.
  return Readable.from(body, { objectMode: false }).on('error', () => undefined);
}

class Answer implements Dispatcher.DispatchHandler {
  #status = 0;
  #retryAfter: string | undefined;
  #length = 0;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  readonly #signal: AbortSignal;
  readonly #exchange: Exchange;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (error: Error) => void;
  readonly #onAbort = () => this.fail('aborted');
  #waitTimer: NodeJS.Timeout | undefined;
  #isSettled: boolean = false;

  constructor(
    signal: AbortSignal,
    exchange: Exchange,
    resolve: (response: Response) => void,
    reject: (error: Error) => void,
  ) {
    this.#signal = signal;
    this.#exchange = exchange;
    this.#resolve = resolve;
    this.#reject = reject;
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Fails when the request has not begun after a while, and all connections are at work. */
  boundWait(maxMs: number, areAllAtWork: () => boolean): void {
    this.#waitTimer = setTimeout(() => {
      if (!areAllAtWork()) {
        this.boundWait(maxMs / WAIT_CHECKS, areAllAtWork);
        return;
      }
      this.#exchange.hadNoConnection = true;
      this.fail(NO_FREE_CONNECTION);
    }, maxMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    clearTimeout(this.#waitTimer);
    if (this.#signal.aborted || this.#isSettled) {
      controller.abort(new Error('aborted'));
      return;
    }
    this.#exchange.mayHaveBeenSent = true;
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    const retryAfter = headers['retry-after'];
    if (typeof retryAfter === 'string') this.#retryAfter = retryAfter;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > MAX_ANSWER_BYTES) this.fail('answer too large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    // What a Response cannot have.
    if (this.#status > 599) {
      this.fail('unknown status');
      return;
    }
    this.#exchange.text = utf8.decode(Buffer.concat(this.#chunks, this.#length));
    const headers = this.#retryAfter === undefined ? {} : { headers: { 'retry-after': this.#retryAfter } };
    this.#resolve(new Response(null, { status: this.#status, ...headers }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // What the body's source threw is about the client, and its own.
    if (error instanceof GatewayError) this.#rejectWith(error);
    else this.fail(errorCode(error));
  }

  fail(reason: string): void {
    this.#rejectWith(new TransportFailure(reason));
    this.#controller?.abort(new Error(reason));
  }

  #rejectWith(error: TransportFailure | GatewayError): void {
    this.#isSettled = true;
    clearTimeout(this.#waitTimer);
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#reject(error);
  }
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

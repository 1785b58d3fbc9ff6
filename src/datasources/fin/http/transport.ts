import { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';
import { GatewayError } from '../../../errors.ts';
import { decodeContent } from './decode-content.ts';

const MAX_ANSWER_BYTES = 1_048_576;
export const MAX_UPSTREAM_CONNECTIONS = 128;
/** The reason of a failure: all connections were at work, and none became free in time. */
const NO_FREE_CONNECTION = 'no free connection';

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
  /** The body of the last answer; empty where its content coding cannot be undone. */
  text: string;
  isUnreadable?: boolean;
  /** Whether the last answer began before the whole body had been sent. */
  isEarlyAnswer?: boolean;
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
        const path = request.url.slice(origin.length);
        const { headers, body } = exchange;
        const counted = body === undefined || typeof body === 'string' ? undefined : new CountedBody(body);
        const answer = new Answer(request.signal, exchange, counted, resolve, reject);
        exchange.hadNoConnection = false;
        // One that is being made has a time-out of its own.
        answer.boundWait(maxWaitMs, () => pool.stats.connected >= connections);
        const content = counted ? asReadable(counted) : body;
        pool.dispatch({ path, method: request.method, headers, body: asContent(content) }, answer);
      }),
    close: () => pool.close(),
  };
}

function asReadable(body: AsyncIterable<Uint8Array>): Readable {
  // The client reports what the body's source threw; one that is never sent has nobody else to hear of it.
  return Readable.from(body, { objectMode: false }).on('error', () => undefined);
}

function asContent(content: string | Readable | Exchange['body']): string | Readable | null {
  return typeof content === 'string' || content instanceof Readable ? content : null;
}

/** Notes how many bytes were read of a body, and whether that was all of it. */
class CountedBody implements AsyncIterable<Uint8Array> {
  byteLength = 0;
  isRead: boolean = false;
  readonly #source: AsyncIterable<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.#source) {
      this.byteLength += chunk.length;
      yield chunk;
    }
    this.isRead = true;
  }
}

class Answer implements Dispatcher.DispatchHandler {
  #status = 0;
  #retryAfter: string | undefined;
  #contentEncoding: string | undefined;
  #sentBytes = 0;
  #length = 0;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  readonly #signal: AbortSignal;
  readonly #exchange: Exchange;
  readonly #body: CountedBody | undefined;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (error: Error) => void;
  readonly #onAbort = () => this.fail('aborted');
  #waitTimer: NodeJS.Timeout | undefined;
  #isSettled: boolean = false;

  constructor(
    signal: AbortSignal,
    exchange: Exchange,
    body: CountedBody | undefined,
    resolve: (response: Response) => void,
    reject: (error: Error) => void,
  ) {
    this.#signal = signal;
    this.#exchange = exchange;
    this.#body = body;
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

  onBodySent(chunk: string | Uint8Array): void {
    this.#sentBytes += Buffer.byteLength(chunk);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#exchange.isEarlyAnswer =
      this.#body !== undefined && !(this.#body.isRead && this.#body.byteLength === this.#sentBytes);
    this.#retryAfter = singleValue(headers['retry-after']);
    this.#contentEncoding = headers['content-encoding']?.toString();
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
    const content = Buffer.concat(this.#chunks, this.#length);
    const decoded = decodeContent(content, this.#contentEncoding, MAX_ANSWER_BYTES);
    this.#exchange.isUnreadable = decoded === undefined;
    this.#exchange.text = decoded ? utf8.decode(decoded) : '';
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

function singleValue(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** What makes an answer useless although it came; undefined for a good one. */
export function flawOf({ ok }: Response, { isEarlyAnswer, isUnreadable }: Exchange): string | undefined {
  if (isUnreadable) return 'unreadable content';
  return ok && isEarlyAnswer ? 'success before the end of the request' : undefined;
}

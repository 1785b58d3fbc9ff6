import type { Dispatcher } from 'undici';
import { GatewayError } from '../../../errors.ts';
import { decodeContent } from './decode-content.ts';
import { type Exchange, TransportFailure } from './exchange.ts';

const MAX_RESPONSE_BYTES = 1_048_576;
const NO_FREE_CONNECTION = 'no free connection';
/** How often, within the maximum wait, the pool is checked again for a free connection. */
const WAIT_CHECKS = 5;

const utf8 = new TextDecoder();

interface Settle {
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

/** Reads one response of undici's into an exchange. */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  #status = 0;
  #retryAfter: string | undefined;
  #contentEncoding: string | undefined;
  #length = 0;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  readonly #signal: AbortSignal;
  readonly #exchange: Exchange;
  readonly #settle: Settle;
  readonly #onAbort = () => this.#fail('aborted');
  #waitTimer: NodeJS.Timeout | undefined;
  #isSettled: boolean = false;

  constructor(exchange: Exchange, settle: Settle) {
    this.#signal = exchange.abort.signal;
    this.#exchange = exchange;
    this.#settle = settle;
    this.#signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** Fails if the request has not started after a while because all connections are busy. */
  limitWait(maxMs: number, areAllBusy: () => boolean): void {
    this.#waitTimer = setTimeout(() => {
      if (!areAllBusy()) {
        this.limitWait(maxMs / WAIT_CHECKS, areAllBusy);
        return;
      }
      this.#exchange.hadNoConnection = true;
      this.#fail(NO_FREE_CONNECTION);
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
    const { body } = this.#exchange;
    this.#exchange.isEarlyResponse = typeof body === 'object' && !body.readableEnded;
    this.#retryAfter = singleValue(headers['retry-after']);
    this.#contentEncoding = headers['content-encoding']?.toString();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > MAX_RESPONSE_BYTES) this.#fail('response too large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    // `new Response` throws above 599.
    if (this.#status > 599) {
      this.#fail('unknown status');
      return;
    }
    const content = Buffer.concat(this.#chunks, this.#length);
    const decoded = decodeContent(content, this.#contentEncoding, MAX_RESPONSE_BYTES);
    this.#exchange.isUnreadable = decoded === undefined;
    this.#exchange.text = decoded ? utf8.decode(decoded) : '';
    const headers = this.#retryAfter === undefined ? {} : { headers: { 'retry-after': this.#retryAfter } };
    this.#settle.resolve(new Response(null, { status: this.#status, ...headers }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // The body's source failed: that is about the client, not about Fin.com.
    if (error instanceof GatewayError) this.#reject(error);
    else this.#fail(errorCode(error));
  }

  #fail(reason: string): void {
    this.#reject(new TransportFailure(reason));
    this.#controller?.abort(new Error(reason));
  }

  #reject(error: TransportFailure | GatewayError): void {
    this.#isSettled = true;
    clearTimeout(this.#waitTimer);
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#settle.reject(error);
  }
}

function singleValue(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

import type { Dispatcher } from 'undici';
import { GatewayError } from '../../../errors.ts';
import { decodeContent } from './decode-content.ts';
import { type HttpResponse, isSuccess } from './http-response.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { TransportFailure } from './transport-failure.ts';

const MAX_RESPONSE_BYTES = 1_048_576;

const utf8 = new TextDecoder();

interface Settle {
  readonly resolve: (response: HttpResponse) => void;
  readonly reject: (error: Error) => void;
}

/** Reads one response of undici's, and ends the request when its time is up. */
export class ResponseHandler implements Dispatcher.DispatchHandler {
  #status = 0;
  #retryAfter: string | null = null;
  #contentEncoding: string | undefined;
  #length = 0;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #body: OutgoingRequest['body'];
  readonly #settle: Settle;
  readonly #onTimeout = () => this.#fail('timeout');
  readonly #timer: NodeJS.Timeout | undefined;
  #isEarly: boolean = false;
  #mayHaveBeenSent: boolean = false;
  #isSettled: boolean = false;

  constructor({ timeoutMs, signal, body }: OutgoingRequest, settle: Settle) {
    this.#signal = signal;
    this.#body = body;
    this.#settle = settle;
    this.#timer = timeoutMs === undefined ? undefined : setTimeout(this.#onTimeout, timeoutMs);
    signal?.addEventListener('abort', this.#onTimeout, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#signal?.aborted || this.#isSettled) {
      controller.abort(new Error('aborted'));
      return;
    }
    this.#mayHaveBeenSent = true;
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#isEarly = typeof this.#body === 'object' && !this.#body.readableEnded;
    this.#retryAfter = singleValue(headers['retry-after']);
    this.#contentEncoding = headers['content-encoding']?.toString();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > MAX_RESPONSE_BYTES) this.#fail('response too large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#status > 599) {
      this.#fail('unknown status');
      return;
    }
    const text = this.#decodeText();
    this.#markSettled();
    this.#settle.resolve({
      status: this.#status,
      text: text ?? '',
      retryAfter: this.#retryAfter,
      flaw: this.#findFlaw(text),
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // The body's source failed: that is about the client, not about Fin.com.
    if (error instanceof GatewayError) this.#reject(error);
    else this.#fail(errorCode(error));
  }

  #decodeText(): string | undefined {
    const content = Buffer.concat(this.#chunks, this.#length);
    const decoded = decodeContent(content, this.#contentEncoding, MAX_RESPONSE_BYTES);
    return decoded && utf8.decode(decoded);
  }

  #findFlaw(text: string | undefined): HttpResponse['flaw'] {
    if (text === undefined) return 'unreadable content';
    return this.#isEarly && isSuccess({ status: this.#status })
      ? 'success before the end of the request'
      : undefined;
  }

  #fail(reason: string): void {
    this.#reject(new TransportFailure(reason, this.#mayHaveBeenSent));
    this.#controller?.abort(new Error(reason));
  }

  #reject(error: TransportFailure | GatewayError): void {
    this.#markSettled();
    this.#settle.reject(error);
  }

  #markSettled(): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onTimeout);
  }
}

function singleValue(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

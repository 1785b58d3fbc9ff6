import { type Dispatcher, Pool } from 'undici';

const MAX_ANSWER_BYTES = 1_048_576;
const CONNECTIONS = 128;

/** The exchange broke before a whole answer was there. Carries nothing of the request or the answer. */
export class TransportFailure extends Error {
  override readonly name = 'TransportFailure';

  constructor(reason: string) {
    super(`The exchange with Fin.com broke: ${reason}`);
  }
}

/** A body on its way, and whether any of it can have reached the other side. */
export interface Outgoing {
  readonly body: string | undefined;
  mayHaveBeenSent: boolean;
}

export interface Transport {
  /** Sends a request whose body travels beside it, which spares the copy through a web stream. */
  send(request: Request, outgoing: Outgoing): Promise<Response>;
  close(): Promise<void>;
}

/**
 * Carries requests to one origin, without a path, over a pool of kept-alive sockets. Follows no redirect, repeats nothing.
 *
 * @throws {TransportFailure} no connection, a broken one, or an answer over 1 MiB
 */
export function createTransport(
  origin: string,
  { connectTimeoutMs }: { connectTimeoutMs: number },
): Transport {
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    connect: { timeout: connectTimeoutMs },
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: (request, outgoing) =>
      new Promise((resolve, reject) => {
        const answer = new Answer(request.signal, outgoing, resolve, reject);
        const path = request.url.slice(origin.length);
        const headers = [...request.headers].flat();
        pool.dispatch({ path, method: request.method, headers, body: outgoing.body ?? null }, answer);
      }),
    close: () => pool.close(),
  };
}

class Answer implements Dispatcher.DispatchHandler {
  #status = 0;
  #headers = new Headers();
  #length = 0;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  readonly #signal: AbortSignal;
  readonly #outgoing: Outgoing;
  readonly #resolve: (response: Response) => void;
  readonly #reject: (failure: TransportFailure) => void;
  readonly #onAbort = () => this.fail('aborted');

  constructor(
    signal: AbortSignal,
    outgoing: Outgoing,
    resolve: (response: Response) => void,
    reject: (failure: TransportFailure) => void,
  ) {
    this.#signal = signal;
    this.#outgoing = outgoing;
    this.#resolve = resolve;
    this.#reject = reject;
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#signal.aborted) {
      controller.abort(new Error('aborted'));
      return;
    }
    this.#outgoing.mayHaveBeenSent = true;
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    for (const name of ['content-type', 'retry-after']) {
      const value = headers[name];
      if (typeof value === 'string') this.#headers.set(name, value);
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length > MAX_ANSWER_BYTES) this.fail('answer too large');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    // A Response may not carry a body with these.
    const isBodiless = this.#status === 204 || this.#status === 205 || this.#status === 304;
    const body = isBodiless ? null : Buffer.concat(this.#chunks, this.#length);
    this.#resolve(new Response(body, { status: this.#status, headers: this.#headers }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(errorCode(error));
  }

  fail(reason: string): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#reject(new TransportFailure(reason));
    this.#controller?.abort(new Error(reason));
  }
}

function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

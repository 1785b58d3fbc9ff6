import { type ExecutionResult, GraphQLError } from 'graphql';
import { GatewayError } from '../../errors.ts';
import type { CarriedStream, StreamConnection, StreamEndReason } from './stream-connection.ts';

type Emission = IteratorResult<ExecutionResult, undefined>;

const END: Emission = { done: true, value: undefined };

export interface OpenStreamOptions {
  readonly source: AsyncIterableIterator<ExecutionResult>;
  readonly connection: StreamConnection;
  /** Undefined: never. */
  readonly expiresAtMs: number | undefined;
  /** Called when the connection is ready for another result. */
  readonly onPull: () => void;
  /** Called once. */
  readonly onEnd: (reason: StreamEndReason) => void;
}

/** The results of one subscription. The gateway can end them as well as the client. */
export class OpenStream implements AsyncIterableIterator<ExecutionResult, undefined>, CarriedStream {
  readonly #options: OpenStreamOptions;
  #leaveConnection: (() => void) | undefined;
  #isEnded: boolean = false;
  /** False if the client must not see a regular end, after which it would not connect again. */
  #isComplete: boolean = false;
  #lastResult: ExecutionResult | undefined;
  #settlePending: ((emission: Emission) => void) | undefined;

  constructor(options: OpenStreamOptions) {
    this.#options = options;
  }

  get expiresAtMs(): number | undefined {
    return this.#options.expiresAtMs;
  }

  start(): void {
    this.#leaveConnection = this.#options.connection.carry(this);
    if (this.#isEnded) this.#leaveConnection();
  }

  end(reason: StreamEndReason): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const { source, connection, onEnd } = this.#options;
    this.#leaveConnection?.();
    void source.return?.();
    onEnd(reason);
    if (reason === 'shutdown') connection.shutDown();
    else if (reason === 'expired') this.#expire();
    else this.#isComplete = true;
    this.#settleAfterEnd();
  }

  next(): Promise<Emission> {
    return new Promise((resolve, reject) => {
      this.#options.onPull();
      this.#settlePending = resolve;
      if (this.#isEnded) return this.#settleAfterEnd();
      this.#options.source.next().then(
        ({ done, value }) => {
          if (done) this.end('completed');
          else if (!this.#isEnded) this.#settle({ done: false, value });
        },
        (error: unknown) => {
          reject(error);
          this.end('failed');
        },
      );
    });
  }

  async return(): Promise<Emission> {
    this.end('client');
    this.#lastResult = undefined;
    this.#isComplete = true;
    this.#settleAfterEnd();
    return END;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #expire(): void {
    if (!this.#options.connection.expire()) return;
    const message = 'The access token has expired. Subscribe again with a new one.';
    const originalError = new GatewayError('UNAUTHENTICATED', { message });
    this.#lastResult = { errors: [new GraphQLError(message, { originalError })] };
    this.#isComplete = true;
  }

  #settleAfterEnd(): void {
    if (!this.#settlePending) return;
    const value = this.#lastResult;
    this.#lastResult = undefined;
    if (value) this.#settle({ done: false, value });
    else if (this.#isComplete) this.#settle(END);
  }

  #settle(emission: Emission): void {
    this.#settlePending?.(emission);
    this.#settlePending = undefined;
  }
}

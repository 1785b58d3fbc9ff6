import type { ExecutionResult } from 'graphql';
import { callerKey } from '../callers/caller-key.ts';
import type { OperationContext } from '../graphql/server-context.ts';
import { observeStream, type StreamObservers } from './observe-stream.ts';
import { OpenStream } from './open-stream.ts';
import type { StreamConnection } from './stream-connection.ts';
import { createStreamPlaces, type StreamBounds, type TakePlace } from './stream-places.ts';

const SWEEP_MS = 1_000;

type Results = AsyncIterableIterator<ExecutionResult>;

interface OpenStreamsOptions extends StreamBounds, StreamObservers {
  readonly proxyCount: number;
}

/** All subscriptions of this process. Bounds their number, and ends them. */
export class OpenStreams {
  readonly #options: OpenStreamsOptions;
  readonly #takePlace: TakePlace;
  readonly #open = new Set<OpenStream>();
  #sweep: NodeJS.Timeout | undefined;
  #isShutDown: boolean = false;

  constructor(options: OpenStreamsOptions) {
    this.#options = options;
    this.#takePlace = createStreamPlaces(options);
  }

  /**
   * Runs a subscription. Its results end when the access token expires, and when the gateway shuts down.
   *
   * @throws {GatewayError} RATE_LIMITED
   */
  async subscribe(
    context: OperationContext,
    connection: StreamConnection,
    run: () => ExecutionResult | Results | Promise<ExecutionResult | Results>,
  ): Promise<ExecutionResult | Results> {
    const freePlace = this.#takePlace(callerKey(context, this.#options.proxyCount));
    const observation = observeStream(context.record, connection.transport, this.#options);
    let stream: OpenStream | undefined;
    try {
      const source = await run();
      if (!(Symbol.asyncIterator in source)) return source;
      stream = new OpenStream({
        source,
        connection,
        expiresAtMs: context.caller?.expiresAtMs,
        onPull: observation.collectErrors,
        onEnd: (reason) => {
          freePlace();
          this.#forget(stream);
          observation.ended(reason);
        },
      });
      observation.opened();
      this.#start(stream);
      return stream;
    } finally {
      if (!stream) freePlace();
    }
  }

  /** Ends all streams, and those that are about to begin. Their clients connect to another replica. */
  shutDown(): void {
    this.#isShutDown = true;
    for (const stream of this.#open) stream.end('shutdown');
  }

  #start(stream: OpenStream): void {
    this.#open.add(stream);
    this.#sweep ??= setInterval(() => this.#endExpired(), SWEEP_MS);
    stream.start();
    if (this.#isShutDown) stream.end('shutdown');
  }

  #forget(stream: OpenStream | undefined): void {
    if (stream) this.#open.delete(stream);
    if (this.#open.size > 0) return;
    clearInterval(this.#sweep);
    this.#sweep = undefined;
  }

  #endExpired(): void {
    const nowMs = Date.now();
    for (const stream of this.#open) {
      if (stream.expiresAtMs !== undefined && stream.expiresAtMs <= nowMs) stream.end('expired');
    }
  }
}

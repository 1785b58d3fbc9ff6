import { type Ending, receive } from './receive-stream.ts';
import { sleep } from './sleep.ts';
import type { SubscriptionRequest, SubscriptionTransport, TransportSink } from './subscription-transport.ts';

export interface StreamClientOptions {
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  /** Wait before the first of five attempts to connect again. It doubles each time. A second by default. */
  readonly retryDelayMs?: number | undefined;
}

const MAX_RETRIES = 5;
/** A connection that ends sooner counts as failed although it brought a result. Otherwise, a proxy that cuts streams would never be given up. */
const STABLE_MS = 10_000;

/**
 * Subscribes over Server-Sent Events, with one connection for each subscription. It connects again if the connection is lost or
 * the access token expires. The gateway then sends the current state first.
 */
export function createStreamClient({
  url,
  fetch,
  retryDelayMs = 1_000,
}: StreamClientOptions): SubscriptionTransport {
  return {
    subscribe(request, sink) {
      const leaving = new AbortController();
      void keepConnected(url, fetch, request, guard(sink, leaving.signal), leaving.signal, retryDelayMs);
      return () => leaving.abort();
    },
  };
}

async function keepConnected(
  url: string,
  fetch: typeof globalThis.fetch,
  request: SubscriptionRequest,
  sink: TransportSink,
  signal: AbortSignal,
  retryDelayMs: number,
): Promise<void> {
  let failures = 0;
  let hasResult = false;
  const next: TransportSink['next'] = (result) => {
    hasResult = true;
    sink.next(result);
  };
  while (!signal.aborted) {
    const startedAt = performance.now();
    hasResult = false;
    const ending = await receive(url, fetch, request, next, signal);
    failures = hasResult && performance.now() - startedAt >= STABLE_MS ? 1 : failures + 1;
    if (!ending.isTemporary || failures > MAX_RETRIES) return end(ending, sink);
    const backoffMs = retryDelayMs * 2 ** (failures - 1) * (1 + Math.random());
    await sleep(Math.max(backoffMs, (ending.retryAfterSeconds ?? 0) * 1_000), signal);
  }
}

function end({ result, error }: Ending, sink: TransportSink): void {
  if (result) sink.next(result);
  if (error === undefined) sink.complete();
  else sink.error(error);
}

/** Calls nothing after the signal is aborted. */
function guard(sink: TransportSink, signal: AbortSignal): TransportSink {
  return {
    next: (result) => signal.aborted || sink.next(result),
    error: (error) => signal.aborted || sink.error(error),
    complete: () => signal.aborted || sink.complete(),
  };
}

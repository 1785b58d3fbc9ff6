interface FetchOptions extends RequestInit {
  /** urql sets `signal` itself. */
  readonly cancelSignal?: AbortSignal;
}

/** Lets `cancelSignal` abort a request too. urql has no other way to cancel a mutation. */
export function withCancellation(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init?: FetchOptions) => {
    const { cancelSignal, signal, ...rest } = init ?? {};
    // React Native has no `AbortSignal.any`.
    const request = new AbortController();
    const signals = [signal, cancelSignal].filter((part) => part != null);
    const abort = () => request.abort(signals.find(({ aborted }) => aborted)?.reason);
    for (const part of signals) part.addEventListener('abort', abort);
    if (signals.some(({ aborted }) => aborted)) abort();
    return await fetch(input, { ...rest, signal: request.signal });
  };
}

import type { UploadProgress } from '../client/gateway-client.ts';
import { NoResponseError } from './no-response-error.ts';
import { sendForm } from './send-form.ts';

/** Apollo Client and urql pass these through from `fetchOptions`. */
export interface UploadInit extends RequestInit {
  readonly onProgress?: (progress: UploadProgress) => void;
}

export type UploadFetch = (input: RequestInfo | URL, init?: UploadInit) => Promise<Response>;

export interface UploadFetchOptions {
  /** For everything that is not a form in a browser. The default is the global `fetch`. */
  readonly fetch?: typeof fetch;
  /**
   * A request fails if nothing is sent or received for this time. The default is 2 minutes. Forms that are sent by `fetch` have no
   * such limit, because their progress is not known.
   */
  readonly silenceMs?: number;
}

/** Longer than the gateway's time-outs. A connection can be dead without an error, for example after the device slept. */
const SILENCE_MS = 120_000;

/**
 * A `fetch` for GraphQL libraries that reports the progress of uploads: in browsers, it sends forms by XMLHttpRequest.
 * Elsewhere, such as in React Native and Node, it is `fetch`, and there is no progress.
 *
 * The returned function throws `NoResponseError` if a form gets no response or a request is silent for too long, the reason of the
 * signal if it is aborted, and otherwise what `fetch` throws.
 */
export function createUploadFetch({
  fetch: send = (...request) => fetch(...request),
  silenceMs = SILENCE_MS,
}: UploadFetchOptions = {}): UploadFetch {
  return (input, { onProgress, ...init } = {}) => {
    if (!(init.body instanceof FormData)) return sendWithin(silenceMs, send, input, init);
    if (!isBrowser()) return send(input, init);
    return sendForm(new Request(input, { ...init, body: null }), init.body, { onProgress, silenceMs });
  };
}

/** The body of the response, which may be a stream, has no limit. */
async function sendWithin(
  silenceMs: number,
  send: typeof fetch,
  input: RequestInfo | URL,
  init: RequestInit,
): Promise<Response> {
  const stop = new AbortController();
  const cancel = () => stop.abort(init.signal?.reason);
  if (init.signal?.aborted) cancel();
  init.signal?.addEventListener('abort', cancel);
  const silence = setTimeout(() => stop.abort(new NoResponseError('ALL')), silenceMs);
  try {
    return await send(input, { ...init, signal: stop.signal });
  } finally {
    clearTimeout(silence);
  }
}

/** React Native has XMLHttpRequest too, but reads files in its own way. */
function isBrowser(): boolean {
  return typeof XMLHttpRequest === 'function' && navigator.product !== 'ReactNative';
}

import type { UploadProgress } from '../client/gateway-client.ts';
import { sendForm } from './send-form.ts';

/** Apollo Client and urql pass these through from `fetchOptions`. */
export interface UploadInit extends RequestInit {
  readonly onProgress?: (progress: UploadProgress) => void;
}

export type UploadFetch = (input: RequestInfo | URL, init?: UploadInit) => Promise<Response>;

export interface UploadFetchOptions {
  /** For everything that is not a form in a browser. The default is the global `fetch`. */
  readonly fetch?: typeof fetch;
  /** Cancels an upload during which nothing is sent or received for so long. The default is 2 minutes. */
  readonly silenceMs?: number;
}

/** Longer than the gateway's time-outs. A connection can be dead without an error, for example after the device slept. */
const SILENCE_MS = 120_000;

/**
 * A `fetch` for GraphQL libraries that reports the progress of uploads: in browsers, it sends forms by XMLHttpRequest.
 * Elsewhere, such as in React Native and Node, it is `fetch`, and there is no progress.
 *
 * The returned function throws `NoResponseError` if a form gets no response, and the reason of the signal if it is aborted.
 */
export function createUploadFetch({
  fetch: send = (...request) => fetch(...request),
  silenceMs = SILENCE_MS,
}: UploadFetchOptions = {}): UploadFetch {
  return (input, { onProgress, ...init } = {}) =>
    init.body instanceof FormData && isBrowser()
      ? sendForm(new Request(input, { ...init, body: null }), init.body, { onProgress, silenceMs })
      : send(input, init);
}

/** React Native has XMLHttpRequest too, but reads files in its own way. */
function isBrowser(): boolean {
  return typeof XMLHttpRequest === 'function' && navigator.product !== 'ReactNative';
}

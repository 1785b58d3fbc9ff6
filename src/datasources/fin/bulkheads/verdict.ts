import type { OpenCause } from '../errors/unsent-error.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { TransportFailure } from '../http/transport-failure.ts';

/** The conclusion about an operation from the end of a call. */
export type Verdict =
  | { readonly kind: 'answered' | 'failed' | 'inconclusive' }
  | { readonly kind: 'paused'; readonly cause: OpenCause; readonly pauseMs: number };

const ANSWERED: Verdict = { kind: 'answered' };
const FAILED: Verdict = { kind: 'failed' };
export const INCONCLUSIVE: Verdict = { kind: 'inconclusive' };

/** A 500 may be about one request only, and it comes quickly. */
const FAILURES: ReadonlySet<number> = new Set([502, 503, 504]);
const PAUSE_CAUSES: Readonly<Record<number, OpenCause>> = { 429: 'rate_limit', 503: 'maintenance' };

export function judgeResponse({ status, retryAfter }: HttpResponse): Verdict {
  const cause = PAUSE_CAUSES[status];
  const seconds = cause && parseRetryAfter(retryAfter);
  if (cause && seconds) return { kind: 'paused', cause, pauseMs: seconds * 1_000 };
  return FAILURES.has(status) ? FAILED : ANSWERED;
}

/** Any other error is about the client, the access token or a free connection. */
export function judgeError(error: unknown): Verdict {
  return error instanceof TransportFailure ? FAILED : INCONCLUSIVE;
}

import { isHTTPError, isTimeoutError, type RetryOptions } from 'ky';
import { parseRetryAfter } from './retry-after.ts';

/** For calls that may be made twice. */
export function retryRule(limit: number): number | RetryOptions {
  return limit === 0 ? 0 : { limit, methods: ['post'], shouldRetry: isWorthRetrying, jitter: true };
}

/** Fin.com, or a proxy in front of it, is busy: a read is repeated. Of a write this proves nothing. */
export const BUSY = [429, 502, 503, 504];
const READ_RETRIES = 2;
const FIRST_WAIT_MS = 300;

/** @param deadlineMs on the clock of `performance`; a wait that would pass it is not begun, and the last failure told */
export function readRetryRule(deadlineMs: number): RetryOptions {
  const longestWait = (attempt: number) => FIRST_WAIT_MS * 2 ** (attempt - 1);
  let askedMs: number | undefined;
  return {
    limit: READ_RETRIES,
    methods: ['get'],
    delay: (attempt) => askedMs ?? longestWait(attempt),
    // Never sooner than asked, and without that not everybody at once.
    jitter: (waitMs) => (askedMs === undefined ? Math.random() * waitMs : waitMs),
    shouldRetry({ error, retryCount }) {
      const retryAfter = isHTTPError(error) ? error.response.headers.get('retry-after') : null;
      const askedSeconds = parseRetryAfter(retryAfter);
      askedMs = askedSeconds === undefined ? undefined : askedSeconds * 1_000;
      // True: ky reads the header in its own way otherwise, and waits for what we took for no number.
      return performance.now() + (askedMs ?? longestWait(retryCount)) < deadlineMs;
    },
  };
}

/** A call that took all its time once has no time for a second try. */
function isWorthRetrying({ error }: { error: Error }): boolean {
  return !isTimeoutError(error);
}

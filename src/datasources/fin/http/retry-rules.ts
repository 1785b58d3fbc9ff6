import { isHTTPError, isTimeoutError, type RetryOptions } from 'ky';
import { parseRetryAfter } from './retry-after.ts';

/** For calls that are safe to repeat. A call that timed out once has no time left for a retry. */
export function retryOptions(limit: number): RetryOptions {
  return { limit, methods: ['post'], shouldRetry: ({ error }) => !isTimeoutError(error), jitter: true };
}

/** Fin.com or a proxy in front of it is busy, so a read is retried. These statuses do not show whether a write was done. */
export const BUSY_STATUSES = [429, 502, 503, 504];
const READ_RETRIES = 2;
const FIRST_DELAY_MS = 300;

/** @param deadlineMs on the clock of `performance`. A retry that would start after it is skipped */
export function readRetryOptions(deadlineMs: number): RetryOptions {
  const longestDelay = (attempt: number) => FIRST_DELAY_MS * 2 ** (attempt - 1);
  let retryAfterMs: number | undefined;
  return {
    limit: READ_RETRIES,
    methods: ['get'],
    delay: (attempt) => retryAfterMs ?? longestDelay(attempt),
    // Never earlier than Retry-After; without it, spread the retries of concurrent calls.
    jitter: (delayMs) => (retryAfterMs === undefined ? Math.random() * delayMs : delayMs),
    shouldRetry({ error, retryCount }) {
      const header = isHTTPError(error) ? error.response.headers.get('retry-after') : null;
      const seconds = parseRetryAfter(header);
      retryAfterMs = seconds === undefined ? undefined : seconds * 1_000;
      // Returning true keeps ky from parsing the header itself, which accepts malformed numbers.
      return performance.now() + (retryAfterMs ?? longestDelay(retryCount)) < deadlineMs;
    },
  };
}

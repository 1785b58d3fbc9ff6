import ky, { isHTTPError, type RetryOptions } from 'ky';
import { GatewayError } from '../../../errors.ts';
import type { RetryBudget } from '../bulkheads/retry-budget.ts';
import type { HttpResponse } from './http-response.ts';
import { parseRetryAfter } from './retry-after.ts';
import { TransportFailure } from './transport-failure.ts';

/** Fin.com or a proxy in front of it is busy, so a read is retried. These statuses do not show whether a write was done. */
const BUSY_STATUSES: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const READ_RETRIES = 2;
const FIRST_DELAY_MS = 300;

/** ky wants one, and the attempts do not use it. */
const ANY_URL = 'http://fin.invalid';

type Attempt = () => Promise<HttpResponse>;

/** Repeats an attempt that broke, but not after a timeout, because then there is no time left. */
export function withRetries(attempt: Attempt, limit: number): Promise<HttpResponse> {
  return repeat(attempt, () => true, {
    limit,
    shouldRetry: ({ error }) => error instanceof TransportFailure && error.reason !== 'timeout',
    jitter: true,
  });
}

/**
 * Repeats a read that broke or met a busy server, with jitter or after Retry-After, as long as the budget allows.
 *
 * @param deadlineMs on the clock of `performance`. A retry that would start after it is skipped
 */
export function withReadRetries(
  attempt: Attempt,
  deadlineMs: number,
  budget: RetryBudget,
): Promise<HttpResponse> {
  budget.earn();
  const longestDelay = (retry: number) => FIRST_DELAY_MS * 2 ** (retry - 1);
  let retryAfterMs: number | undefined;
  return repeat(attempt, (status) => !BUSY_STATUSES.has(status), {
    limit: READ_RETRIES,
    delay: (retry) => retryAfterMs ?? longestDelay(retry),
    // Never earlier than Retry-After; without it, spread the retries of concurrent calls.
    jitter: (delayMs) => (retryAfterMs === undefined ? Math.random() * delayMs : delayMs),
    shouldRetry({ error, retryCount }) {
      if (error instanceof GatewayError) return false;
      const header = isHTTPError(error) ? error.response.headers.get('retry-after') : null;
      const seconds = parseRetryAfter(header);
      retryAfterMs = seconds === undefined ? undefined : seconds * 1_000;
      // Returning true keeps ky from parsing the header itself, which accepts malformed numbers.
      const isInTime = performance.now() + (retryAfterMs ?? longestDelay(retryCount)) < deadlineMs;
      return isInTime && budget.spend();
    },
  });
}

/** Uses ky only after a first attempt that failed: for each call, ky creates objects that cost more than the call. */
async function repeat(
  attempt: Attempt,
  isFinal: (status: number) => boolean,
  retry: RetryOptions,
): Promise<HttpResponse> {
  let sent: Promise<HttpResponse> | undefined = attempt();
  try {
    const first = await sent;
    if (isFinal(first.status)) return first;
  } catch {
    // ky sees the same failure.
  }
  let last: HttpResponse | undefined;
  const fetch = async () => {
    const next = sent ?? attempt();
    sent = undefined;
    last = await next;
    return toStandardResponse(last);
  };
  try {
    const throwHttpErrors = (status: number) => !isFinal(status);
    await ky(ANY_URL, { fetch, method: 'get', retry, timeout: false, throwHttpErrors });
  } catch (error) {
    if (!isHTTPError(error)) throw error;
  }
  if (!last) throw new Error('ky made no attempt');
  return last;
}

/** The parts of a response that ky reads. */
function toStandardResponse({ status, retryAfter }: HttpResponse): Response {
  return new Response(null, {
    status,
    ...(retryAfter !== null && { headers: { 'retry-after': retryAfter } }),
  });
}

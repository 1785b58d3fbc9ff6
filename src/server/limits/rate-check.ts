import { GatewayError } from '../../errors.ts';
import { type CallerContext, callerKey } from '../callers/caller-key.ts';
import { createRateLimiter } from './rate-limiter.ts';

/** Counts a request of a caller. @returns an error if the caller has reached its limit */
export type CheckRate = (context: CallerContext) => GatewayError | undefined;

export function createRateCheck(requestsPerMinute: number, proxyCount: number): CheckRate {
  const limiter = createRateLimiter(requestsPerMinute);
  return (context) => {
    const retryAfterSeconds = limiter.take(callerKey(context, proxyCount));
    if (retryAfterSeconds === 0) return undefined;
    return new GatewayError('RATE_LIMITED', {
      message: `You sent more than ${requestsPerMinute} requests within a minute. Try again in ${retryAfterSeconds} s.`,
      retryAfterSeconds,
      limit: 'requests_per_minute',
      headers: { 'retry-after': String(retryAfterSeconds) },
    });
  };
}

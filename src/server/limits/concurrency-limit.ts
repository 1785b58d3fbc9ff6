import { GatewayError } from '../../errors.ts';
import { type CallerContext, callerKey } from '../callers/caller-key.ts';
import type { RequestLifetime } from '../graphql/server-context.ts';
import { createKeyCounter } from './key-counter.ts';

const RETRY_AFTER_SECONDS = 1;

/** Counts a request as in flight until it is answered. @throws {GatewayError} RATE_LIMITED */
export type LimitConcurrency = (context: CallerContext & RequestLifetime) => void;

/** Limits the requests in flight of one caller. */
export function createConcurrencyLimit(maxRequestsInFlight: number, proxyCount: number): LimitConcurrency {
  const inFlight = createKeyCounter();
  return (context) => {
    const key = callerKey(context, proxyCount);
    if (inFlight.get(key) >= maxRequestsInFlight) {
      throw new GatewayError('RATE_LIMITED', {
        message: `You already have ${maxRequestsInFlight} requests in progress, which is the limit for one caller. Wait until one of them ends.`,
        retryAfterSeconds: RETRY_AFTER_SECONDS,
        limit: 'requests_in_flight_per_caller',
        headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
      });
    }
    inFlight.add(key);
    void context.responded.then(() => inFlight.remove(key));
  };
}

import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import { type CallerContext, callerKey } from '../callers/caller-key.ts';
import type { RequestLifetime } from '../graphql/server-context.ts';
import { createKeyCounter } from './key-counter.ts';

const RETRY_AFTER_SECONDS = 1;

/** Limits the requests in flight of one caller. Rejects before the body is read. */
export function useConcurrencyLimit(
  maxRequestsInFlight: number,
  proxyCount: number,
): Plugin<object, CallerContext & RequestLifetime> {
  const inFlight = createKeyCounter();
  return {
    onRequestParse({ serverContext }) {
      const key = callerKey(serverContext, proxyCount);
      if (inFlight.get(key) >= maxRequestsInFlight) {
        throw new GatewayError('RATE_LIMITED', {
          message: `You already have ${maxRequestsInFlight} requests in progress, which is the limit for one caller. Wait until one of them ends.`,
          retryAfterSeconds: RETRY_AFTER_SECONDS,
          limit: 'requests_in_flight_per_caller',
          headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
        });
      }
      inFlight.add(key);
      void serverContext.responded.then(() => inFlight.remove(key));
    },
  };
}

import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import { type CallerContext, callerKey } from '../callers/caller-key.ts';
import { createRateLimiter } from './rate-limiter.ts';

export interface RateLimit {
  /** Of one caller. */
  readonly requestsPerMinute: number;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly proxyCount: number;
}

/** Counts one request by its caller, or by its address where the caller is not known. @returns a refusal past the limit */
export type RateCheck = (context: CallerContext) => GatewayError | undefined;

export function createRateCheck({ requestsPerMinute, proxyCount }: RateLimit): RateCheck {
  const limiter = createRateLimiter(requestsPerMinute);
  return (context) => {
    const retryAfterSeconds = limiter.take(callerKey(context, proxyCount));
    if (retryAfterSeconds === 0) return undefined;
    return new GatewayError('RATE_LIMITED', {
      message: `More than ${requestsPerMinute} requests in a minute. Wait ${retryAfterSeconds} s.`,
      retryAfterSeconds,
      limit: 'requests_per_minute',
      headers: { 'retry-after': String(retryAfterSeconds) },
    });
  };
}

/** Checks the rate of requests before their bodies are read. */
export function useRateLimit(checkRate: RateCheck): Plugin<object, CallerContext> {
  return {
    onRequestParse({ serverContext }) {
      const refusal = checkRate(serverContext);
      if (refusal) throw refusal;
    },
  };
}

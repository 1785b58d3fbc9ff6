import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { UploadPolicy } from '../context.ts';
import { GatewayError } from '../errors.ts';
import { clientAddress } from './client-address.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { drain } from './request-body.ts';
import { maxFormBytes } from './upload-form.ts';

export interface RateLimit {
  /** Of one caller. */
  readonly requestsPerMinute: number;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly proxyCount: number;
}

export interface RateLimitContext {
  readonly req: IncomingMessage;
  readonly uploadPolicy: UploadPolicy;
  readonly caller?: { readonly subject: string } | undefined;
}

/** Counts one request by its caller, or by its address where the caller is not known. @returns a refusal past the limit */
export type RateCheck = (context: RateLimitContext) => GatewayError | undefined;

export function createRateCheck({ requestsPerMinute, proxyCount }: RateLimit): RateCheck {
  const limiter = createRateLimiter(requestsPerMinute);
  return ({ req, caller }) => {
    const key = caller ? `subject ${caller.subject}` : `address ${clientAddress(req, proxyCount)}`;
    const retryAfterSeconds = limiter.take(key);
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
export function useRateLimit(checkRate: RateCheck): Plugin<object, RateLimitContext> {
  return {
    onRequestParse({ serverContext }) {
      const refusal = checkRate(serverContext);
      if (!refusal) return;
      drain(serverContext.req, maxFormBytes(serverContext.uploadPolicy));
      throw refusal;
    },
  };
}

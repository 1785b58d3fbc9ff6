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

interface RateLimitContext {
  readonly req: IncomingMessage;
  readonly uploadPolicy: UploadPolicy;
  readonly caller?: { readonly subject: string } | undefined;
}

/** Counts requests by caller, or by address where callers are not known, before their bodies are read. */
export function useRateLimit({ requestsPerMinute, proxyCount }: RateLimit): Plugin<object, RateLimitContext> {
  const limiter = createRateLimiter(requestsPerMinute);
  return {
    onRequestParse({ serverContext: { req, caller, uploadPolicy } }) {
      const key = caller ? `subject ${caller.subject}` : `address ${clientAddress(req, proxyCount)}`;
      const retryAfterSeconds = limiter.take(key);
      if (retryAfterSeconds === 0) return;
      drain(req, maxFormBytes(uploadPolicy));
      throw new GatewayError('RATE_LIMITED', {
        message: `More than ${requestsPerMinute} requests in a minute. Wait ${retryAfterSeconds} s.`,
        retryAfterSeconds,
        limit: 'requests_per_minute',
        headers: { 'retry-after': String(retryAfterSeconds) },
      });
    },
  };
}

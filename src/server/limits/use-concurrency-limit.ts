import type { Plugin } from 'graphql-yoga';
import { GatewayError } from '../../errors.ts';
import { type CallerContext, callerKey } from '../callers/caller-key.ts';
import { createRequestsInFlight } from './key-counter.ts';

export interface CallerRoom {
  /** Of one caller. */
  readonly maxRequestsInFlight: number;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly proxyCount: number;
}

interface CallerRoomContext extends CallerContext {
  /** Resolves when the answer is known, or there will be none. */
  readonly answered: Promise<void>;
}

const RETRY_AFTER_SECONDS = 1;

/** Leaves room for other callers, however slowly one sends. Refuses before a body is read. */
export function useCallerRoom({
  maxRequestsInFlight,
  proxyCount,
}: CallerRoom): Plugin<object, CallerRoomContext> {
  const inFlight = createRequestsInFlight(maxRequestsInFlight);
  return {
    onRequestParse({ serverContext }) {
      const { answered } = serverContext;
      const key = callerKey(serverContext, proxyCount);
      if (!inFlight.begin(key)) {
        throw new GatewayError('RATE_LIMITED', {
          message: `You have as many requests at work as one caller may, which is ${maxRequestsInFlight}. Wait for their answers.`,
          retryAfterSeconds: RETRY_AFTER_SECONDS,
          limit: 'requests_in_flight_per_caller',
          headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
        });
      }
      void answered.then(() => inFlight.end(key));
    },
  };
}

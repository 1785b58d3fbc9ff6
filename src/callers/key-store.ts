import { JWKSNoMatchingKey } from 'jose/errors';
import { createLocalJWKSet } from 'jose/jwks/local';
import { createRemoteJWKSet, customFetch } from 'jose/jwks/remote';
import type { JWTVerifyGetKey } from 'jose/jwt/verify';
import { GatewayError } from '../errors.ts';
import type { Logger } from '../observability/logger.ts';
import type { IssuerObserver } from '../observability/telemetry.ts';
import { fetchKeySet, KeySetError } from './fetch-key-set.ts';

export interface KeySetOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly log: Logger;
  readonly observer?: IssuerObserver | undefined;
}

const RETRY_AFTER_SECONDS = 1;

/** Fetches key sets one at a time and keeps the last good one. Reports changes to the log and the metrics. */
export function createKeyStore({ url, timeoutMs, log, observer }: KeySetOptions) {
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    // Disables jose's own refresh, because createKeySet decides when to fetch.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    [customFetch]: fetchKeySet,
  });
  let keysWithoutId: JWTVerifyGetKey = () => Promise.reject(new JWKSNoMatchingKey());
  let loadedAt: { readonly monotonicMs: number; readonly wallClockMs: number } | undefined;
  let failedAtMs: number | undefined;
  let fetching: Promise<void> | undefined;

  /** Infinite if no key set was ever loaded. Uses two clocks: one may be set back, the other stops while a machine sleeps. */
  function ageMs(): number {
    if (!loadedAt) return Number.POSITIVE_INFINITY;
    return Math.max(performance.now() - loadedAt.monotonicMs, Date.now() - loadedAt.wallClockMs);
  }

  async function load(): Promise<void> {
    try {
      await keys.reload();
    } catch (error) {
      reportFailure(error);
      throw unavailable();
    }
    const { keys: all = [] } = keys.jwks() ?? {};
    keysWithoutId = createLocalJWKSet({ keys: all.filter(({ kid }) => kid === undefined) });
    loadedAt = { monotonicMs: performance.now(), wallClockMs: Date.now() };
    if (failedAtMs !== undefined)
      log.info({ event: 'issuer-keys-fetched' }, 'AUTH_JWKS_URL returns keys again');
    failedAtMs = undefined;
    observer?.issuerKeysAvailabilityChanged(true);
  }

  const findAmongKeysWithoutId: JWTVerifyGetKey = ({ kid: _, ...header }, token) =>
    keysWithoutId(header, token);

  function reportFailure(error: unknown): void {
    const wasFailing = failedAtMs !== undefined;
    failedAtMs = performance.now();
    if (wasFailing) return;
    const name = error instanceof Error ? error.name : typeof error;
    const problem = error instanceof KeySetError ? error.problem : {};
    const advice =
      name === 'KeySetRedirected'
        ? 'AUTH_JWKS_URL redirects, and redirects are not followed: set it to the final address'
        : 'AUTH_JWKS_URL returns no keys';
    log.warn({ event: 'issuer-keys-unavailable', name, ...problem }, advice);
    observer?.issuerKeysAvailabilityChanged(false);
  }

  return {
    ageMs,
    isFailing: () => failedAtMs !== undefined,
    /** @throws {GatewayError} if the keys cannot be fetched, or the last attempt just failed */
    async refresh(): Promise<void> {
      const isBackingOff =
        failedAtMs !== undefined && performance.now() < failedAtMs + RETRY_AFTER_SECONDS * 1_000;
      if (isBackingOff) throw unavailable();
      fetching ??= load().finally(() => {
        fetching = undefined;
      });
      await fetching;
    },
    findByKeyId: keys,
    /** Finds keys that the issuer publishes without an id, for tokens with an unknown key id. */
    findAmongKeysWithoutId,
  };
}

function unavailable(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', {
    status: 503,
    message: 'The gateway cannot verify access tokens at the moment. Try again shortly.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  });
}

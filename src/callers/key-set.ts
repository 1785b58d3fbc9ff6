import { JWKSNoMatchingKey } from 'jose/errors';
import { createLocalJWKSet } from 'jose/jwks/local';
import { createRemoteJWKSet, customFetch } from 'jose/jwks/remote';
import type { JWTVerifyGetKey } from 'jose/jwt/verify';
import { GatewayError } from '../errors.ts';
import type { Logger } from '../observability/logger.ts';
import type { IssuerObserver } from '../observability/telemetry.ts';
import { fetchKeySet, KeySetError } from './fetch-key-set.ts';

export interface KeySet {
  /**
   * Finds the key that signed a token.
   *
   * @throws {JWKSNoMatchingKey} where no key fits
   * @throws {JWKSMultipleMatchingKeys} where several do; iterating over the error yields them
   * @throws {GatewayError} UPSTREAM_UNAVAILABLE with status 503 while the keys cannot be fetched
   */
  readonly findKey: JWTVerifyGetKey;
  /** Whether a key set was ever loaded. Tries to load one if not. */
  hasKeys(): Promise<boolean>;
}

export interface KeySetOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly log: Logger;
  readonly observer?: IssuerObserver | undefined;
}

/** While the issuer answers, a key that it has withdrawn is accepted for at most this long. */
const FRESH_MS = 600_000;
/** While the issuer does not answer, its last key set is used for at most this long. */
const STALE_MS = 86_400_000;
/** Tokens with unknown key ids cause at most one request in this time. */
const COOLDOWN_MS = 30_000;
const RETRY_AFTER_SECONDS = 1;

/**
 * The issuer's public keys, fetched when first needed and again after ten minutes or for an unknown key id. While the
 * issuer is unreachable, the last key set is kept.
 */
export function createKeySet(options: KeySetOptions): KeySet {
  const store = createKeyStore(options);

  async function refreshIfDue(): Promise<void> {
    const ageMs = store.ageMs();
    if (ageMs < FRESH_MS) return;
    if (ageMs >= STALE_MS) return await store.refresh();
    // Nobody waits for an issuer that failed the last time.
    const refreshed = store.refresh().catch(() => undefined);
    if (!store.isFailing()) await refreshed;
  }

  /** For a key id that the set does not have: the issuer may have published it since, or without its id. */
  const findUnknownKey: JWTVerifyGetKey = async (header, token) => {
    const failure = store.ageMs() < COOLDOWN_MS ? undefined : await failureOf(store.refresh());
    try {
      return await firstMatch([store.findByKeyId, store.findAmongKeysWithoutId])(header, token);
    } catch (error) {
      throw error instanceof JWKSNoMatchingKey ? (failure ?? error) : error;
    }
  };

  return {
    async findKey(header, token) {
      await refreshIfDue();
      return await firstMatch([store.findByKeyId, findUnknownKey])(header, token);
    },
    async hasKeys() {
      if (store.ageMs() === Number.POSITIVE_INFINITY) await store.refresh().catch(() => undefined);
      return store.ageMs() < Number.POSITIVE_INFINITY;
    },
  };
}

/** Fetches key sets one at a time, keeps the last good one, and tells the log and the metrics when that changes. */
function createKeyStore({ url, timeoutMs, log, observer }: KeySetOptions) {
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: timeoutMs,
    // When to fetch is decided here.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    [customFetch]: fetchKeySet,
  });
  let keysWithoutId: JWTVerifyGetKey = () => Promise.reject(new JWKSNoMatchingKey());
  let loadedAt: { readonly monotonicMs: number; readonly wallClockMs: number } | undefined;
  let failedAtMs: number | undefined;
  let fetching: Promise<void> | undefined;

  /** Infinite if no key set was ever loaded. The wall clock may be set back, and the other one stops while a machine sleeps. */
  function ageMs(): number {
    if (!loadedAt) return Number.POSITIVE_INFINITY;
    return Math.max(performance.now() - loadedAt.monotonicMs, Date.now() - loadedAt.wallClockMs);
  }

  async function load(): Promise<void> {
    try {
      await keys.reload();
    } catch (error) {
      noteFailure(error);
      throw unavailable();
    }
    const { keys: all = [] } = keys.jwks() ?? {};
    keysWithoutId = createLocalJWKSet({ keys: all.filter(({ kid }) => kid === undefined) });
    loadedAt = { monotonicMs: performance.now(), wallClockMs: Date.now() };
    if (failedAtMs !== undefined)
      log.info({ event: 'issuer-keys-fetched' }, 'AUTH_JWKS_URL gives keys again');
    failedAtMs = undefined;
    observer?.issuerKeysAvailabilityChanged(true);
  }

  const findAmongKeysWithoutId: JWTVerifyGetKey = ({ kid: _, ...header }, token) =>
    keysWithoutId(header, token);

  function noteFailure(error: unknown): void {
    const isNews = failedAtMs === undefined;
    failedAtMs = performance.now();
    if (!isNews) return;
    const name = error instanceof Error ? error.name : typeof error;
    const problem = error instanceof KeySetError ? error.problem : {};
    const advice =
      name === 'KeySetRedirected'
        ? 'AUTH_JWKS_URL redirects, which is not followed: set it to the final address'
        : 'AUTH_JWKS_URL gives no keys';
    log.warn({ event: 'issuer-keys-unavailable', name, ...problem }, advice);
    observer?.issuerKeysAvailabilityChanged(false);
  }

  return {
    ageMs,
    isFailing: () => failedAtMs !== undefined,
    /** @throws {GatewayError} if the keys cannot be fetched, or could not be a moment ago */
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
    /** For tokens with a key id that the issuer did not publish; it may have published the key without one. */
    findAmongKeysWithoutId,
  };
}

/** Asks one after the other until one knows a key that fits. */
function firstMatch([find, ...others]: readonly JWTVerifyGetKey[]): JWTVerifyGetKey {
  return async (header, token) => {
    if (!find) throw new JWKSNoMatchingKey();
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof JWKSNoMatchingKey) || others.length === 0) throw error;
      return await firstMatch(others)(header, token);
    }
  };
}

async function failureOf(work: Promise<void>): Promise<unknown> {
  return await work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

function unavailable(): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', {
    status: 503,
    message: 'Access tokens cannot be checked at the moment. Try again shortly.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  });
}

import { JWKSNoMatchingKey } from 'jose/errors';
import type { JWTVerifyGetKey } from 'jose/jwt/verify';
import { createKeyStore, type KeySetOptions } from './key-store.ts';

export interface KeySet {
  /**
   * Finds the key that signed a token.
   *
   * @throws {JWKSNoMatchingKey} if no key matches
   * @throws {JWKSMultipleMatchingKeys} if several match; iterate over the error to get them
   * @throws {GatewayError} UPSTREAM_UNAVAILABLE with status 503 while the keys cannot be fetched
   */
  readonly findKey: JWTVerifyGetKey;
  /** True if a key set was ever loaded. Tries to load one first. */
  hasKeys(): Promise<boolean>;
}

/** Also the longest time that a withdrawn key is accepted while the issuer is reachable. */
const FRESH_MS = 600_000;
/** How long the last key set is used while the issuer is unreachable. */
const STALE_MS = 86_400_000;
/** Tokens with unknown key ids cause at most one request per period. */
const COOLDOWN_MS = 30_000;

/**
 * Caches the issuer's public keys. Fetches them when first needed, after ten minutes, and for an unknown key id. Keeps the
 * last key set while the issuer is unreachable.
 */
export function createKeySet(options: KeySetOptions): KeySet {
  const store = createKeyStore(options);

  async function refreshIfDue(): Promise<void> {
    const ageMs = store.ageMs();
    if (ageMs < FRESH_MS) return;
    if (ageMs >= STALE_MS) return await store.refresh();
    // Do not wait if the last attempt failed.
    const refreshed = store.refresh().catch(() => undefined);
    if (!store.isFailing()) await refreshed;
  }

  /** The issuer may have published an unknown key since, or without its id. */
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

/** Tries each in turn until one finds a matching key. */
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

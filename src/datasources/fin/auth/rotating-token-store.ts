import type { RedisLock } from '../../../redis/redis-lock.ts';
import type { SharedTokenStore, StoredToken } from './shared-token-store.ts';

/** Combines two stores, so that replicas with the previous key and replicas with the current key share one token. */
export function createRotatingTokenStore(
  current: SharedTokenStore,
  previous: SharedTokenStore,
): SharedTokenStore {
  /** Locks of the previous store, by the owner of the lock in the current store. */
  const previousLocks = new Map<string, RedisLock>();

  async function release(lock: RedisLock): Promise<void> {
    const before = previousLocks.get(lock.owner);
    previousLocks.delete(lock.owner);
    await Promise.all([lock.release(), before?.release()]);
  }

  return {
    async read() {
      const [one, other] = await Promise.all([current.read(), previous.read()]);
      const latest = pickLatest(one, other);
      // Either key may have written last.
      return { ...latest, hasOtherKey: one.hasOtherKey && other.hasOtherKey };
    },
    async lock() {
      const before = await previous.lock();
      if (!before) return undefined;
      let lock: RedisLock | undefined;
      try {
        lock = await current.lock();
      } finally {
        if (!lock) await before.release();
      }
      if (!lock) return undefined;
      const held = lock;
      previousLocks.set(held.owner, before);
      return { owner: held.owner, release: () => release(held) };
    },
    async write(pair, lock) {
      const before = previousLocks.get(lock.owner);
      return before !== undefined && (await current.write(pair, lock)) && previous.write(pair, before);
    },
    async remove(sealed) {
      const stored = await Promise.all([current.read(), previous.read()]);
      const token = stored.find((one) => one.sealed === sealed)?.pair?.access.token;
      // Each store has its own sealed copy of the token.
      const isSame = (one: StoredToken) =>
        one.sealed === sealed || (token && one.pair?.access.token === token);
      await Promise.all(
        [current, previous].map(async (store, index) => {
          const one = stored[index];
          if (one?.sealed !== undefined && isSame(one)) await store.remove(one.sealed);
        }),
      );
    },
  };
}

/** Returns the token that expires last. An unreadable one loses. */
function pickLatest(one: StoredToken, other: StoredToken): StoredToken {
  if (!other.pair) return one;
  if (!one.pair) return other;
  return other.pair.access.expiresAtMs > one.pair.access.expiresAtMs ? other : one;
}

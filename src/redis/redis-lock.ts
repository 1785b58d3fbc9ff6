import { randomUUID } from 'node:crypto';
import type { RedisConnection } from './redis.ts';

/** How long a lock outlives the death of its holder. */
export const LOCK_TTL_MS = 3_000;

export interface RedisLock {
  /** Value of the key while the lock is held. Scripts that need the lock compare it. */
  readonly owner: string;
  /** Has no effect if the lock has expired. */
  release(): Promise<void>;
}

const EXTEND = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`;

/**
 * Acquires the lock and keeps it until it is released. It expires seconds after its holder has died.
 *
 * @returns undefined if another process holds it
 * @throws {RedisUnavailableError}
 */
export async function acquireLock(redis: RedisConnection, key: string): Promise<RedisLock | undefined> {
  const owner = randomUUID();
  if (!(await redis.set(key, owner, { ttlMs: LOCK_TTL_MS, onlyIfAbsent: true }))) return undefined;
  const heartbeat = setInterval(() => {
    // The lock may expire at any time anyway, for example while the process is suspended.
    redis.evaluate(EXTEND, [key], [owner, String(LOCK_TTL_MS)]).catch(() => undefined);
  }, LOCK_TTL_MS / 3).unref();
  return {
    owner,
    async release() {
      clearInterval(heartbeat);
      await redis.deleteIfEqual(key, owner).catch(() => undefined);
    },
  };
}

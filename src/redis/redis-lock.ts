import { randomUUID } from 'node:crypto';
import type { RedisConnection } from './redis.ts';

/** How long a lock outlives the death of its holder. */
export const LOCK_TTL_MS = 3_000;

export interface RedisLock {
  /** What the key holds while the lock is ours: scripts that must not run without it compare it. */
  readonly owner: string;
  /** Gives it up, unless it has lapsed or changed hands. */
  release(): Promise<void>;
}

const EXTEND = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`;

/**
 * Takes the lock, if it is free, and keeps it until it is released. It lapses seconds after its holder died.
 *
 * @returns undefined while another holds it
 * @throws {RedisUnavailableError}
 */
export async function acquireLock(redis: RedisConnection, key: string): Promise<RedisLock | undefined> {
  const owner = randomUUID();
  if (!(await redis.set(key, owner, { ttlMs: LOCK_TTL_MS, onlyIfAbsent: true }))) return undefined;
  const heartbeat = setInterval(() => {
    // Without Redis it lapses, which whoever relies on it has to expect anyway: the process may be stopped for a while.
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

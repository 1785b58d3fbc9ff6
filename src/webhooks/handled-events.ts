import { LRUCache } from 'lru-cache';
import { KEY_PREFIX } from '../redis/key-prefix.ts';
import type { RedisConnection } from '../redis/redis.ts';
import { RedisUnavailableError } from '../redis/redis-unavailable-error.ts';

/** Remembers events for a day. */
export interface HandledEvents {
  has(eventId: string): Promise<boolean>;
  add(eventId: string): Promise<void>;
}

export interface SharedEvents {
  readonly redis: RedisConnection;
  /** Keyed, so that Redis does not hold ids. */
  readonly hash: (eventId: string) => string;
}

const DAY_MS = 86_400_000;
const MAX_EVENTS = 10_000;

/**
 * Remembers the latest 10,000 events of this process and, with Redis, those of all replicas. While Redis is unavailable, an
 * event may count as new on another replica. Never rejects because of Redis.
 */
export function createHandledEvents(shared?: SharedEvents): HandledEvents {
  const local = new LRUCache<string, true>({ max: MAX_EVENTS, ttl: DAY_MS });
  return {
    has: async (eventId) => local.has(eventId) || (await isShared(eventId, shared)),
    async add(eventId) {
      local.set(eventId, true);
      await share(eventId, shared);
    },
  };
}

async function isShared(eventId: string, shared: SharedEvents | undefined): Promise<boolean> {
  if (!shared) return false;
  const { redis, hash } = shared;
  return (await ifAvailable(redis.get(keyOf(hash(eventId))))) !== undefined;
}

async function share(eventId: string, shared: SharedEvents | undefined): Promise<void> {
  if (!shared) return;
  const { redis, hash } = shared;
  await ifAvailable(redis.set(keyOf(hash(eventId)), '1', { ttlMs: DAY_MS }));
}

function keyOf(hash: string): string {
  return `${KEY_PREFIX}webhook-event:${hash}`;
}

async function ifAvailable<Reply>(reply: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof RedisUnavailableError) return undefined;
    throw error;
  }
}

import { z } from 'zod/mini';
import {
  type IdempotencyStore,
  isEnd,
  isForgotten,
  type StoredWrite,
  WRITE_PHASES,
} from './idempotency-store.ts';
import type { RedisConnection } from './redis.ts';

export interface RedisStoreOptions {
  readonly redis: RedisConnection;
  readonly ttlMs: number;
  /** After which a claimant that says nothing counts as dead. */
  readonly leaseMs: number;
}

/** What `isClaimable` says, where nobody can come between. */
const CLAIM = `
local phase, fingerprint, body = unpack(redis.call('HMGET', KEYS[1], 'phase', 'fingerprint', 'body'))
local held = redis.call('EXISTS', KEYS[2])
local taken = not phase or phase == 'OPEN'
  or (phase == 'CLAIMED' and held == 0)
  or (phase == 'REFUSED' and fingerprint ~= ARGV[2])
if taken then
  redis.call('HSET', KEYS[1], 'token', ARGV[1], 'phase', 'CLAIMED', 'fingerprint', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[3])
end
return { taken and 1 or 0, phase or '', held, fingerprint or '', body or '' }`;

const WRITE = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
if ARGV[5] == 'forgotten' then
  redis.call('DEL', KEYS[1], KEYS[2])
  return 1
end
redis.call('HSET', KEYS[1], 'phase', ARGV[2], 'body', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
if ARGV[5] == 'ended' then redis.call('DEL', KEYS[2])
else redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[6]) end
return 1`;

const RENEW = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
return 1`;

const READ = `
local phase, fingerprint, body = unpack(redis.call('HMGET', KEYS[1], 'phase', 'fingerprint', 'body'))
return { 0, phase or '', redis.call('EXISTS', KEYS[2]), fingerprint or '', body or '' }`;

const reply = z.tuple([z.number(), z.enum(['', ...WRITE_PHASES]), z.number(), z.string(), z.string()]);

/**
 * Records of all replicas. Each has a lease beside it, which ends by itself when its claimant dies.
 *
 * Every function throws RedisUnavailableError.
 */
export function createRedisIdempotencyStore({ redis, ttlMs, leaseMs }: RedisStoreOptions): IdempotencyStore {
  // A write under way must not be forgotten, however short the memory.
  const heldMs = Math.max(ttlMs, 2 * leaseMs);
  const heartbeats = new Map<string, NodeJS.Timeout>();

  function keepAlive(name: string, token: string): void {
    // A beat that fails is followed by another; if none comes through, the lease ends, as it would with the process.
    const beat = () =>
      redis.evaluate(RENEW, keysOf(name), [token, `${leaseMs}`, `${heldMs}`]).catch(() => undefined);
    heartbeats.set(token, setInterval(beat, leaseMs / 3).unref());
  }

  return {
    async claim(name, { token, fingerprint }) {
      const args = [token, fingerprint, `${leaseMs}`, `${heldMs}`];
      const answer = await redis.evaluate(CLAIM, keysOf(name), args);
      const isTaken = reply.parse(answer)[0] === 1;
      if (isTaken) keepAlive(name, token);
      return { isTaken, before: toStoredWrite(answer) };
    },
    async write(name, token, change) {
      const { phase, body } = change;
      const isOver = isEnd(phase);
      if (isOver) {
        clearInterval(heartbeats.get(token));
        heartbeats.delete(token);
      }
      const state = isForgotten(change) ? 'forgotten' : isOver ? 'ended' : 'held';
      const args = [token, phase, body, `${isOver ? ttlMs : heldMs}`, state, `${leaseMs}`];
      return (await redis.evaluate(WRITE, keysOf(name), args)) === 1;
    },
    read: async (name) => toStoredWrite(await redis.evaluate(READ, keysOf(name), [])),
  };
}

/** The braces keep both on one node of a cluster. */
function keysOf(name: string): [record: string, lease: string] {
  const record = `fin-gateway:idempotency:{${name}}`;
  return [record, `${record}:lease`];
}

function toStoredWrite(answer: unknown): StoredWrite | undefined {
  const [, phase, held, fingerprint, body] = reply.parse(answer);
  return phase === '' ? undefined : { phase, isHeld: held === 1 && !isEnd(phase), fingerprint, body };
}

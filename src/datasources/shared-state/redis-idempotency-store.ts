import { z } from 'zod/mini';
import {
  type IdempotencyStore,
  isEnd,
  isForgotten,
  type StoredWrite,
  WRITE_PHASES,
  type WriteChange,
} from './idempotency-store.ts';
import type { RedisConnection } from './redis.ts';
import { UntoldWrites } from './untold-writes.ts';

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

/**
 * Of one's own record; 'late', also where there is none, or one under which nothing was sent: Redis may have been restarted
 * without what it had, or never told of the claim. Whoever claimed it since will find that it is gone before it sends.
 */
const WRITE = `
local token, phase = unpack(redis.call('HMGET', KEYS[1], 'token', 'phase'))
local free = not token or phase == 'OPEN' or phase == 'CLAIMED'
if token ~= ARGV[1] and not (free and ARGV[7] == 'late') then return 0 end
if ARGV[6] == 'forgotten' then
  redis.call('DEL', KEYS[1], KEYS[2])
  return 1
end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'phase', ARGV[2], 'fingerprint', ARGV[3], 'body', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
if ARGV[6] == 'ended' then redis.call('DEL', KEYS[2])
else redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[8]) end
return 1`;

/** A Redis that is full still prolongs, but sets nothing. */
const RENEW = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if redis.call('PEXPIRE', KEYS[2], ARGV[2]) == 0 then redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2]) end
return 1`;

const READ = `
local phase, fingerprint, body = unpack(redis.call('HMGET', KEYS[1], 'phase', 'fingerprint', 'body'))
return { 0, phase or '', redis.call('EXISTS', KEYS[2]), fingerprint or '', body or '' }`;

const reply = z.tuple([z.number(), z.enum(['', ...WRITE_PHASES]), z.number(), z.string(), z.string()]);

/**
 * Records of all replicas. Each has a lease beside it, which ends by itself when its claimant dies.
 *
 * Every function throws RedisUnavailableError. An end that could not be written is written as soon as it can be.
 */
export function createRedisIdempotencyStore({ redis, ttlMs, leaseMs }: RedisStoreOptions): IdempotencyStore {
  // A write under way must not be forgotten, however short the memory.
  const heldMs = Math.max(ttlMs, 2 * leaseMs);
  const heartbeats = new Map<string, NodeJS.Timeout>();
  const untold = new UntoldWrites();

  /** @param restore for a record that Redis has lost */
  function keepAlive(name: string, token: string, restore?: () => Promise<unknown>): void {
    const renew = async () => {
      const isKnown = await redis.evaluate(RENEW, keysOf(name), [token, `${leaseMs}`, `${heldMs}`]);
      // Unless it has ended meanwhile.
      if (isKnown === 0 && heartbeats.has(token)) await restore?.();
    };
    // A beat that fails is followed by another; if none comes through, the lease ends, as it would with the process.
    const beat = () => renew().catch(() => undefined);
    clearInterval(heartbeats.get(token));
    heartbeats.set(token, setInterval(beat, leaseMs / 3).unref());
  }

  async function tell(
    name: string,
    token: string,
    change: WriteChange,
    timing: 'in time' | 'late',
  ): Promise<boolean> {
    const { phase, fingerprint, body } = change;
    const isOver = isEnd(phase);
    const state = isForgotten(change) ? 'forgotten' : isOver ? 'ended' : 'held';
    const args = [token, phase, fingerprint, body, `${isOver ? ttlMs : heldMs}`, state];
    const conditions = [timing, `${leaseMs}`];
    return (await redis.evaluate(WRITE, keysOf(name), [...args, ...conditions])) === 1;
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
      if (!isEnd(change.phase)) {
        const isWritten = await tell(name, token, change, 'in time');
        if (isWritten) keepAlive(name, token, () => tell(name, token, change, 'late'));
        return isWritten;
      }
      clearInterval(heartbeats.get(token));
      heartbeats.delete(token);
      // Where nothing was done, there is nothing to tell of but one's own claim.
      const tellEnd = () => tell(name, token, change, change.phase === 'OPEN' ? 'in time' : 'late');
      if (untold.has(name)) {
        // An earlier attempt comes first: it would take this one's place.
        untold.add(name, tellEnd);
        return true;
      }
      try {
        return await tellEnd();
      } catch (error) {
        untold.add(name, tellEnd);
        throw error;
      }
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

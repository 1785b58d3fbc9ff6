import { z } from 'zod/mini';
import {
  type Claim,
  type Claimant,
  type IdempotencyStore,
  isEnd,
  isForgotten,
  type StoredWrite,
  WRITE_PHASES,
  type WriteChange,
} from './idempotency-store.ts';
import type { ConnectionLog, RedisConnection } from './redis.ts';
import { RedisUnavailableError } from './redis-unavailable-error.ts';
import { UntoldWrites } from './untold-writes.ts';

export interface RedisStoreOptions {
  readonly redis: RedisConnection;
  readonly ttlMs: number;
  /** After which a claimant that says nothing counts as dead. */
  readonly leaseMs: number;
  readonly log?: ConnectionLog;
}

export interface RedisIdempotencyStore extends IdempotencyStore {
  /**
   * Tells Redis what it could not be told before, for so long at most, and logs what is lost. To be called when no write is
   * under way any more.
   */
  close(timeoutMs: number): Promise<void>;
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
export function createRedisIdempotencyStore(options: RedisStoreOptions): RedisIdempotencyStore {
  return new RedisStore(options);
}

class RedisStore implements RedisIdempotencyStore {
  readonly #redis: RedisConnection;
  readonly #ttlMs: number;
  readonly #leaseMs: number;
  /** A write under way must not be forgotten, however short the memory. */
  readonly #heldMs: number;
  readonly #log: ConnectionLog | undefined;
  readonly #heartbeats = new Map<string, NodeJS.Timeout>();
  readonly #untold = new UntoldWrites(() => this.#logDropped(1));

  constructor({ redis, ttlMs, leaseMs, log }: RedisStoreOptions) {
    this.#redis = redis;
    this.#ttlMs = ttlMs;
    this.#leaseMs = leaseMs;
    this.#heldMs = Math.max(ttlMs, 2 * leaseMs);
    this.#log = log;
  }

  async claim(name: string, { token, fingerprint }: Claimant): Promise<Claim> {
    const args = [token, fingerprint, `${this.#leaseMs}`, `${this.#heldMs}`];
    const answer = await this.#redis.evaluate(CLAIM, keysOf(name), args);
    const isTaken = reply.parse(answer)[0] === 1;
    if (isTaken) this.#keepAlive(name, token);
    return { isTaken, before: toStoredWrite(answer) };
  }

  async write(name: string, token: string, change: WriteChange): Promise<boolean> {
    if (!isEnd(change.phase)) {
      const isWritten = await this.#tell(name, token, change, 'in time');
      if (isWritten) this.#keepAlive(name, token, () => this.#tell(name, token, change, 'late'));
      return isWritten;
    }
    clearInterval(this.#heartbeats.get(token));
    this.#heartbeats.delete(token);
    // Where nothing was done, there is nothing to tell of but one's own claim.
    const timing = change.phase === 'OPEN' ? 'in time' : 'late';
    const tellEnd = () => this.#tell(name, token, change, timing);
    if (this.#untold.has(name)) {
      // An earlier attempt comes first: it would take this one's place.
      this.#untold.add(name, tellEnd);
      return true;
    }
    try {
      return await tellEnd();
    } catch (error) {
      this.#untold.add(name, tellEnd);
      throw error;
    }
  }

  async read(name: string): Promise<StoredWrite | undefined> {
    const stored = toStoredWrite(await this.#redis.evaluate(READ, keysOf(name), []));
    // While Redis takes no writes, replicas may have done some that it has not been told of.
    if (!stored && !this.#redis.isReady) throw new RedisUnavailableError('NOT_WRITABLE');
    return stored;
  }

  async close(timeoutMs: number): Promise<void> {
    for (const heartbeat of this.#heartbeats.values()) clearInterval(heartbeat);
    this.#heartbeats.clear();
    const count = await this.#untold.flush(timeoutMs);
    if (count > 0) this.#logDropped(count);
  }

  /** @param restore for a record that Redis has lost */
  #keepAlive(name: string, token: string, restore?: () => Promise<unknown>): void {
    const renew = async () => {
      const args = [token, `${this.#leaseMs}`, `${this.#heldMs}`];
      const isKnown = await this.#redis.evaluate(RENEW, keysOf(name), args);
      // Unless it has ended meanwhile.
      if (isKnown === 0 && this.#heartbeats.has(token)) await restore?.();
    };
    // A beat that fails is followed by another; if none comes through, the lease ends, as it would with the process.
    const beat = () => renew().catch(() => undefined);
    clearInterval(this.#heartbeats.get(token));
    this.#heartbeats.set(token, setInterval(beat, this.#leaseMs / 3).unref());
  }

  async #tell(
    name: string,
    token: string,
    change: WriteChange,
    timing: 'in time' | 'late',
  ): Promise<boolean> {
    const { phase, fingerprint, body } = change;
    const isOver = isEnd(phase);
    const state = isForgotten(change) ? 'forgotten' : isOver ? 'ended' : 'held';
    const args = [token, phase, fingerprint, body, `${isOver ? this.#ttlMs : this.#heldMs}`, state];
    const conditions = [timing, `${this.#leaseMs}`];
    return (await this.#redis.evaluate(WRITE, keysOf(name), [...args, ...conditions])) === 1;
  }

  #logDropped(count: number): void {
    this.#log?.warn(
      { event: 'idempotency-records-dropped', count },
      'Redis could not be told of writes with an idempotency key: other replicas do not know their outcome',
    );
  }
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

import type { ConnectionLog, RedisConnection } from '../../redis/redis.ts';
import { RedisUnavailableError } from '../../redis/redis-unavailable-error.ts';
import { CLAIM, keysOf, READ, RENEW, toReply, WRITE } from './idempotency-scripts.ts';
import {
  type Claim,
  type Claimant,
  type EndedWrite,
  type IdempotencyStore,
  isEnd,
  isForgotten,
  type StoredWrite,
  type WriteChange,
  type WritePhase,
} from './idempotency-store.ts';
import { UntoldWrites } from './pending-writes.ts';
import { type Doubt, RecordLoss } from './record-loss.ts';

export interface RedisStoreOptions {
  readonly redis: RedisConnection;
  readonly ttlMs: number;
  /** After which a claimant that says nothing counts as dead. */
  readonly leaseMs: number;
  readonly log?: ConnectionLog;
  /** Whether a key is refused where its record may have been lost. */
  readonly isStrict?: boolean;
  readonly graceMs?: number;
  /** Is called when Redis has lost what this replica had written: it may `restore` it. */
  readonly onLost?: () => void;
}

export interface RedisIdempotencyStore extends IdempotencyStore {
  /**
   * Tells Redis what it could not be told before, for so long at most, and logs what is lost. To be called when no write is
   * under way any more.
   */
  close(timeoutMs: number): Promise<void>;
  /** Puts back what this process knows of writes that have ended, as soon as Redis can be told. */
  restore(records: Iterable<EndedWrite>): void;
}

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
  readonly #strictness: 'strict' | 'lenient';
  readonly #loss: RecordLoss;
  readonly #lostRecords = new UntoldWrites();
  readonly #untold = new UntoldWrites(() => this.#logDropped(1));

  constructor(options: RedisStoreOptions) {
    const { redis, ttlMs, leaseMs, log, isStrict = false, graceMs, onLost = () => undefined } = options;
    this.#redis = redis;
    this.#ttlMs = ttlMs;
    this.#leaseMs = leaseMs;
    this.#heldMs = Math.max(ttlMs, 2 * leaseMs);
    this.#log = log;
    this.#strictness = isStrict ? 'strict' : 'lenient';
    const heldMs = this.#heldMs;
    this.#loss = new RecordLoss({ redis, log, heldMs, onLost, ...(graceMs !== undefined && { graceMs }) });
  }

  async claim(name: string, { token, fingerprint }: Claimant): Promise<Claim> {
    const session = await this.#loss.session();
    const { args: counting, acknowledge } = this.#loss.next();
    const args = [token, fingerprint, `${this.#leaseMs}`, `${this.#heldMs}`, this.#strictness, ...counting];
    const answer = await this.#redis.evaluate(CLAIM, this.#keysOf(name), args, { session });
    const { isTaken, before, doubt, isLost } = toReply(answer);
    if (isTaken) acknowledge();
    if (isLost) this.#loss.noteLoss();
    if (isTaken && this.#isDoubted(doubt)) throw new RedisUnavailableError(doubt);
    if (isTaken) this.#keepAlive(name, token);
    return { isTaken, before };
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
    const session = await this.#loss.session();
    const args = [this.#loss.acknowledged];
    const answer = await this.#redis.evaluate(READ, this.#keysOf(name), args, { session });
    const { before: stored, doubt } = toReply(answer);
    const isSure = stored && (stored.phase === 'SENT' || stored.isHeld || isFinal(stored.phase));
    if (isSure) return stored;
    if (doubt === 'RECORDS_LOST' || this.#isDoubted(doubt)) throw new RedisUnavailableError(doubt);
    // While Redis takes no writes, replicas may have done some that it has not been told of.
    if (!stored && !this.#redis.isReady) throw new RedisUnavailableError('NOT_WRITABLE');
    return stored;
  }

  restore(records: Iterable<EndedWrite>): void {
    for (const { name, token, record, remainingMs } of records) {
      // A refused one may have been corrected elsewhere.
      if (!isFinal(record.phase)) continue;
      this.#lostRecords.add(name, () => this.#tell(name, token, record, 'late', remainingMs));
    }
  }

  async close(timeoutMs: number): Promise<void> {
    for (const heartbeat of this.#heartbeats.values()) clearInterval(heartbeat);
    this.#heartbeats.clear();
    this.#loss.close();
    const count = await this.#untold.flush(timeoutMs);
    if (count > 0) this.#logDropped(count);
  }

  /** @param restore for a record that Redis has lost */
  #keepAlive(name: string, token: string, restore?: () => Promise<unknown>): void {
    const renew = async () => {
      const args = [token, `${this.#leaseMs}`, `${this.#heldMs}`];
      const isKnown = await this.#redis.evaluate(RENEW, this.#keysOf(name), args);
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
    ttlMs = this.#ttlMs,
  ): Promise<boolean> {
    const { phase, fingerprint, body } = change;
    const isOver = isEnd(phase);
    const state = isForgotten(change) ? 'forgotten' : isOver ? 'ended' : 'held';
    const args = [token, phase, fingerprint, body, `${isOver ? Math.ceil(ttlMs) : this.#heldMs}`, state];
    const { args: counting, acknowledge } = this.#loss.next();
    const conditions = [timing, `${this.#leaseMs}`, ...counting];
    const answer = await this.#redis.evaluate(WRITE, this.#keysOf(name), [...args, ...conditions]);
    const isWritten = answer !== 0;
    if (isWritten) acknowledge();
    if (answer === 2) this.#loss.noteLoss();
    return isWritten;
  }

  /** Whether a key without a record is not to be taken for one that was never used. */
  #isDoubted(doubt: Doubt): boolean {
    return doubt !== 'NONE' && this.#strictness === 'strict';
  }

  #keysOf(name: string): string[] {
    return [...keysOf(name), ...this.#loss.keys];
  }

  #logDropped(count: number): void {
    this.#log?.warn(
      { event: 'idempotency-records-dropped', count },
      'Redis could not be told of writes with an idempotency key: other replicas do not know their outcome',
    );
  }
}

/** Nobody changes it any more. */
function isFinal(phase: WritePhase): boolean {
  return phase === 'SUCCEEDED' || phase === 'UNKNOWN';
}

import { PendingWrites } from '../../redis/pending-writes.ts';
import type { ConnectionLog, RedisConnection } from '../../redis/redis.ts';
import { RedisUnavailableError } from '../../redis/redis-unavailable-error.ts';
import { Heartbeats } from './heartbeats.ts';
import type { IdempotencyObserver } from './idempotency-observer.ts';
import { CLAIM, keysOf, READ, RENEW, toReply, WRITE } from './idempotency-scripts.ts';
import {
  type Claim,
  type Claimant,
  claimedRecord,
  type EndedWrite,
  type IdempotencyStore,
  isEnd,
  isFinal,
  isForgotten,
  type StoredWrite,
  type WriteChange,
} from './idempotency-store.ts';
import { PHASE_LETTERS, toBytes } from './packed-record.ts';
import { type Doubt, RecordLoss } from './record-loss.ts';

export interface RedisStoreOptions {
  readonly redis: RedisConnection;
  readonly ttlMs: number;
  /** A claimant without a heartbeat for this long is considered dead. */
  readonly leaseMs: number;
  readonly log?: ConnectionLog;
  /** Reject a key if its record may have been lost. */
  readonly isStrict?: boolean;
  readonly graceMs?: number;
  /** Called when Redis has lost records of this replica, which may then `restore` them. */
  readonly onLost?: () => void;
  readonly observer?: IdempotencyObserver | undefined;
}

/**
 * Stores the records of all replicas. Each record has a lease, which expires when its claimant dies.
 *
 * All methods throw RedisUnavailableError. A final phase that could not be written is retried until it can be.
 */
export class RedisIdempotencyStore implements IdempotencyStore {
  readonly #redis: RedisConnection;
  readonly #ttlMs: number;
  readonly #leaseMs: number;
  /** Lifetime of records of writes in flight, which must not expire early. */
  readonly #heldMs: number;
  readonly #log: ConnectionLog | undefined;
  readonly #observer: IdempotencyObserver | undefined;
  readonly #heartbeats: Heartbeats;
  readonly #strictness: 'strict' | 'lenient';
  readonly #loss: RecordLoss;
  readonly #lostRecords = new PendingWrites();
  readonly #pending = new PendingWrites(() => this.#logDropped(1));

  constructor(options: RedisStoreOptions) {
    const { redis, ttlMs, leaseMs, log, isStrict = false, graceMs, observer } = options;
    this.#redis = redis;
    this.#ttlMs = ttlMs;
    this.#leaseMs = leaseMs;
    this.#heartbeats = new Heartbeats(leaseMs / 3);
    this.#heldMs = Math.max(ttlMs, 2 * leaseMs);
    this.#log = log;
    this.#observer = observer;
    this.#strictness = isStrict ? 'strict' : 'lenient';
    const heldMs = this.#heldMs;
    const onLost = () => {
      observer?.recordsLost();
      options.onLost?.();
    };
    this.#loss = new RecordLoss({ redis, log, heldMs, onLost, ...(graceMs !== undefined && { graceMs }) });
  }

  async claim(name: string, claimant: Claimant): Promise<Claim> {
    const { token, fingerprint, sentBody } = claimant;
    const session = await this.#loss.session();
    const { args: counting, settle } = this.#loss.next();
    const lifetimes = [`${this.#leaseMs}`, `${this.#heldMs}`];
    const args = [toBytes(token), toBytes(fingerprint), ...lifetimes, this.#strictness, ...counting];
    if (sentBody !== undefined) args.push(toBytes(sentBody));
    const options = { session, repliesInBytes: true };
    const response = await this.#redis.evaluate(CLAIM, this.#keysOf(name), args, options);
    const { isTaken, before, doubt, isLost } = toReply(response);
    if (isTaken) settle(isLost);
    if (isTaken && this.#isDoubted(doubt)) throw new RedisUnavailableError(doubt);
    if (isTaken) this.#hold(name, token, claimedRecord(claimant, before));
    return { isTaken, before };
  }

  async write(name: string, token: string, change: WriteChange): Promise<boolean> {
    if (!isEnd(change.phase)) {
      const isWritten = await this.#put(name, token, change, 'in time');
      if (isWritten) this.#hold(name, token, change);
      return isWritten;
    }
    this.#heartbeats.stop(token);
    // If nothing was done, only the replica's own claim is released, which may not have arrived yet.
    const timing = change.phase === 'OPEN' ? 'in time' : 'late';
    const putEnd = () => this.#put(name, token, change, timing);
    if (this.#pending.has(name)) {
      // Written out of order, an earlier attempt would replace this one.
      this.#pending.add(name, putEnd);
      return true;
    }
    try {
      return await putEnd();
    } catch (error) {
      this.#pending.add(name, putEnd);
      throw error;
    }
  }

  async read(name: string): Promise<StoredWrite | undefined> {
    const session = await this.#loss.session();
    const args = [this.#loss.acknowledged];
    const options = { session, repliesInBytes: true };
    const response = await this.#redis.evaluate(READ, this.#keysOf(name), args, options);
    const { before: stored, doubt } = toReply(response);
    const isSure = stored && (stored.phase === 'SENT' || stored.isHeld || isFinal(stored.phase));
    if (isSure) return stored;
    if (doubt === 'RECORDS_LOST' || this.#isDoubted(doubt)) throw new RedisUnavailableError(doubt);
    // While Redis rejects writes, replicas may have made some that it does not know.
    if (!stored && !this.#redis.isReady) throw new RedisUnavailableError('NOT_WRITABLE');
    return stored;
  }

  /** Writes the records back as soon as Redis is available. */
  restore(records: Iterable<EndedWrite>): void {
    for (const { name, token, record, remainingMs } of records) {
      // A refused write may have been corrected on another replica.
      if (!isFinal(record.phase)) continue;
      this.#lostRecords.add(name, () => this.#put(name, token, record, 'late', remainingMs));
    }
  }

  /** Retries pending writes for at most this long, and logs those that are lost. Call it when no write is in flight. */
  async close(timeoutMs: number): Promise<void> {
    this.#heartbeats.stopAll();
    this.#loss.close();
    const count = await this.#pending.flush(timeoutMs);
    if (count > 0) this.#logDropped(count);
  }

  /** Keeps the record until it ends. If Redis has lost it after the write was sent, it is written again. */
  #hold(name: string, token: string, record: WriteChange): void {
    const renew = async () => {
      const args = [toBytes(token), `${this.#leaseMs}`, `${this.#heldMs}`];
      const isKnown = await this.#redis.evaluate(RENEW, this.#keysOf(name), args);
      // The write may have ended in the meantime.
      if (isKnown !== 0 || record.phase !== 'SENT' || !this.#heartbeats.has(token)) return;
      await this.#put(name, token, record, 'late');
    };
    this.#heartbeats.start(token, renew);
  }

  async #put(
    name: string,
    token: string,
    change: WriteChange,
    timing: 'in time' | 'late',
    ttlMs = this.#ttlMs,
  ): Promise<boolean> {
    const { phase, fingerprint, body } = change;
    const isOver = isEnd(phase);
    const state = isForgotten(change) ? 'forgotten' : isOver ? 'ended' : 'held';
    const record = [toBytes(token), PHASE_LETTERS[phase], toBytes(fingerprint), toBytes(body)];
    const args = [...record, `${isOver ? Math.ceil(ttlMs) : this.#heldMs}`, state];
    const { args: counting, settle } = this.#loss.next();
    const conditions = [timing, `${this.#leaseMs}`, ...counting];
    const reply = await this.#redis.evaluate(WRITE, this.#keysOf(name), [...args, ...conditions]);
    const isWritten = reply !== 0;
    if (isWritten) settle(reply === 2);
    return isWritten;
  }

  /** True if a key without a record may have been used. */
  #isDoubted(doubt: Doubt): boolean {
    return doubt !== 'NONE' && this.#strictness === 'strict';
  }

  #keysOf(name: string): string[] {
    return [...keysOf(name), ...this.#loss.keys];
  }

  #logDropped(count: number): void {
    this.#observer?.recordsDropped(count);
    this.#log?.warn(
      { event: 'idempotency-records-dropped', count },
      'Records of writes with an idempotency key could not be written to Redis: other replicas do not know the outcome',
    );
  }
}

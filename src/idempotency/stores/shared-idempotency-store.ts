import type { ConnectionLog } from '../../redis/redis.ts';
import { RedisUnavailableError } from '../../redis/redis-unavailable-error.ts';
import type { IdempotencyObserver } from './idempotency-observer.ts';
import {
  type Claim,
  type Claimant,
  claimedRecord,
  type IdempotencyStore,
  isEnd,
  isFinal,
  type StoredWrite,
  type WriteChange,
} from './idempotency-store.ts';
import type { MemoryIdempotencyStore } from './memory-idempotency-store.ts';

export interface SharedStoreOptions {
  /** Records of all replicas; may be unavailable. */
  readonly shared: IdempotencyStore;
  /** Records of this process. */
  readonly local: MemoryIdempotencyStore;
  readonly log: ConnectionLog;
  /** `allow`: without Redis, a key is unique within this process only. `refuse`: claiming it throws. */
  readonly withoutRedis: 'allow' | 'refuse';
  readonly observer?: IdempotencyObserver | undefined;
}

const DEGRADED = {
  allow: 'Idempotency keys are unique within each replica only, until Redis is available again',
  refuse: 'Writes with an idempotency key are rejected until Redis is available again',
} as const;

type Reached<Value> = { readonly value: Value } | { readonly error: RedisUnavailableError };

/**
 * Combines the records of all replicas with those of this process, which remain available without Redis. Depending on
 * `withoutRedis`, writes then go on within this process or are rejected. Redis receives their records when it is back.
 */
export class SharedIdempotencyStore implements IdempotencyStore {
  readonly #shared: IdempotencyStore;
  readonly #local: MemoryIdempotencyStore;
  readonly #log: ConnectionLog;
  readonly #withoutRedis: 'allow' | 'refuse';
  readonly #observer: IdempotencyObserver | undefined;
  /** By token. `mayBeShared`: Redis may have executed the claim although its reply was lost. */
  readonly #localClaims = new Map<string, { readonly mayBeShared: boolean }>();
  #isDegraded: boolean = false;

  constructor({ shared, local, log, withoutRedis, observer }: SharedStoreOptions) {
    this.#shared = shared;
    this.#local = local;
    this.#log = log;
    this.#withoutRedis = withoutRedis;
    this.#observer = observer;
  }

  async claim(name: string, claimant: Claimant): Promise<Claim> {
    const known = await this.#findFinal(name);
    if (known) return { isTaken: false, before: known };
    const claim = await this.#reach(() => this.#shared.claim(name, claimant));
    if ('error' in claim) return this.#claimLocally(name, claimant, claim.error);
    const { isTaken, before } = claim.value;
    if (isTaken) {
      // Only a claim proves that Redis accepts writes: a full Redis still reads.
      this.#isDegraded = false;
      this.#local.put(name, claimant.token, claimedRecord(claimant, before));
      this.#observer?.recordClaimed('shared');
    }
    return claim.value;
  }

  async write(name: string, token: string, change: WriteChange): Promise<boolean> {
    const localClaim = this.#localClaims.get(token);
    if (localClaim) return this.#writeLocally(name, token, change, localClaim);
    const written = await this.#reach(() => this.#shared.write(name, token, change));
    const isKnown = 'value' in written ? written.value : change.phase !== 'SENT';
    if (change.phase === 'SENT' && !isKnown) {
      if ('error' in written && this.#withoutRedis === 'refuse') throw written.error;
      // Another replica would consider the write abandoned and send it again.
      return false;
    }
    await this.#local.write(name, token, change);
    return isKnown;
  }

  async read(name: string): Promise<StoredWrite | undefined> {
    const known = await this.#findFinal(name);
    if (known) return known;
    const found = await this.#reach(() => this.#shared.read(name));
    const here = await this.#local.read(name);
    if ('value' in found) return found.value ?? here;
    // Only writes in flight on this replica are certain. Another replica may have made or ended any other write.
    if (here && !isEnd(here.phase)) return here;
    throw found.error;
  }

  async #claimLocally(name: string, claimant: Claimant, error: RedisUnavailableError): Promise<Claim> {
    if (this.#withoutRedis === 'refuse') {
      if (error.mayHaveRun) void this.#release(name, claimant);
      this.#observer?.recordClaimed('refused');
      throw error;
    }
    const claim = await this.#local.claim(name, claimant);
    if (claim.isTaken) {
      this.#localClaims.set(claimant.token, { mayBeShared: error.mayHaveRun });
      this.#observer?.recordClaimed('degraded');
    }
    return claim;
  }

  /** Otherwise Redis could show a write as sent that was not sent. */
  async #release(name: string, { token, fingerprint }: Claimant): Promise<void> {
    await this.#reach(() => this.#shared.write(name, token, { phase: 'OPEN', fingerprint, body: '' }));
  }

  async #writeLocally(
    name: string,
    token: string,
    change: WriteChange,
    { mayBeShared }: { readonly mayBeShared: boolean },
  ): Promise<boolean> {
    const isWritten = await this.#local.write(name, token, change);
    if (change.phase === 'SENT') return isWritten;
    this.#localClaims.delete(token);
    // If nothing was done and Redis has no claim, there is nothing to write.
    if (change.phase !== 'OPEN' || mayBeShared) {
      await this.#reach(() => this.#shared.write(name, token, change));
    }
    return isWritten;
  }

  async #reach<Value>(command: () => Promise<Value>): Promise<Reached<Value>> {
    try {
      return { value: await command() };
    } catch (error) {
      if (!(error instanceof RedisUnavailableError)) throw error;
      // Redis is available, and the loss is logged elsewhere.
      if (error.reason === 'RECORDS_LOST') return { error };
      if (!this.#isDegraded) {
        const event = { event: 'idempotency-degraded', reason: error.reason };
        this.#log.warn(event, DEGRADED[this.#withoutRedis]);
      }
      this.#isDegraded = true;
      return { error };
    }
  }

  async #findFinal(name: string): Promise<StoredWrite | undefined> {
    const known = await this.#local.read(name);
    return known && isFinal(known.phase) ? known : undefined;
  }
}

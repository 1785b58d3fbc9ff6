import type { ConnectionLog } from '../../redis/redis.ts';
import { RedisUnavailableError } from '../../redis/redis-unavailable-error.ts';
import {
  type Claim,
  type Claimant,
  type IdempotencyStore,
  isEnd,
  type StoredWrite,
  type WriteChange,
} from './idempotency-store.ts';
import type { MemoryIdempotencyStore } from './memory-idempotency-store.ts';

export interface SharedStoreOptions {
  /** Of all replicas; may be out of reach. */
  readonly shared: IdempotencyStore;
  /** Of this process. */
  readonly local: MemoryIdempotencyStore;
  readonly log: ConnectionLog;
  /** `allow`: a key then holds within this process. `refuse`: claiming it throws. */
  readonly withoutRedis: 'allow' | 'refuse';
}

const DEGRADED = {
  allow: 'Idempotency keys hold within each replica only, until Redis is back',
  refuse: 'Writes with an idempotency key are refused, until Redis is back',
} as const;

type Reached<Value> = { readonly value: Value } | { readonly error: RedisUnavailableError };

/**
 * Records of all replicas while Redis can be reached, and those of this process all the time. Without Redis, a key holds
 * for what this process did itself, or new claims are refused; the others are told when Redis is back.
 */
export function createSharedIdempotencyStore(options: SharedStoreOptions): IdempotencyStore {
  return new SharedIdempotencyStore(options);
}

class SharedIdempotencyStore implements IdempotencyStore {
  readonly #shared: IdempotencyStore;
  readonly #local: MemoryIdempotencyStore;
  readonly #log: ConnectionLog;
  readonly #withoutRedis: 'allow' | 'refuse';
  /** By token: whether Redis may know of the claim all the same. */
  readonly #claimedHereAlone = new Map<string, { readonly mayBeShared: boolean }>();
  #isDegraded: boolean = false;

  constructor({ shared, local, log, withoutRedis }: SharedStoreOptions) {
    this.#shared = shared;
    this.#local = local;
    this.#log = log;
    this.#withoutRedis = withoutRedis;
  }

  async claim(name: string, claimant: Claimant): Promise<Claim> {
    const known = await this.#ownEnd(name);
    if (known) return { isTaken: false, before: known };
    const { token, fingerprint } = claimant;
    const claim = await this.#reach(() => this.#shared.claim(name, claimant));
    if ('error' in claim) return this.#claimAlone(name, claimant, claim.error);
    const { isTaken, before } = claim.value;
    if (isTaken) {
      // What only reads, a full Redis still does.
      this.#isDegraded = false;
      const body = before?.body ?? '';
      this.#local.put(name, token, { phase: 'CLAIMED', isHeld: true, fingerprint, body });
    }
    return claim.value;
  }

  async write(name: string, token: string, change: WriteChange): Promise<boolean> {
    const alone = this.#claimedHereAlone.get(token);
    if (alone) return this.#writeAlone(name, token, change, alone);
    const written = await this.#reach(() => this.#shared.write(name, token, change));
    const isKnown = 'value' in written ? written.value : change.phase !== 'SENT';
    if (change.phase === 'SENT' && !isKnown) {
      if ('error' in written && this.#withoutRedis === 'refuse') throw written.error;
      // What replicas do not know to be on its way, one of them may take for abandoned, and send it again.
      return false;
    }
    await this.#local.write(name, token, change);
    return isKnown;
  }

  async read(name: string): Promise<StoredWrite | undefined> {
    const known = await this.#ownEnd(name);
    if (known) return known;
    const found = await this.#reach(() => this.#shared.read(name));
    const here = await this.#local.read(name);
    if ('value' in found) return found.value ?? here;
    // What is under way here is known here. Any other record may be missing here, or have another end by now.
    if (here && !isEnd(here.phase)) return here;
    throw found.error;
  }

  async #claimAlone(name: string, claimant: Claimant, error: RedisUnavailableError): Promise<Claim> {
    if (this.#withoutRedis === 'refuse') throw error;
    const claim = await this.#local.claim(name, claimant);
    if (claim.isTaken) this.#claimedHereAlone.set(claimant.token, { mayBeShared: error.mayHaveRun });
    return claim;
  }

  async #writeAlone(
    name: string,
    token: string,
    change: WriteChange,
    { mayBeShared }: { readonly mayBeShared: boolean },
  ): Promise<boolean> {
    const isWritten = await this.#local.write(name, token, change);
    if (change.phase === 'SENT') return isWritten;
    this.#claimedHereAlone.delete(token);
    // Where nothing was done, and Redis knows of no claim, there is nothing to tell it.
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
      // A loss has a line of its own, and Redis works.
      if (error.reason === 'RECORDS_LOST') return { error };
      if (!this.#isDegraded) {
        const event = { event: 'idempotency-degraded', reason: error.reason };
        this.#log.warn(event, DEGRADED[this.#withoutRedis]);
      }
      this.#isDegraded = true;
      return { error };
    }
  }

  async #ownEnd(name: string): Promise<StoredWrite | undefined> {
    const known = await this.#local.read(name);
    // Nobody changes these any more.
    return known?.phase === 'SUCCEEDED' || known?.phase === 'UNKNOWN' ? known : undefined;
  }
}

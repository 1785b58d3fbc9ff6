import { setTimeout as delay } from 'node:timers/promises';
import { GatewayError } from '../../../errors.ts';
import type { ConnectionLog } from '../../../redis/redis.ts';
import { LOCK_TTL_MS, type RedisLock } from '../../../redis/redis-lock.ts';
import { RedisUnavailableError, reasonOf } from '../../../redis/redis-unavailable-error.ts';
import type { SharedTokenStore } from './shared-token-store.ts';
import {
  createTokenProvider,
  isDueForRenewal,
  type TokenProvider,
  type TokenProviderOptions,
} from './token-provider.ts';
import type { TokenRenewal } from './token-renewal.ts';
import type { TokenPair } from './tokens.ts';

const FIRST_POLL_MS = 50;
const MAX_POLL_MS = 400;
const MAX_REFUSED = 8;
/** Of a token's end that another replica measured. */
const MEASURING_ERROR_MS = 1_000;

interface SharedTokenProviderOptions extends TokenProviderOptions {
  readonly store: SharedTokenStore;
  readonly log: ConnectionLog;
  /** How long a renewal may take at another replica. One that died is waited for as long as its lock lasts. */
  readonly renewalTimeoutMs: number;
  /** Is told of each pair that another replica renewed. */
  readonly onTaken: (pair: TokenPair) => void;
}

/**
 * A token provider whose replicas share one token: whoever finds it due renews it under a lock, the others take what it
 * stored. Whatever Redis does, there is a token: without it, each process renews its own.
 */
export function createSharedTokenProvider(options: SharedTokenProviderOptions): TokenProvider {
  const { now = () => performance.now(), random = Math.random } = options;
  const shared = new SharedRenewal({ ...options, now, random });
  const own = createTokenProvider({ renew: (held) => shared.renew(held), now, random });
  return {
    get: (remainingMs) => own.get(remainingMs),
    confirm: () => own.confirm(),
    drop(refused) {
      shared.drop(refused);
      own.drop(refused);
    },
    giveUp(refused) {
      shared.drop(refused);
      own.giveUp(refused);
    },
  };
}

class SharedRenewal {
  readonly #store: SharedTokenStore;
  readonly #renewAlone: TokenRenewal;
  readonly #log: ConnectionLog;
  readonly #renewalTimeoutMs: number;
  readonly #onTaken: (pair: TokenPair) => void;
  readonly #now: () => number;
  readonly #random: () => number;
  #current: TokenPair | undefined;
  /** By a 401, the latest few: they may still lie in Redis, if it was away when they should have been removed. */
  readonly #refused = new Set<string>();
  /** What ends before is older than what was refused last, and so refused as well. */
  #newestRefusedEndMs = Number.NEGATIVE_INFINITY;
  #isUnsharedReported: boolean = false;
  #isOtherKeyReported: boolean = false;

  constructor(options: Required<SharedTokenProviderOptions>) {
    const { store, renew, log, renewalTimeoutMs, onTaken, now, random } = options;
    this.#store = store;
    this.#renewAlone = renew;
    this.#log = log;
    this.#renewalTimeoutMs = renewalTimeoutMs;
    this.#onTaken = onTaken;
    this.#now = now;
    this.#random = random;
  }

  async renew(held: TokenPair | undefined): Promise<TokenPair> {
    this.#current = await this.#sharedOrOwn(held);
    this.#newestRefusedEndMs = Number.NEGATIVE_INFINITY;
    return this.#current;
  }

  /** A replica that starts now must not be handed it. Those that hold it will see for themselves. */
  drop(refused: string): void {
    if (this.#refused.has(refused)) return;
    const [oldest = ''] = this.#refused.size === MAX_REFUSED ? this.#refused : [];
    this.#refused.delete(oldest);
    this.#refused.add(refused);
    if (this.#current?.access.token === refused) this.#newestRefusedEndMs = this.#current.access.expiresAtMs;
    this.#removeRefused().catch((error: unknown) => this.#reportUnshared(error));
  }

  async #sharedOrOwn(held: TokenPair | undefined): Promise<TokenPair> {
    try {
      return await this.#renewShared(held);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      this.#reportUnshared(error);
    }
    return this.#renewAlone(held);
  }

  async #removeRefused(): Promise<void> {
    const { pair, sealed } = await this.#store.read();
    if (sealed !== undefined && pair && this.#isRefused(pair)) await this.#store.remove(sealed);
  }

  #isRefused({ access }: TokenPair): boolean {
    return (
      this.#refused.has(access.token) || access.expiresAtMs < this.#newestRefusedEndMs - MEASURING_ERROR_MS
    );
  }

  /** @throws {RedisUnavailableError} also if the replica that renews takes too long */
  async #renewShared(held: TokenPair | undefined): Promise<TokenPair> {
    const deadlineMs = this.#now() + this.#renewalTimeoutMs + LOCK_TTL_MS + MAX_POLL_MS;
    for (let polls = 0; ; polls += 1) {
      const stored = await this.#read();
      if (this.#isBetter(stored, held)) return this.#taken(stored);
      const lock = await this.#store.lock();
      if (lock) return this.#renewLocked(lock, held);
      if (this.#now() >= deadlineMs) throw new RedisUnavailableError('LOCKED');
      await delay(Math.min(MAX_POLL_MS, FIRST_POLL_MS * 2 ** polls) * (0.5 + this.#random() / 2));
    }
  }

  async #renewLocked(lock: RedisLock, held: TokenPair | undefined): Promise<TokenPair> {
    try {
      // Another replica may have renewed it between our look and the lock.
      const stored = await this.#read();
      if (this.#isBetter(stored, held)) return this.#taken(stored);
      return await this.#share(await this.#renewAlone(this.#newest(stored, held)), lock);
    } finally {
      await lock.release();
    }
  }

  /** A token that was had is used, whether or not it can be shared. */
  async #share(renewed: TokenPair, lock: RedisLock): Promise<TokenPair> {
    try {
      if (await this.#store.write(renewed, lock)) return this.#shared(renewed);
      // The lock lapsed, as when the process was stopped for a while: another may have renewed meanwhile.
      const stored = await this.#read();
      return this.#isBetter(stored, undefined) ? this.#taken(stored) : renewed;
    } catch (error) {
      this.#reportUnshared(error);
      return renewed;
    }
  }

  async #read(): Promise<TokenPair | undefined> {
    const { pair, sealed, hasOtherKey } = await this.#store.read();
    if (sealed !== undefined && !pair) this.#reportUnshared(new RedisUnavailableError('UNREADABLE'));
    if (hasOtherKey) this.#reportOtherKey();
    return pair;
  }

  #isBetter(stored: TokenPair | undefined, held: TokenPair | undefined): stored is TokenPair {
    if (!stored || this.#isRefused(stored)) return false;
    if (isDueForRenewal(stored.access, this.#now())) return false;
    return !held || (stored.access.token !== held.access.token && endsLater(stored, held));
  }

  /** What is renewed: its refresh token is the one that still lives. */
  #newest(stored: TokenPair | undefined, held: TokenPair | undefined): TokenPair | undefined {
    if (!stored || this.#isRefused(stored)) return held;
    return held && !endsLater(stored, held) ? held : stored;
  }

  #taken(pair: TokenPair): TokenPair {
    this.#onTaken(pair);
    return this.#shared(pair);
  }

  #shared(pair: TokenPair): TokenPair {
    this.#isUnsharedReported = false;
    return pair;
  }

  #reportUnshared(error: unknown): void {
    if (this.#isUnsharedReported) return;
    this.#isUnsharedReported = true;
    this.#log.warn(
      { event: 'token-not-shared', reason: reasonOf(error) },
      'The access token is not shared for now: this process renews its own',
    );
  }

  #reportOtherKey(): void {
    if (this.#isOtherKeyReported) return;
    this.#isOtherKeyReported = true;
    this.#log.warn(
      { event: 'other-shared-state-key' },
      'Another replica has another SHARED_STATE_KEY: only replicas with the same key share a token',
    );
  }
}

function endsLater(one: TokenPair, other: TokenPair): boolean {
  return one.access.expiresAtMs > other.access.expiresAtMs;
}

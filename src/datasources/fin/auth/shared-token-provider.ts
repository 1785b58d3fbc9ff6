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
const MAX_REJECTED = 8;
/** Tolerance for expiry times that another replica measured. */
const EXPIRY_TOLERANCE_MS = 1_000;

interface SharedTokenProviderOptions extends TokenProviderOptions {
  readonly store: SharedTokenStore;
  readonly log: ConnectionLog;
  /** How long another replica's renewal may take. If that replica dies, its lock expires. */
  readonly renewalTimeoutMs: number;
  /** Called with each pair that another replica renewed. */
  readonly onTaken: (pair: TokenPair) => void;
}

/**
 * Creates a token provider that shares one token with other replicas: one replica renews it under a lock, and the others
 * use the stored result. While Redis is unavailable, each process renews a token of its own.
 */
export function createSharedTokenProvider(options: SharedTokenProviderOptions): TokenProvider {
  const { waitStarted, now = () => performance.now(), random = Math.random } = options;
  const shared = new SharedRenewal({ ...options, now, random });
  const own = createTokenProvider({ renew: (held) => shared.renew(held), waitStarted, now, random });
  return {
    get: (remainingMs) => own.get(remainingMs),
    confirm: () => own.confirm(),
    drop(rejectedToken) {
      shared.drop(rejectedToken);
      own.drop(rejectedToken);
    },
    giveUp(rejectedToken) {
      shared.drop(rejectedToken);
      own.giveUp(rejectedToken);
    },
  };
}

type SharedRenewalOptions = Required<Omit<SharedTokenProviderOptions, 'waitStarted'>>;

class SharedRenewal {
  readonly #store: SharedTokenStore;
  readonly #renewAlone: TokenRenewal;
  readonly #log: ConnectionLog;
  readonly #renewalTimeoutMs: number;
  readonly #onTaken: (pair: TokenPair) => void;
  readonly #now: () => number;
  readonly #random: () => number;
  #current: TokenPair | undefined;
  /** The latest tokens that got a 401. They may still be in Redis if it was unavailable when they should be removed. */
  readonly #rejected = new Set<string>();
  /** Tokens that expire before this are older than the last rejected one, so they count as rejected too. */
  #lastRejectedExpiryMs = Number.NEGATIVE_INFINITY;
  #isUnsharedReported: boolean = false;
  #isOtherKeyReported: boolean = false;

  constructor(options: SharedRenewalOptions) {
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
    this.#current = await this.#renewSharedOrAlone(held);
    this.#lastRejectedExpiryMs = Number.NEGATIVE_INFINITY;
    return this.#current;
  }

  /** Removes the token from Redis, so that starting replicas do not use it. Running ones will get a 401 themselves. */
  drop(rejectedToken: string): void {
    if (this.#rejected.has(rejectedToken)) return;
    const [oldest = ''] = this.#rejected.size === MAX_REJECTED ? this.#rejected : [];
    this.#rejected.delete(oldest);
    this.#rejected.add(rejectedToken);
    if (this.#current?.access.token === rejectedToken)
      this.#lastRejectedExpiryMs = this.#current.access.expiresAtMs;
    this.#removeRejected().catch((error: unknown) => this.#reportUnshared(error));
  }

  async #renewSharedOrAlone(held: TokenPair | undefined): Promise<TokenPair> {
    try {
      return await this.#renewShared(held);
    } catch (error) {
      if (error instanceof GatewayError) throw error;
      this.#reportUnshared(error);
    }
    return this.#renewAlone(held);
  }

  async #removeRejected(): Promise<void> {
    const { pair, sealed } = await this.#store.read();
    if (sealed !== undefined && pair && this.#isRejected(pair)) await this.#store.remove(sealed);
  }

  #isRejected({ access }: TokenPair): boolean {
    return (
      this.#rejected.has(access.token) ||
      access.expiresAtMs < this.#lastRejectedExpiryMs - EXPIRY_TOLERANCE_MS
    );
  }

  /** @throws {RedisUnavailableError} also if the renewing replica takes too long */
  async #renewShared(held: TokenPair | undefined): Promise<TokenPair> {
    const deadlineMs = this.#now() + this.#renewalTimeoutMs + LOCK_TTL_MS + MAX_POLL_MS;
    for (let polls = 0; ; polls += 1) {
      const stored = await this.#read();
      if (this.#isBetter(stored, held)) return this.#useShared(stored);
      const lock = await this.#store.lock();
      if (lock) return this.#renewLocked(lock, held);
      if (this.#now() >= deadlineMs) throw new RedisUnavailableError('LOCKED');
      await delay(Math.min(MAX_POLL_MS, FIRST_POLL_MS * 2 ** polls) * (0.5 + this.#random() / 2));
    }
  }

  async #renewLocked(lock: RedisLock, held: TokenPair | undefined): Promise<TokenPair> {
    try {
      // Another replica may have renewed it before we got the lock.
      const stored = await this.#read();
      if (this.#isBetter(stored, held)) return this.#useShared(stored);
      return await this.#share(await this.#renewAlone(this.#newest(stored, held)), lock);
    } finally {
      await lock.release();
    }
  }

  /** Returns a usable token even if it cannot be stored. */
  async #share(renewed: TokenPair, lock: RedisLock): Promise<TokenPair> {
    try {
      if (await this.#store.write(renewed, lock)) return this.#markShared(renewed);
      // The lock expired, for example while the process was suspended, so another replica may have renewed the token.
      const stored = await this.#read();
      return this.#isBetter(stored, undefined) ? this.#useShared(stored) : renewed;
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
    if (!stored || this.#isRejected(stored)) return false;
    if (isDueForRenewal(stored.access, this.#now())) return false;
    return !held || (stored.access.token !== held.access.token && expiresLater(stored, held));
  }

  /** Returns the pair whose refresh token is still valid. */
  #newest(stored: TokenPair | undefined, held: TokenPair | undefined): TokenPair | undefined {
    if (!stored || this.#isRejected(stored)) return held;
    return held && !expiresLater(stored, held) ? held : stored;
  }

  #useShared(pair: TokenPair): TokenPair {
    this.#onTaken(pair);
    return this.#markShared(pair);
  }

  #markShared(pair: TokenPair): TokenPair {
    this.#isUnsharedReported = false;
    return pair;
  }

  #reportUnshared(error: unknown): void {
    if (this.#isUnsharedReported) return;
    this.#isUnsharedReported = true;
    this.#log.warn(
      { event: 'token-not-shared', reason: reasonOf(error) },
      'The access token is not shared at the moment: this process renews its own',
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

function expiresLater(one: TokenPair, other: TokenPair): boolean {
  return one.access.expiresAtMs > other.access.expiresAtMs;
}

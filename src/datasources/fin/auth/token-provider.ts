import { ERROR_CODES } from '../../../error-codes.ts';
import { GatewayError } from '../../../errors.ts';
import { MIN_REMAINING_MS, type TokenRenewal } from './token-renewal.ts';
import type { ExpiringToken, TokenPair } from './tokens.ts';

/** Of a token's life; after it the token is renewed in the background. */
const RENEWAL_AGE = 0.8;
const FIRST_BACK_OFF_MS = 250;
const MAX_BACK_OFF_MS = 30_000;
/** The longest Retry-After that is obeyed. */
const MAX_ASKED_MS = 300_000;

export interface TokenProvider {
  /**
   * An access token with life left in it. Any number of callers share one request for it.
   *
   * @param remainingMs how long it must still be valid
   * @throws {GatewayError} as the token endpoint has it; at once while it is backing off after a failure
   */
  get(remainingMs?: number): Promise<string>;
  /** Drops this token, if it still is the one in use: Fin.com refused it. */
  drop(refused: string): void;
  /** A token was taken: whatever was refused before, the credentials are good. */
  confirm(): void;
  /** A token that was fetched because of a refusal was refused as well: stop asking for a while. */
  giveUp(refused: string): void;
}

export interface TokenProviderOptions {
  readonly renew: TokenRenewal;
  /** A clock that never jumps, in milliseconds. */
  readonly now?: () => number;
  readonly random?: () => number;
}

/** Whether a token has served for so long that it is renewed in the background. */
export function isDueForRenewal({ expiresAtMs, lifetimeMs }: ExpiringToken, nowMs: number): boolean {
  return nowMs >= expiresAtMs - lifetimeMs * (1 - RENEWAL_AGE);
}

export function createTokenProvider(options: TokenProviderOptions): TokenProvider {
  return new HeldToken(options);
}

class HeldToken implements TokenProvider {
  readonly #renewal: TokenRenewal;
  readonly #now: () => number;
  readonly #random: () => number;
  #held: TokenPair | undefined;
  #flight: Promise<TokenPair> | undefined;
  #failures = 0;
  #refusals = 0;
  #retryAtMs = Number.NEGATIVE_INFINITY;
  #lastFailure: GatewayError | undefined;

  constructor({ renew, now = () => performance.now(), random = Math.random }: TokenProviderOptions) {
    this.#renewal = renew;
    this.#now = now;
    this.#random = random;
  }

  async get(remainingMs = MIN_REMAINING_MS): Promise<string> {
    const now = this.#now();
    const held = this.#held;
    if (!held || held.access.expiresAtMs - now < Math.min(remainingMs, held.access.lifetimeMs / 2)) {
      return this.#renewed(held);
    }
    if (isDueForRenewal(held.access, now)) this.#renewInBackground();
    return held.access.token;
  }

  drop(refused: string): void {
    if (this.#held?.access.token === refused) this.#held = undefined;
  }

  confirm(): void {
    this.#refusals = 0;
  }

  giveUp(refused: string): void {
    if (this.#held?.access.token !== refused) return;
    this.#held = undefined;
    // Each time longer, although tokens can be had: none of them is any good.
    this.#failures = this.#refusals;
    this.#refusals += 1;
    this.#backOff(
      new GatewayError('UPSTREAM_AUTHENTICATION_FAILED', { upstream: { operation: 'issueToken' } }),
    );
  }

  /** @param held what serves to its very end if no other can be had */
  async #renewed(held: TokenPair | undefined): Promise<string> {
    try {
      return (await this.#renew()).access.token;
    } catch (error) {
      if (held && held === this.#held && held.access.expiresAtMs > this.#now()) return held.access.token;
      throw error;
    }
  }

  #renewInBackground(): void {
    // It has served for most of its life, so the credentials are good.
    this.#refusals = 0;
    // A failure is remembered by the back-off; the token in hand still serves.
    this.#renew().catch(() => undefined);
  }

  #renew(): Promise<TokenPair> {
    if (this.#flight !== undefined) return this.#flight;
    const waitMs = this.#retryAtMs - this.#now();
    if (waitMs > 0 && this.#lastFailure) return Promise.reject(postponed(this.#lastFailure, waitMs));
    this.#flight = this.#fetch().finally(() => {
      this.#flight = undefined;
    });
    return this.#flight;
  }

  async #fetch(): Promise<TokenPair> {
    try {
      this.#held = await this.#renewal(this.#held);
      this.#failures = 0;
      return this.#held;
    } catch (error) {
      if (error instanceof GatewayError) this.#backOff(error);
      throw error;
    }
  }

  #backOff(failure: GatewayError): void {
    const ceilingMs = Math.min(MAX_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#lastFailure = failure;
    const askedMs = Math.min(MAX_ASKED_MS, 1_000 * (failure.details.retryAfterSeconds ?? 0));
    this.#retryAtMs = this.#now() + Math.max(askedMs, ceilingMs * (0.5 + this.#random() / 2));
  }
}

/** The same failure for a caller who came while no request is made. */
function postponed(failure: GatewayError, waitMs: number): GatewayError {
  const { retryable = ERROR_CODES[failure.code].retryable } = failure.details;
  const wait = retryable ? { retryAfterSeconds: Math.ceil(waitMs / 1000) } : {};
  return new GatewayError(failure.code, { ...failure.details, ...wait });
}

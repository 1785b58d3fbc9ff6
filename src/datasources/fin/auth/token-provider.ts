import { ERROR_CODES } from '../../../error-codes.ts';
import { GatewayError } from '../../../errors.ts';
import type { TokenObserver } from './token-observer.ts';
import { MIN_REMAINING_MS, type TokenRenewal } from './token-renewal.ts';
import type { ExpiringToken, TokenPair } from './tokens.ts';

/** The share of a token's lifetime after which it is renewed in the background. */
const RENEWAL_AGE = 0.8;
const FIRST_BACK_OFF_MS = 250;
const MAX_BACK_OFF_MS = 30_000;
/** The longest Retry-After that is honored when a token cannot be renewed. */
const MAX_RETRY_AFTER_MS = 300_000;

export interface TokenProvider {
  /**
   * Returns an access token that is still valid for a while. Concurrent callers share one request for it.
   *
   * @param remainingMs how long it must still be valid
   * @throws {GatewayError} the token endpoint's error; immediately while the provider backs off after a failure
   */
  get(remainingMs?: number): Promise<string>;
  /** Discards a token that Fin.com rejected, if it is still the current one. */
  drop(rejectedToken: string): void;
  /** Fin.com accepted a token, so the credentials are valid despite earlier rejections. */
  confirm(): void;
  /** A new token was rejected too: back off before requesting another. */
  giveUp(rejectedToken: string): void;
}

export interface TokenProviderOptions {
  readonly renew: TokenRenewal;
  readonly waitStarted?: TokenObserver['renewalWaitStarted'];
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
  readonly random?: () => number;
}

/** Whether a token is old enough to be renewed in the background. */
export function isDueForRenewal({ expiresAtMs, lifetimeMs }: ExpiringToken, nowMs: number): boolean {
  return nowMs >= expiresAtMs - lifetimeMs * (1 - RENEWAL_AGE);
}

export function createTokenProvider(options: TokenProviderOptions): TokenProvider {
  return new CachedTokenProvider(options);
}

class CachedTokenProvider implements TokenProvider {
  readonly #renewal: TokenRenewal;
  readonly #waitStarted: TokenObserver['renewalWaitStarted'];
  readonly #now: () => number;
  readonly #random: () => number;
  #held: TokenPair | undefined;
  #pendingRenewal: Promise<TokenPair> | undefined;
  #failures = 0;
  #rejections = 0;
  #retryAtMs = Number.NEGATIVE_INFINITY;
  #lastFailure: GatewayError | undefined;

  constructor({
    renew,
    waitStarted,
    now = () => performance.now(),
    random = Math.random,
  }: TokenProviderOptions) {
    this.#renewal = renew;
    this.#waitStarted = waitStarted;
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

  drop(rejectedToken: string): void {
    if (this.#held?.access.token === rejectedToken) this.#held = undefined;
  }

  confirm(): void {
    this.#rejections = 0;
  }

  giveUp(rejectedToken: string): void {
    if (this.#held?.access.token !== rejectedToken) return;
    this.#held = undefined;
    // Back off longer each time: tokens are issued, but none is accepted.
    this.#failures = this.#rejections;
    this.#rejections += 1;
    this.#backOff(
      new GatewayError('UPSTREAM_AUTHENTICATION_FAILED', { upstream: { operation: 'issueToken' } }),
    );
  }

  /** @param held is used until its expiry if the renewal fails */
  async #renewed(held: TokenPair | undefined): Promise<string> {
    const wait = this.#pendingRenewal && this.#waitStarted?.();
    try {
      const { access } = await this.#renew();
      wait?.end(true);
      return access.token;
    } catch (error) {
      wait?.end(false);
      if (held && held === this.#held && held.access.expiresAtMs > this.#now()) return held.access.token;
      throw error;
    }
  }

  #renewInBackground(): void {
    // The token was accepted for most of its lifetime, so the credentials are valid.
    this.#rejections = 0;
    // The back-off remembers a failure, and the current token is still valid.
    this.#renew().catch(() => undefined);
  }

  #renew(): Promise<TokenPair> {
    if (this.#pendingRenewal !== undefined) return this.#pendingRenewal;
    const waitMs = this.#retryAtMs - this.#now();
    if (waitMs > 0 && this.#lastFailure) return Promise.reject(withRetryAfter(this.#lastFailure, waitMs));
    this.#pendingRenewal = this.#fetch().finally(() => {
      this.#pendingRenewal = undefined;
    });
    return this.#pendingRenewal;
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
    const retryAfterMs = Math.min(MAX_RETRY_AFTER_MS, 1_000 * (failure.details.retryAfterSeconds ?? 0));
    this.#retryAtMs = this.#now() + Math.max(retryAfterMs, ceilingMs * (0.5 + this.#random() / 2));
  }
}

/** The last failure, for callers that arrive during the back-off. */
function withRetryAfter(failure: GatewayError, waitMs: number): GatewayError {
  const { retryable = ERROR_CODES[failure.code].retryable } = failure.details;
  const wait = retryable ? { retryAfterSeconds: Math.ceil(waitMs / 1000) } : {};
  return new GatewayError(failure.code, { ...failure.details, ...wait });
}

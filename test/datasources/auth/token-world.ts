import { createTokenProvider } from '../../../src/datasources/fin/auth/token-provider.ts';
import { createTokenRenewal } from '../../../src/datasources/fin/auth/token-renewal.ts';
import type { TokenEndpoint, TokenPair } from '../../../src/datasources/fin/auth/tokens.ts';
import type { ErrorCode } from '../../../src/error-codes.ts';
import { GatewayError } from '../../../src/errors.ts';

export const FOREVER_MS = 1_000_000_000;

interface Options {
  readonly lifetimeMs?: number;
  /** The lifetime of the refresh token; null for none. */
  readonly refreshLifetimeMs?: number | null;
  readonly random?: () => number;
}

/** An endpoint that counts its calls and answers when told to, a clock that is set by hand, and the provider. */
export class World implements TokenEndpoint {
  nowMs = 5_000_000;
  readonly calls: string[] = [];
  /** While set, calls fail with it. */
  failure: Error | undefined;
  /** While set, refreshing fails with it. */
  refreshFailure: Error | undefined;
  readonly provider;
  readonly #options: Options;
  #gate = Promise.withResolvers<void>();

  constructor(options: Options = {}) {
    this.#options = options;
    this.open();
    const { random = () => 1 } = options;
    const now = () => this.nowMs;
    this.provider = createTokenProvider({ renew: createTokenRenewal(this, now), now, random });
  }

  /** Lets calls be answered. */
  open(): void {
    this.#gate.resolve();
  }

  /** Keeps calls waiting from now on. */
  shut(): void {
    this.#gate = Promise.withResolvers<void>();
  }

  async issue(): Promise<TokenPair> {
    this.calls.push('issue');
    return this.#answer(this.failure);
  }

  async refresh(refreshToken: string): Promise<TokenPair> {
    this.calls.push(`refresh with ${refreshToken}`);
    return this.#answer(this.refreshFailure ?? this.failure);
  }

  async #answer(failure: Error | undefined): Promise<TokenPair> {
    const number = this.calls.length;
    await this.#gate.promise;
    if (failure) throw failure;
    const { lifetimeMs = 100_000, refreshLifetimeMs = FOREVER_MS } = this.#options;
    const expiring = (token: string, ms: number) => ({ token, lifetimeMs: ms, expiresAtMs: this.nowMs + ms });
    return {
      access: expiring(`access-${number}`, lifetimeMs),
      refresh: refreshLifetimeMs === null ? undefined : expiring(`refresh-${number}`, refreshLifetimeMs),
    };
  }

  get(remainingMs?: number): Promise<string> {
    return this.provider.get(remainingMs);
  }

  /** The failure that a caller gets now. */
  async failureOfGet(): Promise<GatewayError> {
    const error: unknown = await this.get().catch((caught: unknown) => caught);
    if (error instanceof GatewayError) return error;
    throw new Error('there was a token, or another error');
  }

  /** Whether a caller at this moment makes the provider ask the endpoint. */
  async isAsked(): Promise<boolean> {
    const before = this.calls.length;
    await this.get().catch(() => undefined);
    await settled();
    return this.calls.length > before;
  }
}

/** Lets everything that is ready happen, such as a renewal in the background. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

export const unreachable = () =>
  new GatewayError('UPSTREAM_UNAVAILABLE', { upstream: { operation: 'issueToken' }, retryable: true });
export const refused = (status = 401, code: ErrorCode = 'UPSTREAM_AUTHENTICATION_FAILED') =>
  new GatewayError(code, { upstream: { operation: 'refreshToken', status } });

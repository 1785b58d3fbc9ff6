import type { ErrorCode } from '../../../error-codes.ts';
import type { ObservedWait } from '../bulkheads/fair-slots.ts';
import type { TokenEndpoint, TokenPair } from './tokens.ts';

export interface TokenRenewal {
  /** `taken`: another replica renewed the token, and this one uses it. */
  readonly kind: 'issue' | 'refresh' | 'taken';
  readonly result: 'ok' | ErrorCode;
  /** On the clock of `performance`, like the expiry. Both are set only after a success. */
  readonly issuedAtMs?: number;
  readonly expiresAtMs?: number;
}

export interface TokenObserver {
  tokenRenewed(renewal: TokenRenewal): void;
  /** Called for each call that waits for a renewal which another call has begun. */
  readonly renewalWaitStarted?: (() => ObservedWait) | undefined;
}

/** The report of a successful renewal. */
export function renewalOf(kind: TokenRenewal['kind'], { access }: TokenPair): TokenRenewal {
  const { expiresAtMs, lifetimeMs } = access;
  return { kind, result: 'ok', issuedAtMs: expiresAtMs - lifetimeMs, expiresAtMs };
}

/** Reports every token that the endpoint issues or rejects. */
export function observeTokens(
  endpoint: TokenEndpoint,
  { tokenRenewed }: TokenObserver,
  codeOf: (error: unknown) => ErrorCode,
): TokenEndpoint {
  async function observed(kind: TokenRenewal['kind'], renewal: Promise<TokenPair>): Promise<TokenPair> {
    try {
      const pair = await renewal;
      tokenRenewed(renewalOf(kind, pair));
      return pair;
    } catch (error) {
      tokenRenewed({ kind, result: codeOf(error) });
      throw error;
    }
  }
  return {
    issue: () => observed('issue', endpoint.issue()),
    refresh: (refreshToken) => observed('refresh', endpoint.refresh(refreshToken)),
  };
}

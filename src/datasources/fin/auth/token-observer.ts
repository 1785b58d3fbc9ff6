import type { ErrorCode } from '../../../error-codes.ts';
import type { TokenEndpoint, TokenPair } from './tokens.ts';

export interface TokenRenewal {
  /** `taken`: another replica has renewed it. */
  readonly kind: 'issue' | 'refresh' | 'taken';
  readonly result: 'ok' | ErrorCode;
  /** On the clock of `performance`, as the expiry; only of a success. */
  readonly issuedAtMs?: number;
  readonly expiresAtMs?: number;
}

export interface TokenObserver {
  tokenRenewed(renewal: TokenRenewal): void;
}

/** What is told of a pair that was had. */
export function renewalOf(kind: TokenRenewal['kind'], { access }: TokenPair): TokenRenewal {
  const { expiresAtMs, lifetimeMs } = access;
  return { kind, result: 'ok', issuedAtMs: expiresAtMs - lifetimeMs, expiresAtMs };
}

/** Tells of every token that is had or refused. */
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

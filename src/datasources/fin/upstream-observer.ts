import type { ErrorCode } from '../../error-codes.ts';
import type { TokenEndpoint, TokenPair } from './tokens.ts';
import type { Operation } from './upstream-error.ts';

export interface AttemptEnd {
  readonly status?: number;
  /** Why there is no answer, or none of use: a code such as ECONNREFUSED or ERR_TLS_CERT_ALTNAME_INVALID, never a message. */
  readonly failure?: string;
}

export interface ObservedAttempt {
  /** To send along. */
  readonly headers?: Readonly<Record<string, string>>;
  end(end: AttemptEnd): void;
}

export interface TokenRenewal {
  /** `taken`: another replica has renewed it. */
  readonly kind: 'issue' | 'refresh' | 'taken';
  readonly result: 'ok' | ErrorCode;
  /** On the clock of `performance`, as the expiry; only of a success. */
  readonly issuedAtMs?: number;
  readonly expiresAtMs?: number;
}

/** Is told of every exchange with Fin.com: never what was sent or answered. */
export interface UpstreamObserver {
  /** One exchange; a call that is sent again has several. */
  attemptStarted(operation: Operation, requestId: string | undefined): ObservedAttempt;
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
  { tokenRenewed }: Pick<UpstreamObserver, 'tokenRenewed'>,
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

import type { ErrorCode } from '../../../error-codes.ts';
import { GatewayError } from '../../../errors.ts';
import { badResponse, fromRefusal, type Operation } from '../errors/upstream-error.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { HttpClient } from '../http/http-client.ts';
import { parseAnswer, parseFinTime, tokenAnswer } from '../wire/wire.ts';

/** Assumed where the answer does not say: short, since a 401 is the only other sign of the end. */
const UNSTATED_LIFETIME_MS = 300_000;

const CREDENTIAL_REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'FIN_VALIDATION_FAILED',
  'FORBIDDEN',
  'NOT_FOUND',
  'FEATURE_LOCKED',
]);

export interface ExpiringToken {
  readonly token: string;
  readonly lifetimeMs: number;
  /** On the clock that the endpoint was made with. */
  readonly expiresAtMs: number;
}

export interface TokenPair {
  readonly access: ExpiringToken;
  readonly refresh: ExpiringToken | undefined;
}

export interface TokenEndpoint {
  /** @throws {GatewayError} UPSTREAM_AUTHENTICATION_FAILED if the credentials are refused @see POST /v1/oauth/token */
  issue(): Promise<TokenPair>;
  /** @throws {GatewayError} UPSTREAM_AUTHENTICATION_FAILED if the token is refused @see POST /v1/oauth/refresh-token */
  refresh(refreshToken: string): Promise<TokenPair>;
}

interface TokenEndpointOptions {
  readonly http: HttpClient;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A clock that never jumps, in milliseconds. */
  readonly now?: () => number;
}

export function createTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
  const { http, clientId, clientSecret, now = () => performance.now() } = options;
  async function fetchPair(operation: Operation, path: string, json: object, retries: number) {
    const askedAtMs = now();
    const answer = await http.send({ operation, path, json, retries });
    return readPair(answer, operation, askedAtMs);
  }
  return {
    issue: () =>
      fetchPair('issueToken', 'v1/oauth/token', { client_id: clientId, client_secret: clientSecret }, 1),
    // Not repeated: if the answer was lost, the refresh token may be used up.
    refresh: (refreshToken) =>
      fetchPair('refreshToken', 'v1/oauth/refresh-token', { refresh_token: refreshToken }, 0),
  };
}

function readPair(answer: HttpAnswer, operation: Operation, askedAtMs: number): TokenPair {
  if (answer.status !== 200) throw tokenRefusal(answer, operation);
  const pair = parseAnswer(tokenAnswer, answer.text);
  if (!pair) throw badResponse(answer, operation);
  const access = expiring(pair.access_token, pair.access_token_ttl, pair.current_time, askedAtMs);
  if (access.lifetimeMs <= 0) throw badResponse(answer, operation);
  const refresh = pair.refresh_token
    ? expiring(pair.refresh_token, pair.refresh_token_ttl, pair.current_time, askedAtMs)
    : undefined;
  return { access, refresh };
}

/** What is wrong with the credentials is the operator's business, whatever status says it. */
function tokenRefusal(answer: HttpAnswer, operation: Operation): GatewayError {
  const refusal = fromRefusal(answer, { operation, toInputPath: () => [], privateValues: [] });
  if (!CREDENTIAL_REFUSALS.has(refusal.code)) return refusal;
  return new GatewayError('UPSTREAM_AUTHENTICATION_FAILED', {
    upstream: { operation, status: answer.status },
  });
}

/**
 * Life is counted between the two moments that the server states, so that neither clock has to be right. It starts
 * when the token was asked for, which errs on the short side.
 */
function expiring(
  token: string,
  expiry: string | null | undefined,
  currentTime: string | null | undefined,
  askedAtMs: number,
): ExpiringToken {
  const endMs = expiry ? parseFinTime(expiry) : undefined;
  const serverNowMs = (currentTime ? parseFinTime(currentTime) : undefined) ?? Date.now();
  const lifetimeMs = endMs === undefined ? UNSTATED_LIFETIME_MS : endMs - serverNowMs;
  return { token, lifetimeMs, expiresAtMs: askedAtMs + lifetimeMs };
}

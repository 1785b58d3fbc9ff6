import { z } from 'zod/mini';
import type { ErrorCode } from '../../../error-codes.ts';
import { GatewayError } from '../../../errors.ts';
import type { HttpClient } from '../http/http-client.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { parseTimestamp } from '../wire/parse-timestamp.ts';
import { readResponse } from '../wire/read-response.ts';
import { shape } from '../wire/shape.ts';
import { toHttpCall } from '../wire/to-wire-request.ts';

/** Assumed if Fin.com states no expiry. Short, because a 401 is the only other sign that a token has expired. */
const DEFAULT_LIFETIME_MS = 300_000;

/** The operator has to fix the credentials, whatever status reports them as wrong. */
const CREDENTIAL_ERRORS: ReadonlySet<ErrorCode> = new Set([
  'FIN_VALIDATION_FAILED',
  'FORBIDDEN',
  'NOT_FOUND',
  'FEATURE_LOCKED',
]);

export interface ExpiringToken {
  readonly token: string;
  readonly lifetimeMs: number;
  /** On the endpoint's monotonic clock. */
  readonly expiresAtMs: number;
}

export interface TokenPair {
  readonly access: ExpiringToken;
  readonly refresh: ExpiringToken | undefined;
}

export interface TokenEndpoint {
  /** @throws {GatewayError} UPSTREAM_AUTHENTICATION_FAILED if the credentials are rejected */
  issue(): Promise<TokenPair>;
  /** @throws {GatewayError} UPSTREAM_AUTHENTICATION_FAILED if the refresh token is rejected */
  refresh(refreshToken: string): Promise<TokenPair>;
}

interface TokenEndpointOptions {
  readonly http: HttpClient;
  readonly clientId: string;
  readonly clientSecret: string;
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number;
}

const token = z.string().check(z.minLength(1));
const optionalText = z.optional(z.nullable(z.string()));
const tokenResponse = z.object({
  access_token: token,
  access_token_ttl: optionalText,
  refresh_token: optionalText,
  refresh_token_ttl: optionalText,
  current_time: optionalText,
});
type TokenResponse = z.infer<typeof tokenResponse>;

export const issueTokenV1 = endpoint({
  operation: 'issueToken',
  method: 'POST',
  path: 'v1/oauth/token',
  effect: 'token',
  retries: 1,
  usedFor: 'the first access token, and a new one if it cannot be refreshed',
  request: shape<Pick<TokenEndpointOptions, 'clientId' | 'clientSecret'>>({
    clientId: 'client_id',
    clientSecret: 'client_secret',
  }),
  response: tokenResponse,
  acceptsBareResponse: true,
  isResponseTo: hasLifeLeft,
});

// Not retried: if the response was lost, the refresh token may be used up.
export const refreshTokenV1 = endpoint({
  operation: 'refreshToken',
  method: 'POST',
  path: 'v1/oauth/refresh-token',
  effect: 'token',
  usedFor: 'renewing the access token after 80 % of its lifetime',
  request: shape<{ readonly refreshToken: string }>({ refreshToken: 'refresh_token' }),
  response: tokenResponse,
  acceptsBareResponse: true,
  isResponseTo: hasLifeLeft,
});

export const tokenEndpoints = [issueTokenV1, refreshTokenV1];

export function createTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
  const { http, clientId, clientSecret, now = () => performance.now() } = options;
  async function fetchPair<Request extends object>(
    tokenEndpoint: Endpoint<Request, TokenResponse>,
    request: Request,
  ): Promise<TokenPair> {
    const requestedAtMs = now();
    const response = await http.send(toHttpCall(tokenEndpoint, request));
    try {
      return toTokenPair(readResponse(tokenEndpoint, request, response), requestedAtMs);
    } catch (error) {
      throw toCredentialError(error);
    }
  }
  return {
    issue: () => fetchPair(issueTokenV1, { clientId, clientSecret }),
    refresh: (refreshToken) => fetchPair(refreshTokenV1, { refreshToken }),
  };
}

function toCredentialError(error: unknown): unknown {
  if (!(error instanceof GatewayError) || !CREDENTIAL_ERRORS.has(error.code)) return error;
  const { upstream } = error.details;
  return new GatewayError('UPSTREAM_AUTHENTICATION_FAILED', upstream && { upstream });
}

function toTokenPair(response: TokenResponse, requestedAtMs: number): TokenPair {
  const { access_token, access_token_ttl, refresh_token, refresh_token_ttl, current_time } = response;
  const toToken = (value: string, expiry: string | null | undefined): ExpiringToken => {
    const lifetimeMs = lifetimeUntil(expiry, current_time);
    return { token: value, lifetimeMs, expiresAtMs: requestedAtMs + lifetimeMs };
  };
  return {
    access: toToken(access_token, access_token_ttl),
    refresh: refresh_token ? toToken(refresh_token, refresh_token_ttl) : undefined,
  };
}

function hasLifeLeft({ access_token_ttl, current_time }: TokenResponse): boolean {
  return lifetimeUntil(access_token_ttl, current_time) > 0;
}

/** Measured between two times that the server states, so that neither clock has to be right. */
function lifetimeUntil(expiry: string | null | undefined, currentTime: string | null | undefined): number {
  const expiresAtMs = expiry ? parseTimestamp(expiry) : undefined;
  const serverNowMs = (currentTime ? parseTimestamp(currentTime) : undefined) ?? Date.now();
  return expiresAtMs === undefined ? DEFAULT_LIFETIME_MS : expiresAtMs - serverNowMs;
}

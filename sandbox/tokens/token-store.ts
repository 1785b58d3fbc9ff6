import { randomBytes } from 'node:crypto';
import type { SandboxSettings } from '../settings.ts';

export interface TokenPair {
  readonly access_token: string;
  readonly access_token_ttl: string;
  readonly refresh_token: string;
  readonly refresh_token_ttl: string;
  readonly current_time: string;
}

export interface TokenStore {
  issue(): TokenPair;
  /** Returns undefined for an invalid refresh token. A valid one can be used once. */
  refresh(refreshToken: string): TokenPair | undefined;
  isValidBearer(authorization: string | undefined): boolean;
  revokeAccessTokens(): void;
  revokeRefreshTokens(): void;
}

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

/** Issuing new tokens leaves the old ones valid, because the API does not document that it revokes them. */
export function createTokenStore(settings: SandboxSettings): TokenStore {
  const accessTokenExpiries = new Map<string, number>();
  const refreshTokenExpiries = new Map<string, number>();

  function issue(): TokenPair {
    const nowMs = Date.now();
    const accessExpiresAtMs = nowMs + settings.accessTokenLifetimeMs;
    const refreshExpiresAtMs = nowMs + settings.refreshTokenLifetimeMs;
    const [accessToken, refreshToken] = [randomToken(), randomToken()];
    accessTokenExpiries.set(accessToken, accessExpiresAtMs);
    refreshTokenExpiries.set(refreshToken, refreshExpiresAtMs);
    return {
      access_token: accessToken,
      access_token_ttl: formatTimestamp(accessExpiresAtMs + settings.clockOffsetMs),
      refresh_token: refreshToken,
      refresh_token_ttl: formatTimestamp(refreshExpiresAtMs + settings.clockOffsetMs),
      current_time: formatTimestamp(nowMs + settings.clockOffsetMs),
    };
  }

  return {
    issue,
    refresh(refreshToken) {
      const isValid = (refreshTokenExpiries.get(refreshToken) ?? 0) > Date.now();
      refreshTokenExpiries.delete(refreshToken);
      return isValid ? issue() : undefined;
    },
    isValidBearer(authorization) {
      const token = parseBearerToken(authorization);
      return token !== undefined && (accessTokenExpiries.get(token) ?? 0) > Date.now();
    },
    revokeAccessTokens: () => accessTokenExpiries.clear(),
    revokeRefreshTokens: () => refreshTokenExpiries.clear(),
  };
}

/** The scheme is case-insensitive (RFC 9110, section 11.1). */
export function parseBearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Looks like a JWT, but its payload and signature are random. */
function randomToken(): string {
  return `${HEADER}.${randomBytes(36).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
}

/** `YYYY-MM-DD HH:MM:SS+00`: the API's format, which is not ISO 8601. Truncates to whole seconds. */
function formatTimestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}+00`;
}

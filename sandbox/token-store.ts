import { randomBytes } from 'node:crypto';
import type { SandboxSettings } from './settings.ts';

export interface TokenPair {
  readonly access_token: string;
  readonly access_token_ttl: string;
  readonly refresh_token: string;
  readonly refresh_token_ttl: string;
  readonly current_time: string;
}

export interface TokenStore {
  issue(): TokenPair;
  /** A new pair for a living refresh token, which is dead afterwards; undefined for any other. */
  refresh(refreshToken: string): TokenPair | undefined;
  isValidBearer(authorization: string | undefined): boolean;
  revokeAccessTokens(): void;
  revokeRefreshTokens(): void;
}

const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

/** Keeps who may call until when. Issuing again revokes nothing: the API's documents do not say that it does. */
export function createTokenStore(settings: SandboxSettings): TokenStore {
  const accessExpiryMs = new Map<string, number>();
  const refreshExpiryMs = new Map<string, number>();

  function issue(): TokenPair {
    const nowMs = Date.now();
    const accessEndMs = nowMs + settings.accessTokenLifetimeMs;
    const refreshEndMs = nowMs + settings.refreshTokenLifetimeMs;
    const [accessToken, refreshToken] = [randomToken(), randomToken()];
    accessExpiryMs.set(accessToken, accessEndMs);
    refreshExpiryMs.set(refreshToken, refreshEndMs);
    return {
      access_token: accessToken,
      access_token_ttl: timestamp(accessEndMs + settings.clockOffsetMs),
      refresh_token: refreshToken,
      refresh_token_ttl: timestamp(refreshEndMs + settings.clockOffsetMs),
      current_time: timestamp(nowMs + settings.clockOffsetMs),
    };
  }

  return {
    issue,
    refresh(refreshToken) {
      const isAlive = (refreshExpiryMs.get(refreshToken) ?? 0) > Date.now();
      refreshExpiryMs.delete(refreshToken);
      return isAlive ? issue() : undefined;
    },
    isValidBearer(authorization) {
      const token = bearerToken(authorization);
      return token !== undefined && (accessExpiryMs.get(token) ?? 0) > Date.now();
    },
    revokeAccessTokens: () => accessExpiryMs.clear(),
    revokeRefreshTokens: () => refreshExpiryMs.clear(),
  };
}

/** The scheme's name is case-insensitive: RFC 9110, section 11.1. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** Looks like a JWT and says nothing: payload and signature are random. */
function randomToken(): string {
  return `${HEADER}.${randomBytes(36).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
}

/** `YYYY-MM-DD HH:MM:SS+00`: the API's own form, which is not ISO 8601. Fractions of a second are cut off. */
function timestamp(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')}+00`;
}

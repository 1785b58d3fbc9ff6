import { hash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import {
  JWKSMultipleMatchingKeys,
  JWKSNoMatchingKey,
  JWSSignatureVerificationFailed,
  JWTClaimValidationFailed,
  JWTExpired,
} from 'jose/errors';
import { type JWTVerifyOptions, jwtVerify } from 'jose/jwt/verify';
import { LRUCache } from 'lru-cache';
import type { CallerChecks } from '../config/config.ts';
import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { KeySet } from './key-set.ts';
import { toCaller } from './token-claims.ts';

/** @throws {GatewayError} UNAUTHENTICATED, or UPSTREAM_UNAVAILABLE (503) while the issuer's keys cannot be fetched */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Asymmetric signatures only. With a shared secret, anybody who can verify a token can also create one. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** Limits the cost of a token without a key id. Issuers publish only a few keys. */
const MAX_KEYS_TRIED = 20;
const CLOCK_TOLERANCE_SECONDS = 30;
const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

const CACHE_MS = 60_000;
const MAX_CACHED = 1_000;

interface CachedCaller {
  readonly caller: Caller;
  readonly expiresAtMs: number;
}

/** Verifies bearer tokens with the issuer's keys. Caches valid tokens for a minute. */
export function createAuthenticate(checks: CallerChecks, keys: KeySet): Authenticate {
  const cache = new LRUCache<string, CachedCaller>({ max: MAX_CACHED });
  return async (authorization) => {
    const [, token] = BEARER.exec(authorization ?? '') ?? [];
    if (token === undefined) throw missingToken(authorization);
    // A digest, so that tokens do not stay in memory.
    const digest = hash('sha256', token);
    const cached = cache.get(digest);
    if (cached && Date.now() < cached.expiresAtMs) return cached.caller;
    const claims = await verify(token, checks, keys);
    const { customerIdsClaim } = checks;
    const caller = toCaller(claims, { customerIdsClaim, toleranceSeconds: CLOCK_TOLERANCE_SECONDS });
    const expiresAtMs = Math.min(Date.now() + CACHE_MS, (claims.exp ?? 0) * 1_000);
    cache.set(digest, { caller, expiresAtMs });
    return caller;
  };
}

async function verify(token: string, checks: CallerChecks, keys: KeySet): Promise<JWTPayload> {
  try {
    const { payload } = await verifyWithAnyKey(token, keys, {
      issuer: checks.issuer,
      audience: checks.audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp'],
    });
    if (typeof payload.sub !== 'string' || payload.sub === '') throw invalidToken('It has no subject (sub).');
    return payload;
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw invalidToken(explain(error));
  }
}

/** Several keys match a token without a key id, or with an id that is published twice. RFC 7515, section 4.1.4. */
async function verifyWithAnyKey(token: string, keys: KeySet, options: JWTVerifyOptions) {
  try {
    return await jwtVerify(token, keys.findKey, options);
  } catch (error) {
    if (!(error instanceof JWKSMultipleMatchingKeys)) throw error;
    return await verifyWithEach(take(error, MAX_KEYS_TRIED), token, options);
  }
}

/** @throws {JWKSNoMatchingKey} if none of the keys signed the token */
async function verifyWithEach(keys: AsyncIterable<CryptoKey>, token: string, options: JWTVerifyOptions) {
  for await (const key of keys) {
    try {
      return await jwtVerify(token, key, options);
    } catch (error) {
      if (!(error instanceof JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new JWKSNoMatchingKey();
}

async function* take<Item>(items: AsyncIterable<Item>, count: number): AsyncGenerator<Item> {
  let left = count;
  for await (const item of items) {
    yield item;
    left -= 1;
    if (left === 0) return;
  }
}

/** Messages of jose may quote the token. */
function explain(error: unknown): string {
  if (error instanceof JWTExpired) return 'It has expired.';
  if (error instanceof JWTClaimValidationFailed) {
    if (error.reason === 'missing') return `It has no ${error.claim}.`;
    return error.claim === 'nbf' ? 'It is not valid yet.' : `Its ${error.claim} is not the expected value.`;
  }
  if (error instanceof JWKSNoMatchingKey) {
    return 'It was not signed with a key of the issuer.';
  }
  return 'It is malformed, or its signature is invalid.';
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
function missingToken(authorization: string | undefined): GatewayError {
  if (authorization !== undefined)
    return invalidToken('The Authorization header must have the form: Bearer <token>.');
  return new GatewayError('UNAUTHENTICATED', { headers: { 'www-authenticate': 'Bearer' } });
}

function invalidToken(detail: string): GatewayError {
  return new GatewayError('UNAUTHENTICATED', {
    message: `The access token is invalid. ${detail}`,
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` },
  });
}

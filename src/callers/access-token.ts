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
import type { CallerChecks } from '../config/config.ts';
import type { Caller } from '../context.ts';
import { GatewayError } from '../errors.ts';
import type { KeySet } from './key-set.ts';
import { toCaller } from './token-claims.ts';

/** @throws {GatewayError} UNAUTHENTICATED, or UPSTREAM_UNAVAILABLE (503) while the keys cannot be had */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Signatures that only the issuer can make. With a shared secret, whoever can check a token can also make one. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** Issuers publish a handful. A bound on what a token without a key id costs. */
const MAX_KEYS_TRIED = 20;
const CLOCK_TOLERANCE_SECONDS = 30;
const BEARER = /^Bearer +([\w.~+/-]+=*) *$/i;

const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 1_000;

interface RememberedCaller {
  readonly caller: Caller;
  readonly untilMs: number;
}

/** Checks bearer tokens against the issuer's keys, and remembers for a minute which ones it found good. */
export function createAuthenticate(checks: CallerChecks, keys: KeySet): Authenticate {
  const remembered = new Map<string, RememberedCaller>();
  return async (authorization) => {
    const [, token] = BEARER.exec(authorization ?? '') ?? [];
    if (token === undefined) throw missing(authorization);
    // A digest, so that no token lies about in memory.
    const digest = hash('sha256', token);
    const known = remembered.get(digest);
    if (known && Date.now() < known.untilMs) return known.caller;
    const claims = await verify(token, checks, keys);
    const caller = toCaller(claims, checks.customerIdsClaim);
    const [oldest] = remembered.keys();
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    const untilMs = Math.min(Date.now() + REMEMBERED_MS, (claims.exp ?? 0) * 1_000);
    remembered.set(digest, { caller, untilMs });
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
    if (typeof payload.sub !== 'string' || payload.sub === '') throw invalid('It has no subject (sub).');
    return payload;
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw invalid(reason(error));
  }
}

/** Without a key id, or where an id is published twice, several keys fit: RFC 7515, section 4.1.4. */
async function verifyWithAnyKey(token: string, keys: KeySet, options: JWTVerifyOptions) {
  try {
    return await jwtVerify(token, keys.findKey, options);
  } catch (error) {
    if (!(error instanceof JWKSMultipleMatchingKeys)) throw error;
    return await verifyWithEach(firstOf(error, MAX_KEYS_TRIED), token, options);
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

async function* firstOf<Item>(items: AsyncIterable<Item>, count: number): AsyncGenerator<Item> {
  let left = count;
  for await (const item of items) {
    yield item;
    left -= 1;
    if (left === 0) return;
  }
}

/** In words of ours: jose's own may quote the token. */
function reason(error: unknown): string {
  if (error instanceof JWTExpired) return 'It has expired.';
  if (error instanceof JWTClaimValidationFailed) {
    if (error.reason === 'missing') return `It has no ${error.claim}.`;
    return error.claim === 'nbf' ? 'It is not valid yet.' : `Its ${error.claim} is not the expected one.`;
  }
  if (error instanceof JWKSNoMatchingKey) {
    return 'It was not signed with a key of the issuer.';
  }
  return 'It is malformed, or its signature is not valid.';
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
function missing(authorization: string | undefined): GatewayError {
  if (authorization !== undefined)
    return invalid('The Authorization header is not of the form: Bearer token.');
  return new GatewayError('UNAUTHENTICATED', { headers: { 'www-authenticate': 'Bearer' } });
}

function invalid(detail: string): GatewayError {
  return new GatewayError('UNAUTHENTICATED', {
    message: `The access token is not accepted. ${detail}`,
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` },
  });
}

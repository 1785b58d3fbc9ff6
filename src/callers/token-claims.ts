import type { JWTPayload } from 'jose';
import type { Caller } from './caller.ts';

interface ClaimOptions {
  readonly customerIdsClaim: string | undefined;
  /** How much clocks may differ. */
  readonly toleranceSeconds: number;
}

/** @param claims claims of a verified token */
export function toCaller(claims: JWTPayload, { customerIdsClaim, toleranceSeconds }: ClaimOptions): Caller {
  const scopeClaims = ['scope', 'scp'];
  const names = customerIdsClaim === undefined ? scopeClaims : [...scopeClaims, customerIdsClaim];
  return {
    subject: claims.sub ?? '',
    expiresAtMs: ((claims.exp ?? 0) + toleranceSeconds) * 1_000,
    // Entra writes `scp` as a string, Okta as a list, and IdentityServer writes `scope` as a list. Some tokens have both.
    scopes: new Set(scopeClaims.flatMap((name) => toStrings(claims[name])).flatMap(splitWords)),
    customerIds:
      customerIdsClaim === undefined
        ? undefined
        : new Set(toStrings(claims[customerIdsClaim]).map((id) => id.toLowerCase())),
    malformedClaims: names.filter((name) => !isWellFormed(claims[name])),
  };
}

/** True for a missing claim, which gives no access but is not malformed. */
function isWellFormed(claim: unknown): boolean {
  if (claim === undefined || claim === null || typeof claim === 'string') return true;
  return Array.isArray(claim) && claim.every((item) => typeof item === 'string');
}

function toStrings(claim: unknown): string[] {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((item) => typeof item === 'string') : [];
}

function splitWords(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

import type { JWTPayload } from 'jose';
import type { Caller } from './caller.ts';

/** The caller that a verified token describes. */
export function toCaller(claims: JWTPayload, customerIdsClaim: string | undefined): Caller {
  const scopeClaims = ['scope', 'scp'];
  const names = customerIdsClaim === undefined ? scopeClaims : [...scopeClaims, customerIdsClaim];
  return {
    subject: claims.sub ?? '',
    // Entra writes `scp` as text, Okta as a list, IdentityServer `scope` as a list; migrations have both.
    scopes: new Set(scopeClaims.flatMap((name) => textsOf(claims[name])).flatMap(wordsOf)),
    customerIds:
      customerIdsClaim === undefined
        ? undefined
        : new Set(textsOf(claims[customerIdsClaim]).map((id) => id.toLowerCase())),
    malformedClaims: names.filter((name) => !isTextOrTexts(claims[name])),
  };
}

/** A missing claim allows nothing, but is not malformed. */
function isTextOrTexts(claim: unknown): boolean {
  if (claim === undefined || claim === null || typeof claim === 'string') return true;
  return Array.isArray(claim) && claim.every((item) => typeof item === 'string');
}

function textsOf(claim: unknown): string[] {
  if (typeof claim === 'string') return [claim];
  return Array.isArray(claim) ? claim.filter((item) => typeof item === 'string') : [];
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

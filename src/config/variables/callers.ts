import { oneOf, secureUrl, text } from './formats.ts';
import { optional } from './variable.ts';

export const callerVariables = {
  AUTH_JWKS_URL: optional(secureUrl, {
    example: 'https://id.example.com/.well-known/jwks.json',
    whenUnset: 'callers are not checked',
    description:
      "The URL of the issuer's keys, which access tokens are verified with. Set this, `AUTH_ISSUER` and `AUTH_AUDIENCE` together. See [callers.md](callers.md).",
  }),
  AUTH_ISSUER: optional(text('the exact iss claim of access tokens'), {
    example: 'https://id.example.com/',
    description: 'Required with `AUTH_JWKS_URL`.',
  }),
  AUTH_AUDIENCE: optional(text('the exact aud claim of access tokens'), {
    example: 'https://fin-gateway.example.com',
    description: 'Required with `AUTH_JWKS_URL`.',
  }),
  AUTH_CUSTOMER_IDS_CLAIM: optional(text('the name of a claim'), {
    example: 'customer_ids',
    whenUnset: 'callers may use all customers',
    description: 'The claim that lists the customers a caller may use.',
  }),
  AUTH: optional(oneOf('none'), {
    description:
      '`none` lets the gateway start in production without checking callers, because something in front of it does.',
  }),
};

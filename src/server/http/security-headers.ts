import type { ServerResponse } from 'node:http';

const HEADERS = Object.entries({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
});
const ALLOW_NOTHING = "default-src 'none'; frame-ancestors 'none'";
/** GraphiQL has inline scripts and styles, and connects only to the gateway. */
const ALLOW_GRAPHIQL = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Strict-Transport-Security has no effect over plain HTTP. The proxy that terminates TLS must set it. */
export function setSecurityHeaders(res: ServerResponse, isPage: boolean): void {
  for (const [name, value] of HEADERS) res.setHeader(name, value);
  res.setHeader('content-security-policy', isPage ? ALLOW_GRAPHIQL : ALLOW_NOTHING);
}

import type { ServerResponse } from 'node:http';

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const NOTHING = "default-src 'none'; frame-ancestors 'none'";
/** GraphiQL brings its scripts and styles within the page, and speaks to nobody else. */
const OWN_PAGE = [
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

/** Strict-Transport-Security is left to what terminates TLS: over plain HTTP it has no meaning. */
export function setSecurityHeaders(res: ServerResponse, isPage: boolean): void {
  for (const [name, value] of Object.entries(EVERYWHERE)) res.setHeader(name, value);
  res.setHeader('content-security-policy', isPage ? OWN_PAGE : NOTHING);
}

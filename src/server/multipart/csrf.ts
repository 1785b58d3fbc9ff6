import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../../errors.ts';

/** Browsers ask before they send one of these to another origin; a page of another site cannot do without. */
const PREFLIGHT_HEADERS = [
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'graphql-preflight',
  'x-graphql-yoga-csrf',
];

const HOW_TO = [
  'Apollo Client: new UploadHttpLink({ uri, headers: { "apollo-require-preflight": "true" } })',
  'urql: new Client({ url, exchanges, fetchOptions: { headers: { "graphql-preflight": "1" } } })',
  'curl: -H "graphql-preflight: 1"',
];

/**
 * A multipart form can be posted by any web page, cookies and all. Basic credentials do not count: browsers add them by
 * themselves.
 *
 * @throws {GatewayError} CSRF_PREFLIGHT_REQUIRED with the line to add
 */
export function requirePreflight(headers: IncomingHttpHeaders): void {
  if (PREFLIGHT_HEADERS.some((name) => headers[name])) return;
  if (/^Bearer +\S/i.test(headers.authorization ?? '')) return;
  const { message } = new GatewayError('CSRF_PREFLIGHT_REQUIRED');
  throw new GatewayError('CSRF_PREFLIGHT_REQUIRED', { message: `${message} ${HOW_TO.join(' | ')}` });
}

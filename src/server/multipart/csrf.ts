import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../../errors.ts';

/** A browser sends a preflight request before it sends one of these headers to another origin. */
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
 * Any web page can post a multipart form with the user's cookies, without a preflight request. A bearer token also proves
 * that the request is intended; Basic credentials do not, because browsers add them on their own.
 *
 * @throws {GatewayError} CSRF_PREFLIGHT_REQUIRED with the line of code to add
 */
export function requirePreflight(headers: IncomingHttpHeaders): void {
  if (PREFLIGHT_HEADERS.some((name) => headers[name])) return;
  if (/^Bearer +\S/i.test(headers.authorization ?? '')) return;
  const { message } = new GatewayError('CSRF_PREFLIGHT_REQUIRED');
  throw new GatewayError('CSRF_PREFLIGHT_REQUIRED', { message: `${message} ${HOW_TO.join(' | ')}` });
}

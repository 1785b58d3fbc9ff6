import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CORSOptions } from 'graphql-yoga';

const MAX_AGE_SECONDS = 600;
const EXPOSED_HEADERS = ['x-request-id', 'retry-after', 'idempotency-replayed'];

/** Other origins get no headers. Yoga would send `null` to them, which is the origin of every sandboxed frame. */
export function toCorsOptions(origin: string | null, allowed: readonly string[]): CORSOptions {
  if (origin === null || !allowed.includes(origin)) return false;
  return {
    // Listed twice, because yoga omits `Vary` for a list of one.
    origin: [origin, origin],
    methods: ['GET', 'POST'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: MAX_AGE_SECONDS,
  };
}

/** For responses that yoga does not write. Without these headers, a page cannot read the error or `Retry-After`. */
export function toCorsHeaders(
  origin: string | undefined,
  allowed: readonly string[],
): Readonly<Record<string, string>> {
  if (origin === undefined || !allowed.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': EXPOSED_HEADERS.join(', '),
    vary: 'Origin',
  };
}

export function setCorsHeaders(req: IncomingMessage, res: ServerResponse, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(toCorsHeaders(req.headers.origin, allowed))) {
    res.setHeader(name, value);
  }
}

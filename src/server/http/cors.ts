import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CORSOptions } from 'graphql-yoga';

/** So long a browser need not ask again. */
const MAX_AGE_SECONDS = 600;
const EXPOSED_HEADERS = ['x-request-id', 'retry-after', 'idempotency-replayed'];

/** Other origins get no headers. Yoga itself would allow them `null`, which is the origin of every sandboxed frame. */
export function corsFor(origin: string | null, allowed: readonly string[]): CORSOptions {
  if (origin === null || !allowed.includes(origin)) return false;
  return {
    // Of a list of one, yoga says nothing in Vary.
    origin: [origin, origin],
    methods: ['GET', 'POST'],
    exposedHeaders: EXPOSED_HEADERS,
    maxAge: MAX_AGE_SECONDS,
  };
}

/** For answers that yoga does not write: without them, a page could not tell that it should wait and try again. */
export function corsHeaders(
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

export function exposeAnswer(req: IncomingMessage, res: ServerResponse, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(corsHeaders(req.headers.origin, allowed))) {
    res.setHeader(name, value);
  }
}

import { expect, test } from 'vitest';
import { startStack } from '../../support/start-stack.ts';

const REQUESTS: [what: string, path: string, init: RequestInit][] = [
  ['an answer', '/graphql?query={__typename}', {}],
  ['a refusal', '/graphql', { method: 'PUT' }],
  ['a preflight', '/graphql', { method: 'OPTIONS' }],
  ['the page of GraphiQL', '/graphql', { headers: { accept: 'text/html' } }],
  ['health', '/health', {}],
  ['readiness', '/ready', {}],
  ['what is not there', '/elsewhere', {}],
];

test.each(REQUESTS)('%s restricts what browsers may do', async (_what, path, init) => {
  await using stack = await startStack();

  const response = await fetch(`${stack.gateway.origin}${path}`, init);
  // An answer that nobody reads would hold up the gateway's stop.
  await response.arrayBuffer();

  const { headers } = response;
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
  expect(headers.get('content-security-policy')).not.toContain('unsafe-eval');
  expect(headers.get('strict-transport-security')).toBeNull();
});

test('only pages may load anything, and the GraphiQL page may only contact its own origin', async () => {
  await using stack = await startStack();
  const policyOf = async (accept: string) => {
    const response = await fetch(`${stack.url}?query={__typename}`, { headers: { accept } });
    await response.arrayBuffer();
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    return response.headers.get('content-security-policy')?.split('; ');
  };

  expect(await policyOf('application/json')).toEqual(["default-src 'none'", "frame-ancestors 'none'"]);
  expect(await policyOf('text/html')).toEqual(
    expect.arrayContaining(["connect-src 'self'", "base-uri 'none'", "form-action 'none'"]),
  );
});

test('an allowed origin can send requests and read the headers for retries, and other origins get nothing', async () => {
  await using stack = await startStack({ env: { CORS_ORIGINS: 'https://app.example.com' } });
  const preflight = async (origin: string) => {
    const { headers } = await fetch(stack.url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,graphql-preflight',
      },
    });
    return headers;
  };

  const listed = await preflight('https://app.example.com');
  const others = await Promise.all(
    ['https://app.example.com.evil.example', 'null', 'http://app.example.com'].map(preflight),
  );

  expect(Object.fromEntries([...listed].filter(([name]) => name.startsWith('access-control')))).toEqual({
    'access-control-allow-origin': 'https://app.example.com',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'content-type,graphql-preflight',
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'x-request-id, retry-after, idempotency-replayed',
    'access-control-max-age': '600',
  });
  for (const headers of [listed, ...others]) expect(headers.get('vary')).toContain('Origin');
  for (const headers of others) {
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

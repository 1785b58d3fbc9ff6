import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { clientAddress } from '../../../src/server/callers/client-address.ts';
import { createRateLimiter } from '../../../src/server/limits/rate-limiter.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { content, openForm, sendForm, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

test('a request beyond the limit is asked to retry, and health checks still succeed', async () => {
  await using stack = await startStack({ env: { MAX_REQUESTS_IN_FLIGHT: '1' } });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const atWork = stack.attach();
  await expect.poll(() => stack.control.count('attachIndividualDocuments')).toBe(1);

  const refused = await stack.request('{ __typename }');
  const health = await fetch(`${stack.gateway.origin}/health`);
  const ready = await fetch(`${stack.gateway.origin}/ready`);

  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.errors).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 1 } },
  ]);
  expect([health.status, ready.status]).toEqual([200, 200]);
  expect((await atWork).errors?.[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
  await expect.poll(async () => (await stack.attach()).errors).toBeUndefined();
});

test('the work for a disconnected client counts until it ends', async () => {
  await using stack = await startStack({
    env: {
      MAX_REQUESTS_IN_FLIGHT: '1',
      FIN_TIMEOUT_MS: '10000',
    },
  });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const form = openForm(stack.url, { 'content-type': 'application/json' });
  await form.send(JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } }));
  form.end();
  await expect.poll(() => stack.control.count('attachIndividualDocuments')).toBe(1);

  form.hangUp();
  await expect.poll(() => stack.logged()).toContain('"aborted":true');

  expect((await stack.request('{ __typename }')).status).toBe(503);
  await expect.poll(async () => (await stack.request('{ __typename }')).status).toBe(200);
});

test('a page of an allowed origin can read that it must retry, and other pages cannot', async () => {
  await using stack = await startStack({
    env: {
      MAX_REQUESTS_IN_FLIGHT: '1',
      CORS_ORIGINS: 'https://app.example.com',
    },
  });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const atWork = stack.attach();
  await expect.poll(() => stack.control.count('attachIndividualDocuments')).toBe(1);
  const ask = async (origin: string, method: string) => {
    const asked = { 'access-control-request-method': 'POST', 'content-type': 'application/json' };
    const body = method === 'POST' ? '{"query":"{__typename}"}' : null;
    const response = await fetch(stack.url, { method, body, headers: { origin, ...asked } });
    await response.arrayBuffer();
    const allowed = response.headers.get('access-control-allow-origin');
    return [response.status, allowed, response.headers.get('access-control-expose-headers')];
  };

  expect(await ask('https://app.example.com', 'POST')).toEqual([
    503,
    'https://app.example.com',
    'x-request-id, retry-after, idempotency-replayed',
  ]);
  expect((await ask('https://app.example.com', 'OPTIONS')).slice(0, 2)).toEqual([
    204,
    'https://app.example.com',
  ]);
  expect(await ask('https://evil.example', 'POST')).toEqual([503, null, null]);
  await atWork;
});

test('a caller above the rate limit learns how long to wait before anything runs', async () => {
  await using stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '2' } });
  // Believed only with TRUST_PROXY: else everybody could be somebody else each time.
  const ask = (address: string) =>
    stack.request('{ countries { code } }', {}, { 'x-forwarded-for': address });
  await ask('192.0.2.1');
  await ask('192.0.2.2');
  const sofar = stack.control.requests.length;

  const refused = await ask('192.0.2.3');
  const form = await sendForm(stack.url, uploadForm(content('pdf', 500_000)));

  expect(refused.status).toBe(429);
  expect(refused.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryable: true } }]);
  const seconds = refused.errors?.[0]?.extensions.retryAfterSeconds;
  expect(seconds).toBeGreaterThan(25);
  expect(seconds).toBeLessThanOrEqual(30);
  expect(refused.headers.get('retry-after')).toBe(String(seconds));
  expect(form.status).toBe(429);
  expect(stack.control.requests).toHaveLength(sofar);
  expect((await fetch(`${stack.gateway.origin}/health`)).status).toBe(200);
});

test('behind a proxy, the address comes from the proxy and not from the client', async () => {
  await using stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '1', TRUST_PROXY: '1' } });
  const statusFor = async (forwarded: string) =>
    (await stack.request('{ __typename }', {}, { 'x-forwarded-for': forwarded })).status;

  expect(await statusFor('192.0.2.1')).toBe(200);
  expect(await statusFor('192.0.2.2')).toBe(200);
  expect(await statusFor('198.51.100.7, 192.0.2.1')).toBe(429);
});

test('the allowance of a minute can be used at once or spread, and returns gradually', () => {
  let now = 0;
  const limiter = createRateLimiter(60, () => now);

  expect(Array.from({ length: 60 }, () => limiter.take('a'))).toEqual(Array.from({ length: 60 }, () => 0));
  expect(limiter.take('a')).toBe(1);
  expect(limiter.take('b')).toBe(0);
  now = 999;
  expect(limiter.take('a')).toBe(1);
  now = 1_000;
  expect(limiter.take('a')).toBe(0);
  expect(limiter.take('a')).toBe(1);
});

test.each([1, 3, 7, 13, 59, 997, 7_919])(
  'of %i requests per minute, all may come at once, and no more',
  (perMinute) => {
    const limiter = createRateLimiter(perMinute, () => 123_456.789);
    const taken = Array.from({ length: perMinute }, () => limiter.take('a'));

    expect(taken.filter((seconds) => seconds > 0)).toEqual([]);
    expect(limiter.take('a')).toBe(Math.ceil(60 / perMinute));
  },
);

test('after an idle hour, a caller has the allowance of one minute', () => {
  let now = 0;
  const limiter = createRateLimiter(2, () => now);
  limiter.take('a');
  now = 3_600_000;

  expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([0, 0, 30]);
});

test('beyond the limit of remembered callers, the least recently seen one is evicted', () => {
  const limiter = createRateLimiter(1, () => 0, 2);
  limiter.take('a');
  limiter.take('b');
  limiter.take('c');

  expect(limiter.take('b')).toBe(60);
  expect(limiter.take('c')).toBe(60);
  expect(limiter.take('a')).toBe(0);
});

test('a request keeps its caller from being evicted', () => {
  const limiter = createRateLimiter(2, () => 0, 2);
  for (const caller of ['a', 'b', 'a', 'c']) limiter.take(caller);

  expect(limiter.take('a')).toBe(30);
});

function requestFrom(remoteAddress: string, forwarded?: string): IncomingMessage {
  const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return request;
}

test.each([
  ['192.0.2.1', undefined, 0, '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', undefined, 0, '2001:db8:1:2'],
  ['2001:db8:1:2::9', undefined, 0, '2001:db8:1:2'],
  ['2001:db8::9', undefined, 0, '2001:db8:0:0'],
  ['::1', undefined, 0, '0:0:0:0'],
  ['10.0.0.1', '203.0.113.9', 0, '10.0.0.1'],
  ['10.0.0.1', '203.0.113.9, 198.51.100.2', 1, '198.51.100.2'],
  ['10.0.0.1', '6.6.6.6, 203.0.113.9, 198.51.100.2', 2, '203.0.113.9'],
  ['10.0.0.1', '203.0.113.9', 2, '10.0.0.1'],
  ['10.0.0.1', 'unknown', 1, '10.0.0.1'],
  ['10.0.0.1', undefined, 1, '10.0.0.1'],
  ['10.0.0.1', '192.0.2.7:4711', 1, '192.0.2.7'],
  ['10.0.0.1', '[2001:db8:0:1::7]:4711', 1, '2001:db8:0:1'],
  ['10.0.0.1', '[2001:db8:0:1::7]', 1, '2001:db8:0:1'],
  ['10.0.0.1', '192.0.2.7:4711:1', 1, '10.0.0.1'],
  ['10.0.0.1', '2001:DB8:0001:2:3::9', 1, '2001:db8:1:2'],
  ['2001:db8::3:4:5:6:7', undefined, 0, '2001:db8:0:3'],
  ['fe80::', undefined, 0, 'fe80:0:0:0'],
])(
  'the address %s with X-Forwarded-For %s behind %i proxies is %s',
  (remote, forwarded, proxies, address) => {
    expect(clientAddress(requestFrom(remote, forwarded), proxies)).toBe(address);
  },
);

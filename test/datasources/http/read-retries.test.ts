import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { graphqlRequest } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const readCustomer = (url: string) =>
  graphqlRequest(url, 'query ($id: UUID!) { individualCustomer(id: $id) { id status } }', {
    id: EXAMPLE_INPUT.customerId,
  });

test.each([
  ['429', { status: 429 }],
  ['502 in HTML', { status: 502, body: '<html>', contentType: 'text/html' }],
  ['503', { status: 503 }],
  ['504', { status: 504 }],
  ['a cut before the headers', { reset: 'before-headers' }],
  ['a cut in mid-body', { reset: 'mid-body' }],
] as const)('a read that fails with %s is repeated, and the caller does not notice', async (_what, fault) => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', fault);

  const answer = await readCustomer(stack.url);

  expect(answer.errors).toBeUndefined();
  expect(stack.control.count('getCustomer')).toBe(2);
});

test('a read waits as long as Retry-After asks', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' } });
  stack.control.faults.script('getCustomer', { status: 429, headers: { 'retry-after': '1' } });
  const startedAt = performance.now();

  const answer = await readCustomer(stack.url);

  expect(answer.errors).toBeUndefined();
  expect(performance.now() - startedAt).toBeGreaterThan(950);
  expect(stack.control.count('getCustomer')).toBe(2);
});

test.each([
  [429, 'RATE_LIMITED'],
  [503, 'UPSTREAM_UNAVAILABLE'],
])('a %d whose Retry-After exceeds the deadline fails at once', async (status, code) => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', { status, headers: { 'retry-after': '60' } });

  const { errors } = await readCustomer(stack.url);

  const { code: told, retryable, retryAfterSeconds, outcome } = errors?.[0]?.extensions ?? {};
  expect({ told, retryable, retryAfterSeconds, outcome }).toEqual({
    told: code,
    retryable: true,
    retryAfterSeconds: 60,
    outcome: undefined,
  });
  expect(stack.control.count('getCustomer')).toBe(1);
});

test.each([
  ['503 for good', { status: 503, times: 'always' }, 'UPSTREAM_UNAVAILABLE', 3],
  ['504 for good', { status: 504, times: 'always' }, 'UPSTREAM_TIMEOUT', 3],
  ['429 for good', { status: 429, times: 'always' }, 'RATE_LIMITED', 3],
  ['cuts for good', { reset: 'before-headers', times: 'always' }, 'UPSTREAM_UNAVAILABLE', 3],
  ['500', { status: 500 }, 'UPSTREAM_UNAVAILABLE', 1],
  ['silence', { hang: true }, 'UPSTREAM_TIMEOUT', 1],
] as const)('%s ends in one clear, retryable error', async (_what, fault, code, count) => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', fault);

  const { data, errors } = await readCustomer(stack.url);

  expect(data).toEqual({ individualCustomer: null });
  const { code: told, retryable, outcome } = errors?.[0]?.extensions ?? {};
  expect({ told, retryable, outcome }).toEqual({ told: code, retryable: true, outcome: undefined });
  expect(stack.control.count('getCustomer')).toBe(count);
});

test('delays and attempts together stay within FIN_TIMEOUT_MS', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '6000' } });
  // Each attempt alone is in time.
  stack.control.faults.script('getCustomer', [{ status: 503, delayMs: 2_000 }, { delayMs: 5_000 }]);

  const { errors } = await readCustomer(stack.url);

  expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
  expect(stack.control.count('getCustomer')).toBe(2);
});

test('a read whose token was rejected is repeated once with a new one', async () => {
  await using stack = await startStack();
  await readCustomer(stack.url);
  stack.control.revokeAccessTokens();

  const { errors } = await readCustomer(stack.url);

  expect(errors).toBeUndefined();
  expect(stack.control.count('getCustomer')).toBe(3);
});

test.each([
  ['2592000', 3600],
  ['4294968', 3600],
  ['99999999999', 3600],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 3600],
  ['Sun Nov  6 08:49:37 2094', 3600],
])('Retry-After: %s fails at once with %d seconds, and no timer is started', async (header, seconds) => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '600000' } });
  stack.control.faults.script('getCustomer', { status: 503, headers: { 'retry-after': header } });

  const { errors } = await readCustomer(stack.url);

  expect(errors?.[0]?.extensions.retryAfterSeconds).toBe(seconds);
  expect(stack.control.count('getCustomer')).toBe(1);
});

test.each(['1e9', '1.5', 'Thu, 01 Jan 2099 00:00:00 +0000'])(
  'Retry-After: %s is malformed, and the read is repeated as if it were missing',
  async (header) => {
    await using stack = await startStack();
    stack.control.faults.script('getCustomer', { status: 503, headers: { 'retry-after': header } });

    const answer = await readCustomer(stack.url);

    expect(answer.errors).toBeUndefined();
    expect(stack.control.count('getCustomer')).toBe(2);
  },
);

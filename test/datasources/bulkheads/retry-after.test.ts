import { expect, test } from 'vitest';
import { errorOf, startClient } from './start-client.ts';

test('after a 429 with Retry-After, nothing is sent until then, and clients learn how long that is', async () => {
  await using client = await startClient();
  client.answerWith('attach', { status: 429, headers: { 'retry-after': '7' } });
  expect((await client.write('attach')).status).toBe(429);
  client.answerWith('attach', {});

  client.clock.nowMs = 2_000;
  const meanwhile = await errorOf(client.write('attach'));
  client.clock.nowMs = 7_000;

  expect(meanwhile).toMatchObject({
    code: 'RATE_LIMITED',
    message: expect.stringContaining('Nothing was sent'),
    retryable: true,
    outcome: undefined,
    retryAfterSeconds: 5,
    limit: 'fin_com',
  });
  expect((await client.write('attach')).status).toBe(200);
  expect(client.count('attach')).toBe(2);
});

test('after a 503 with Retry-After, the first write has an unknown outcome, and later ones were not sent', async () => {
  await using client = await startClient();
  client.answerWith('attach', { status: 503, headers: { 'retry-after': '3' } });
  await client.write('attach');

  expect(await errorOf(client.write('attach'))).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    outcome: undefined,
    retryAfterSeconds: 3,
  });
  expect(client.count('attach')).toBe(1);
});

test('a pause holds for the operation that was asked to pause, not for others', async () => {
  await using client = await startClient();
  // Longer than the time-out of a read, which would wait for it otherwise.
  client.answerWith('listCustomers', { status: 429, headers: { 'retry-after': '40' } });
  expect((await client.read('listCustomers')).status).toBe(429);
  expect(await errorOf(client.read('listCustomers'))).toMatchObject({ code: 'RATE_LIMITED' });

  expect((await client.read('getCustomer')).status).toBe(200);
  expect((await client.write('attach')).status).toBe(200);
});

test.each(['3600', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
  'Retry-After: %s keeps an operation closed for half a minute at most, then one call asks again',
  async (header) => {
    await using client = await startClient();
    client.answerWith('attach', { status: 429, headers: { 'retry-after': header } });
    await client.write('attach');

    expect(await errorOf(client.write('attach'))).toMatchObject({ retryAfterSeconds: 30 });
    client.clock.nowMs = 30_000;
    expect((await client.write('attach')).status).toBe(429);
    expect(await errorOf(client.write('attach'))).toMatchObject({ retryAfterSeconds: 30 });
    expect(client.count('attach')).toBe(2);
  },
);

test('when a pause ends, one call is sent first, and concurrent ones follow its success', async () => {
  await using client = await startClient();
  client.answerWith('getCustomer', { status: 429, headers: { 'retry-after': '40' } });
  await client.read('getCustomer');
  client.clock.nowMs = 30_000;
  client.answerWith('getCustomer', { hang: true });

  const reads = Array.from({ length: 20 }, () => client.read('getCustomer'));
  await client.arrived('getCustomer', 2);
  expect(client.count('getCustomer')).toBe(2);
  client.answerWith('getCustomer', {});
  client.release('getCustomer');

  const responses = await Promise.all(reads);
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
  expect(client.count('getCustomer')).toBe(21);
});

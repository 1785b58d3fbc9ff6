import { expect, test } from 'vitest';
import { errorOf, startClient } from './start-client.ts';

const repeat = <Result>(count: number, call: () => Promise<Result>) =>
  Promise.all(Array.from({ length: count }, call));

test('while writes hang and fill their connections, reads and calls for tokens are answered', async () => {
  await using client = await startClient({ connections: { writes: 4, reads: 4 } });
  client.answerWith('attach', { hang: true });
  client.answerWith('create', { hang: true });
  const hanging = [repeat(6, () => client.write('attach')), repeat(6, () => client.write('create'))];
  await client.arrived('attach', 3);
  await client.arrived('create', 1);

  const responses = await repeat(50, () => client.read('getCustomer'));
  expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
  expect((await client.token('issueToken')).status).toBe(200);

  client.answerWith('attach', {});
  client.answerWith('create', {});
  client.release('attach');
  client.release('create');
  await Promise.all(hanging);
});

test.each(['read', 'write'] as const)(
  'a %s operation that hangs gets at most three quarters of the connections, so others go on',
  async (effect) => {
    await using client = await startClient({ connections: { writes: 4, reads: 4 } });
    client.answerWith('hanging', { hang: true });
    const hanging = repeat(10, () => client[effect]('hanging'));
    await client.arrived('hanging', 3);

    const responses = await repeat(20, () => client[effect]('other'));
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
    expect(client.count('hanging')).toBe(3);

    client.answerWith('hanging', {});
    client.release('hanging');
    await hanging;
  },
);

test('a call that waits for a connection in vain was not sent, and may be tried again', async () => {
  await using client = await startClient({ connections: { writes: 1, maxWaitMs: 50 } });
  client.answerWith('attach', { hang: true });
  const hanging = client.write('attach');
  await client.arrived('attach', 1);

  expect(await errorOf(client.write('create'))).toEqual({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringMatching(/no free connection.*Nothing was sent/),
    retryable: true,
    outcome: undefined,
    retryAfterSeconds: 1,
    limit: 'upstream_connections',
    upstream: { operation: 'create' },
  });
  expect(client.count('create')).toBe(0);
  client.release('attach');
  await hanging;
  expect((await client.write('create')).status).toBe(200);
});

test('a call that waited for a connection is sent with the token of that moment', async () => {
  await using client = await startClient({ connections: { writes: 1 } });
  client.answerWith('attach', { hang: true });
  const hanging = client.write('attach');
  await client.arrived('attach', 1);
  let token = 'early';
  const waiting = client.write('create', { getToken: async () => token });
  await client.read('getCustomer');
  token = 'fresh';
  client.release('attach');
  await Promise.all([hanging, waiting]);

  expect(client.receivedBy('create').map(({ headers }) => headers.authorization)).toEqual(['Bearer fresh']);
});

test('a call is not sent if its operation was closed while it waited for a connection', async () => {
  await using client = await startClient({ connections: { writes: 1 } });
  client.answerWith('attach', { status: 429, headers: { 'retry-after': '20' } });
  const [first, second] = await Promise.allSettled([client.write('attach'), client.write('attach')]);

  expect(first).toMatchObject({ status: 'fulfilled', value: { status: 429 } });
  expect(second).toMatchObject({ status: 'rejected', reason: { code: 'RATE_LIMITED' } });
  expect(client.count('attach')).toBe(1);
});

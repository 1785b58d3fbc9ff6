import { expect, test } from 'vitest';
import { errorOf, startClient } from './start-client.ts';

type Client = Awaited<ReturnType<typeof startClient>>;

const FAILURES_TO_OPEN = 20;

/** Lets an operation fail until its circuit is open. */
async function openCircuit(client: Client, operation = 'attach') {
  client.answerWith(operation, { status: 503 });
  for (let call = 0; call < FAILURES_TO_OPEN; call += 1) await client.write(operation);
  client.answerWith(operation, {});
}

test('after twenty failures in a row, an operation fails at once without being sent, and others go on', async () => {
  await using client = await startClient();
  await openCircuit(client);

  expect(await errorOf(client.write('attach'))).toEqual({
    code: 'UPSTREAM_UNAVAILABLE',
    message: expect.stringContaining('Nothing was sent'),
    retryable: true,
    outcome: undefined,
    retryAfterSeconds: 1,
    limit: 'upstream_circuit',
    upstream: { operation: 'attach' },
  });
  expect(client.count('attach')).toBe(FAILURES_TO_OPEN);
  expect((await client.write('create')).status).toBe(200);
  expect((await client.read('getCustomer')).status).toBe(200);
});

test.each([400, 404, 409, 422, 429, 500])('responses with %i never open the circuit', async (status) => {
  await using client = await startClient();
  client.answerWith('attach', { status });

  for (let call = 0; call < 2 * FAILURES_TO_OPEN; call += 1) await client.write('attach');

  expect(client.count('attach')).toBe(2 * FAILURES_TO_OPEN);
  expect(client.changes).toEqual([]);
});

test('failures with a success between them do not open the circuit', async () => {
  await using client = await startClient();
  for (let round = 0; round < 3; round += 1) {
    client.answerWith('attach', { status: 503 });
    for (let call = 1; call < FAILURES_TO_OPEN; call += 1) await client.write('attach');
    client.answerWith('attach', { status: 422 });
    await client.write('attach');
  }

  expect(client.count('attach')).toBe(3 * FAILURES_TO_OPEN);
});

test('calls that time out open the circuit', async () => {
  await using client = await startClient({ timeoutMs: 2_000 });
  client.answerWith('attach', { hang: true });

  const first = await Promise.all(
    Array.from({ length: FAILURES_TO_OPEN }, () => errorOf(client.write('attach'))),
  );

  expect(first.map(({ code, outcome }) => [code, outcome])).toEqual(
    first.map(() => ['UPSTREAM_TIMEOUT', 'UNKNOWN']),
  );
  expect(await errorOf(client.write('attach'))).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    outcome: undefined,
  });
  expect(client.count('attach')).toBe(FAILURES_TO_OPEN);
});

test('after its time, one call is sent as a probe, and its success lets all calls through', async () => {
  await using client = await startClient();
  await openCircuit(client);
  client.clock.nowMs = 1_000;
  client.answerWith('attach', { hang: true });

  const probe = client.write('attach');
  await client.arrived('attach', FAILURES_TO_OPEN + 1);
  const meanwhile = await errorOf(client.write('attach'));
  client.answerWith('attach', {});
  client.release('attach');

  expect(meanwhile).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true, retryAfterSeconds: 5 });
  expect((await probe).status).toBe(200);
  const later = await Promise.all(Array.from({ length: 30 }, () => client.write('attach')));
  expect(later.map(({ status }) => status)).toEqual(later.map(() => 200));
  expect(client.changes).toEqual([
    { operation: 'attach', state: 'open', cause: 'failures' },
    { operation: 'attach', state: 'half_open', cause: 'failures' },
    { operation: 'attach', state: 'closed' },
  ]);
});

test('each failed probe doubles the time until the next one, up to fifteen seconds', async () => {
  await using client = await startClient();
  await openCircuit(client);
  client.answerWith('attach', { status: 504 });
  const waits: (number | undefined)[] = [];

  for (let probe = 0; probe < 7; probe += 1) {
    const { retryAfterSeconds = 0 } = await errorOf(client.write('attach'));
    waits.push(retryAfterSeconds);
    client.clock.nowMs += retryAfterSeconds * 1_000;
    expect((await client.write('attach')).status).toBe(504);
  }

  expect(waits).toEqual([1, 2, 4, 8, 15, 15, 15]);
});

test('a probe that hangs does not keep the circuit closed to further probes', async () => {
  await using client = await startClient();
  await openCircuit(client);
  client.clock.nowMs = 1_000;
  client.answerWith('attach', { hang: true });
  const hanging = client.write('attach');
  await client.arrived('attach', FAILURES_TO_OPEN + 1);
  client.answerWith('attach', {});

  client.clock.nowMs += 5_000;
  expect((await client.write('attach')).status).toBe(200);
  client.release('attach');
  expect((await hanging).status).toBe(200);
});

test('a probe that cannot be sent for want of a token leaves the next call to probe', async () => {
  await using client = await startClient();
  await openCircuit(client);
  client.clock.nowMs = 1_000;
  const noToken = () => Promise.reject(new Error('no token'));

  await errorOf(client.write('attach', { getToken: noToken }));

  expect((await client.write('attach')).status).toBe(200);
});

test('calls for tokens are always sent: they have a back-off of their own', async () => {
  await using client = await startClient();
  client.answerWith('issueToken', { status: 503, headers: { 'retry-after': '10' } });

  for (let call = 0; call < 2 * FAILURES_TO_OPEN; call += 1) await client.token('issueToken');

  expect(client.count('issueToken')).toBe(2 * FAILURES_TO_OPEN);
});

import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../support/example-data.ts';
import { ATTACH, graphqlRequest } from '../support/graphql-request.ts';
import { attachOnce, attachOutcome, outcomeRequest, replayedFields } from '../support/idempotent-request.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { startTestGateway } from '../support/start-gateway.ts';

const SHARED_STATE_KEY = randomBytes(32).toString('base64');
const WAIT = { timeout: 30_000 };
const UNAVAILABLE = { code: 'IDEMPOTENCY_UNAVAILABLE', retryable: true, retryAfterSeconds: 1 };

const startReplica = (sandbox: Sandbox, redis: TestRedis, withoutRedis: 'allow' | 'refuse') =>
  startTestGateway(sandbox, {
    REDIS_URL: redis.url,
    SHARED_STATE_KEY,
    IDEMPOTENCY_WITHOUT_REDIS: withoutRedis,
  });

const configured = (name: string, value: string) => (redis: TestRedis) =>
  redis.command('CONFIG', 'SET', name, value);

const TROUBLES = [
  {
    name: 'is stopped',
    begin: (redis: TestRedis) => redis.stop(),
    end: (redis: TestRedis) => redis.start(),
  },
  {
    name: 'hangs',
    begin: async (redis: TestRedis) => redis.freeze(),
    end: async (redis: TestRedis) => redis.thaw(),
  },
  { name: 'is full', begin: configured('maxmemory', '1'), end: configured('maxmemory', '0') },
  {
    name: 'has lost its own replicas',
    begin: configured('min-replicas-to-write', '1'),
    end: configured('min-replicas-to-write', '0'),
  },
] as const;

test.each(TROUBLES)(
  'with IDEMPOTENCY_WITHOUT_REDIS=refuse, writes with a key are rejected while Redis $name, and others succeed',
  { timeout: 60_000 },
  async ({ begin, end }) => {
    await using sandbox = await startSandbox();
    await using redis = await startRedis();
    await using gateway = await startReplica(sandbox, redis, 'refuse');
    await vi.waitFor(
      async () => expect((await attachOnce(gateway.url, 'before')).errors).toBeUndefined(),
      WAIT,
    );
    const attached = () => sandbox.control.count('attachIndividualDocuments');
    const attachedBefore = attached();

    await begin(redis);
    const keyed = await attachOnce(gateway.url, 'during');
    const created = await graphqlRequest(
      gateway.url,
      'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }',
      { input: { ...NEW_CUSTOMER, idempotencyKey: 'a person' } },
    );
    const attachedWithKey = attached();
    const withoutKey = await graphqlRequest(gateway.url, ATTACH, { input: EXAMPLE_INPUT });

    expect(keyed.errors?.[0]?.extensions).toMatchObject(UNAVAILABLE);
    expect(created.errors?.[0]?.extensions).toMatchObject(UNAVAILABLE);
    expect(attachedWithKey).toBe(attachedBefore);
    expect(sandbox.control.count('createIndividualCustomer')).toBe(0);
    expect(withoutKey.errors).toBeUndefined();
    // The records of this process itself do not change any more.
    expect(replayedFields(await attachOnce(gateway.url, 'before'))).toHaveLength(1);

    await end(redis);
    expect(gateway.logged()).toContain('"event":"idempotency-degraded"');
  },
);

test.each(['allow', 'refuse'] as const)(
  "the outcome of another replica's attach is not NOT_FOUND while Redis is unavailable (%s)",
  { timeout: 60_000 },
  async (withoutRedis) => {
    await using sandbox = await startSandbox();
    await using redis = await startRedis();
    await using one = await startReplica(sandbox, redis, withoutRedis);
    await using two = await startReplica(sandbox, redis, withoutRedis);
    await vi.waitFor(async () => expect((await attachOnce(one.url, 'made')).errors).toBeUndefined(), WAIT);

    redis.freeze();
    const hanging = await outcomeRequest(two.url, 'made');
    const knownToBeLost = await outcomeRequest(two.url, 'never sent');
    redis.thaw();

    expect(hanging.errors?.[0]?.extensions).toMatchObject(UNAVAILABLE);
    expect(hanging.errors?.[0]?.message).toContain('Ask again');
    expect(knownToBeLost.errors?.[0]?.extensions).toMatchObject(UNAVAILABLE);
    await vi.waitFor(
      async () => expect(await attachOutcome(two.url, 'made')).toMatchObject({ state: 'SUCCEEDED' }),
      WAIT,
    );
    expect(await attachOutcome(two.url, 'never sent')).toMatchObject({ state: 'NOT_FOUND' });
  },
);

test('with IDEMPOTENCY_WITHOUT_REDIS=refuse, a rejected key can be used again, although a hanging Redis executes its claim later', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using gateway = await startReplica(sandbox, redis, 'refuse');
  await vi.waitFor(
    async () => expect((await attachOnce(gateway.url, 'before')).errors).toBeUndefined(),
    WAIT,
  );

  redis.freeze();
  const rejected = await attachOnce(gateway.url, 'during');
  redis.thaw();

  expect(rejected.errors?.[0]?.extensions).toMatchObject(UNAVAILABLE);
  await vi.waitFor(
    async () => expect((await attachOnce(gateway.url, 'during')).errors).toBeUndefined(),
    WAIT,
  );
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(2);
});

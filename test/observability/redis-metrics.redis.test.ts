import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { attachOnce } from '../support/idempotent-request.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startStack } from '../support/start-stack.ts';

const records = (text: string) =>
  ['shared', 'degraded', 'refused'].map((place) =>
    sampleValue(text, `fin_gateway_idempotency_records_total{place="${place}"}`),
  );

test('commands to Redis are counted and timed, and records are shared while Redis accepts writes', async () => {
  await using stack = await startStack({ redis: true, env: { METRICS_PORT: '0' } });
  await attachOnce(stack.url, randomUUID());

  const text = await scrape(stack.gateway);

  expect(records(text)).toEqual([1, 0, 0]);
  const count = (command: string) =>
    sampleValue(text, `fin_gateway_redis_duration_seconds_count{command="${command}"}`);
  expect(count('eval')).toBeGreaterThan(1);
  expect(count('probe')).toBeGreaterThan(0);
  expect(text.match(/^fin_gateway_redis_errors_total\{.*\} [^0]/gm)).toBeNull();
});

test.each([
  ['allow', [0, 1, 0]],
  ['refuse', [0, 0, 1]],
] as const)(
  'with a read-only Redis and %s, its errors and the records that it does not get are counted',
  async (withoutRedis, expected) => {
    await using stack = await startStack({
      redis: true,
      env: { METRICS_PORT: '0', IDEMPOTENCY_WITHOUT_REDIS: withoutRedis },
    });
    // A new Redis may have lost records, so strict replicas wait before they use it.
    await expect.poll(async () => (await attachOnce(stack.url, randomUUID())).errors).toBeUndefined();
    await stack.redis.command('REPLICAOF', '127.0.0.1', '1');
    const errors = async () =>
      sampleValue(await scrape(stack.gateway), 'fin_gateway_redis_errors_total{reason="READONLY"}');

    await expect.poll(errors).toBeGreaterThan(0);
    const before = records(await scrape(stack.gateway));
    await attachOnce(stack.url, randomUUID());

    const after = records(await scrape(stack.gateway));
    expect(after.map((count, place) => count - (before[place] ?? 0))).toEqual(expected);
  },
);

test('records that Redis has lost are counted', async () => {
  await using stack = await startStack({ redis: true, env: { METRICS_PORT: '0' } });
  await attachOnce(stack.url, randomUUID());
  await stack.redis.command('FLUSHALL');

  await expect
    .poll(async () => sampleValue(await scrape(stack.gateway), 'fin_gateway_idempotency_losses_total'))
    .toBe(1);
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startRedis } from '../support/redis/start-redis.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

const SHARED_STATE_KEY = randomBytes(32).toString('base64');

test.each(['was full', 'was stopped'] as const)(
  'no attach is repeated after a replica was stopped just after Redis %s',
  { timeout: 60_000 },
  async (trouble) => {
    await using redis = await startRedis();
    const env = { REDIS_URL: redis.url, SHARED_STATE_KEY };
    await using stack = await startStack({ env });
    const begin = () => redis.command('CONFIG', 'SET', 'maxmemory', '1');
    await (trouble === 'was full' ? begin() : redis.stop());
    const first = await attachOnce(stack.url, 'of this attach');
    const refused = await attachOnce(stack.url, 'of another', { tosPoliciesValue: '' });

    const stopped = stack.gateway.close();
    await (trouble === 'was full' ? redis.command('CONFIG', 'SET', 'maxmemory', '0') : redis.start());
    await stopped;
    await using other = await startTestGateway(stack.sandbox, env);
    const again = await attachOnce(other.url, 'of this attach');

    expect(first.errors).toBeUndefined();
    expect(refused.errors).toBeDefined();
    expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
    expect(stack.control.count('attachIndividualDocuments')).toBe(1);
    expect(stack.logged()).not.toContain('idempotency-records-dropped');
  },
);

test('a replica that stops without Redis logs the number of lost records and stops in time', {
  timeout: 60_000,
}, async () => {
  await using redis = await startRedis();
  await using stack = await startStack({ env: { REDIS_URL: redis.url, SHARED_STATE_KEY } });
  await redis.stop();
  await attachOnce(stack.url, 'first');
  await attachOnce(stack.url, 'second');
  const broken = { proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number: '' } };
  for (let count = 0; count < 20; count += 1) await attachOnce(stack.url, 'broken', broken);

  await stack.gateway.close();

  expect(stack.logged()).toMatch(/"event":"idempotency-records-dropped","count":2\b/);
});

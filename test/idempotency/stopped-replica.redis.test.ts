import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startRedis } from '../support/redis/start-redis.ts';
import { startTestGateway } from '../support/start-gateway.ts';

const SHARED_STATE_KEY = randomBytes(32).toString('base64');

test.each(['was full', 'was stopped'] as const)(
  'a replica that is stopped just after Redis %s leaves no retry to be made twice',
  { timeout: 60_000 },
  async (trouble) => {
    await using sandbox = await startSandbox();
    await using redis = await startRedis();
    const env = { REDIS_URL: redis.url, SHARED_STATE_KEY };
    const stopping = await startTestGateway(sandbox, env);
    const begin = () => redis.command('CONFIG', 'SET', 'maxmemory', '1');
    await (trouble === 'was full' ? begin() : redis.stop());
    const first = await attachOnce(stopping.url, 'of this attach');
    const refused = await attachOnce(stopping.url, 'of another', { tosPoliciesValue: '' });

    const stopped = stopping.close();
    await (trouble === 'was full' ? redis.command('CONFIG', 'SET', 'maxmemory', '0') : redis.start());
    await stopped;
    await using other = await startTestGateway(sandbox, env);
    const again = await attachOnce(other.url, 'of this attach');

    expect(first.errors).toBeUndefined();
    expect(refused.errors).toBeDefined();
    expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
    expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
    expect(stopping.logged()).not.toContain('idempotency-records-dropped');
  },
);

test('a replica that is stopped while Redis stays away says how many records are lost, and stops in time', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  const gateway = await startTestGateway(sandbox, { REDIS_URL: redis.url, SHARED_STATE_KEY });
  await redis.stop();
  await attachOnce(gateway.url, 'first');
  await attachOnce(gateway.url, 'second');
  const broken = { proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number: '' } };
  for (let count = 0; count < 20; count += 1) await attachOnce(gateway.url, 'broken', broken);

  await gateway.close();

  expect(gateway.logged()).toMatch(/"event":"idempotency-records-dropped","count":2\b/);
});

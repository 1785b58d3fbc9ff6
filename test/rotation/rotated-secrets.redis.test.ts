import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { attachOnce } from '../support/idempotent-request.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { type Rollout, startRollout } from './start-rollout.ts';

const [OLD, NEW] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const TIMEOUT_MS = 180_000;

interface Rotation {
  readonly before: (redis: TestRedis) => Readonly<Record<string, string>>;
  readonly rotate: (stage: { sandbox: Sandbox; redis: TestRedis; rollout: Rollout }) => Promise<void>;
}

/** The steps that docs/secrets.md describes. */
const ROTATIONS: Readonly<Record<string, Rotation>> = {
  FIN_CLIENT_SECRET: {
    before: () => ({}),
    async rotate({ sandbox, rollout }) {
      sandbox.control.clientSecrets.add(NEW);
      await rollout.roll({ FIN_CLIENT_SECRET: NEW });
      sandbox.control.clientSecrets.delete(sandbox.clientSecret);
      // Whether Fin.com does so is not documented.
      sandbox.control.revokeAccessTokens();
      sandbox.control.revokeRefreshTokens();
    },
  },
  REDIS_URL: {
    before: ({ url }) => ({ REDIS_URL: url.replace('redis://', `redis://gateway:${OLD}@`) }),
    async rotate({ redis, rollout }) {
      await redis.command('ACL', 'SETUSER', 'gateway', `>${NEW}`);
      await rollout.roll({ REDIS_URL: redis.url.replace('redis://', `redis://gateway:${NEW}@`) });
      await redis.command('ACL', 'SETUSER', 'gateway', `<${OLD}`);
    },
  },
  SHARED_STATE_KEY: {
    before: () => ({ SHARED_STATE_KEY: OLD }),
    async rotate({ rollout }) {
      await rollout.roll({ SHARED_STATE_KEY: NEW, SHARED_STATE_KEY_PREVIOUS: OLD });
      await rollout.roll({ SHARED_STATE_KEY_PREVIOUS: '' });
    },
  },
  AUDIT_HASH_KEY: {
    before: () => ({ AUDIT_HASH_KEY: OLD }),
    rotate: ({ rollout }) => rollout.roll({ AUDIT_HASH_KEY: NEW }),
  },
};

async function startRedisWithUser(): Promise<TestRedis> {
  const redis = await startRedis();
  await redis.command('ACL', 'SETUSER', 'gateway', 'on', `>${OLD}`, '~*', '&*', '+@all');
  return redis;
}

test.each(Object.entries(ROTATIONS))(
  'while %s is changed, no write fails, is lost or is doubled',
  { timeout: TIMEOUT_MS },
  async (_, { before, rotate }) => {
    await using sandbox = await startSandbox();
    await using redis = await startRedisWithUser();
    const env = { REDIS_URL: redis.url, SHARED_STATE_KEY: OLD, ...before(redis) };
    await using rollout = await startRollout(sandbox, env);
    await rollout.written(5);

    await rotate({ sandbox, redis, rollout });
    await rollout.written(5);

    const { failures, writeCount } = await rollout.endTraffic();
    expect(failures).toEqual([]);
    expect(sandbox.control.attachCount()).toBe(writeCount);
    expect(rollout.logged()).not.toMatch(
      /"event":"(redis-lost|idempotency-|token-not-shared|credentials-refused)/,
    );
  },
);

test('removing a password of Redis closes no connection, and CLIENT KILL does', {
  timeout: TIMEOUT_MS,
}, async () => {
  await using redis = await startRedisWithUser();
  await using stack = await startStack({
    env: { SHARED_STATE_KEY: OLD, REDIS_URL: redis.url.replace('redis://', `redis://gateway:${OLD}@`) },
  });

  await redis.command('ACL', 'SETUSER', 'gateway', `>${NEW}`, `<${OLD}`);
  await attachOnce(stack.url, 'after the password was removed');
  expect(stack.logged()).not.toContain('redis-lost');

  await redis.command('CLIENT', 'KILL', 'USER', 'gateway');
  await expect.poll(stack.logged).toContain('redis-lost');
  await redis.command('ACL', 'SETUSER', 'gateway', `>${OLD}`);
  await expect.poll(stack.logged, { timeout: 30_000 }).toContain('redis-restored');
});

test('a replica with a wrong client secret becomes ready with the shared token, so the secret needs a check of its own', async () => {
  const env = { SHARED_STATE_KEY: OLD };
  await using redis = await startRedis();
  await using stack = await startStack({ env: { ...env, REDIS_URL: redis.url } });
  await stack.attach();

  const account = { ...stack.sandbox, clientSecret: 'wrong' };
  await using shared = await startTestGateway(account, { ...env, REDIS_URL: redis.url });
  await using alone = await startTestGateway(account);

  const ready = [shared, alone].map(({ origin }) => fetch(`${origin}/ready`));
  expect((await Promise.all(ready)).map(({ status }) => status)).toEqual([200, 503]);
});

test('while FIN_WEBHOOK_SECRET is changed, every webhook is accepted', { timeout: TIMEOUT_MS }, async () => {
  await using sandbox = await startSandbox();
  await using rollout = await startRollout(sandbox, { FIN_WEBHOOK_SECRET: OLD });
  const { webhooks } = sandbox.control;
  const sign = (secret: string) => webhooks.sendTo({ url: `${rollout.origin}/webhooks/fin`, secret });
  const areAnswered = () => webhooks.sent.every(({ status }) => status !== undefined);
  let statuses = 0;
  const change = () => {
    // One that had to wait would arrive with an old signature, after the old secret is gone.
    if (!areAnswered()) return;
    statuses += 1;
    sandbox.control.setCustomer(CUSTOMER_ID, {
      customer_status: statuses % 2 === 0 ? 'APPROVED' : 'REJECTED',
    });
  };
  sign(OLD);
  const timer = setInterval(change, 50);

  await rollout.roll({ FIN_WEBHOOK_SECRET: `${NEW},${OLD}` });
  sign(NEW);
  await rollout.roll({ FIN_WEBHOOK_SECRET: NEW });

  clearInterval(timer);
  await expect.poll(areAnswered).toBe(true);
  expect(webhooks.sent.length).toBeGreaterThan(10);
  expect(new Set(webhooks.sent.map(({ status }) => status))).toEqual(new Set([200]));
});

test('after AUDIT_HASH_KEY was changed, a customer is found by the hash with either key', {
  timeout: TIMEOUT_MS,
}, async () => {
  await using sandbox = await startSandbox();
  await using rollout = await startRollout(sandbox, { AUDIT_HASH_KEY: OLD }, 1);
  await rollout.written(1);

  await rollout.roll({ AUDIT_HASH_KEY: NEW });
  await rollout.written(1);

  const hashes = () =>
    new Set(
      Array.from(rollout.logged().matchAll(/"customerHash(?:es)?":\[?"(\w+)"/g), ([, hash = '']) => hash),
    );
  // Lines arrive later than responses.
  await expect.poll(hashes, { timeout: 20_000 }).toEqual(new Set([OLD, NEW].map(hashOfCustomer)));
});

function hashOfCustomer(key: string): string {
  return createHmac('sha256', key).update(`customer\0${CUSTOMER_ID}`).digest('hex').slice(0, 32);
}

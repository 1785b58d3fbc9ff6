import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KEY_PREFIX } from '../../src/redis/key-prefix.ts';
import { createSealing } from '../../src/redis/sealing.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { attachOnce, outcomeRequest } from '../support/idempotent-request.ts';
import { attachFields, content, filePart, sendForm } from '../support/multipart.ts';
import type { TestRedis } from '../support/redis/start-redis.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const KEY = 'of-this-write';
const SHARED_STATE_KEY = randomBytes(32).toString('base64');
const ENV = { SHARED_STATE_KEY };

type Replace = (redis: TestRedis, name: string) => Promise<unknown>;

/** Values that a release with other formats may have written. */
const asHash: Replace = async (redis, name) => {
  await redis.command('DEL', name);
  return redis.command('HSET', name, 'version', '9', 'phase', 'SUCCEEDED');
};

/** Starts one more replica, which has nothing in memory. */
function startAnother({ sandbox, redis }: Stack, env: Readonly<Record<string, string>> = {}) {
  return startTestGateway(sandbox, { ...ENV, REDIS_URL: redis.url, ...env });
}

async function onlyName(redis: TestRedis, pattern: string): Promise<string> {
  const names = await redis.command('KEYS', pattern);
  if (!Array.isArray(names) || names.length !== 1) throw new Error(`${pattern} matches ${names}`);
  return String(names[0]);
}

describe('a record of another release', () => {
  const RECORD = `${KEY_PREFIX}write:*`;
  test.each<[string, Replace, string]>([
    ['in an unknown version', (redis, name) => redis.command('SETRANGE', name, '0', '9'), 'allow'],
    ['in an unknown version', (redis, name) => redis.command('SETRANGE', name, '0', '9'), 'refuse'],
    ['that is empty', (redis, name) => redis.command('SET', name, '', 'KEEPTTL'), 'allow'],
    ['that is empty', (redis, name) => redis.command('SET', name, '', 'KEEPTTL'), 'refuse'],
    ['that is stored as another type', asHash, 'allow'],
    ['that is stored as another type', asHash, 'refuse'],
  ])('%s is neither replayed, sent again nor replaced', async (_what, replace, withoutRedis) => {
    await using stack = await startStack({ redis: true, env: ENV });
    await attachOnce(stack.url, KEY);
    await replace(stack.redis, await onlyName(stack.redis, RECORD));
    const stored = () => onlyName(stack.redis, RECORD).then((name) => stack.redis.command('DUMP', name));
    const before = await stored();
    await using other = await startAnother(stack, { IDEMPOTENCY_WITHOUT_REDIS: withoutRedis });

    const repeated = await attachOnce(other.url, KEY);
    const corrected = await attachOnce(other.url, KEY, { tosPoliciesValue: 'another' });
    const outcome = await outcomeRequest(other.url, KEY);

    for (const { errors } of [repeated, corrected, outcome]) {
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_UNAVAILABLE', retryable: true });
    }
    expect(stack.control.count('attachIndividualDocuments')).toBe(1);
    expect(await stored()).toEqual(before);
  });

  test('with content that cannot be read has an unknown outcome, with and without files', async () => {
    const form = [
      ...attachFields({ identity: [{ upload: null }], address: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }] }),
      filePart('identity.0', content('pdf', 30_000)),
    ];
    const requests = [
      (url: string) => attachOnce(url, KEY),
      (url: string) => sendForm(url, form, { 'idempotency-key': KEY }),
    ];
    for (const request of requests) {
      await using stack = await startStack({ redis: true, env: ENV });
      await request(stack.url);
      const name = await onlyName(stack.redis, RECORD);
      const length = Number(await stack.redis.command('STRLEN', name));
      await stack.redis.command('SETRANGE', name, `${length - 4}`, 'else');
      await using other = await startAnother(stack);

      const { errors } = await request(other.url);

      expect(errors?.[0]?.extensions).toMatchObject({ outcome: 'UNKNOWN', retryable: false });
      expect(stack.control.count('attachIndividualDocuments')).toBe(1);
    }
  });
});

describe('a token of another release', () => {
  const TOKEN = `${KEY_PREFIX}*:token:*`;
  const tokensIssued = ({ control }: Stack) => control.count('issueToken') + control.count('refreshToken');
  const seal = (value: object, name: string) =>
    createSealing(Buffer.from(SHARED_STATE_KEY, 'base64')).seal(JSON.stringify(value), name);
  const later: Replace = (redis, name) =>
    redis.command('SET', name, seal({ version: 9, accessToken: 'of another release' }, name), 'KEEPTTL');

  test.each<[string, Replace, string]>([
    ['with unknown members', later, 'UNREADABLE'],
    ['that is stored as another type', asHash, 'WRONGTYPE'],
  ])('%s is not used: the replica obtains its own', async (_what, replace, reason) => {
    await using stack = await startStack({ redis: true, env: ENV });
    await stack.attach();
    await replace(stack.redis, await onlyName(stack.redis, TOKEN));
    await using other = await startAnother(stack);

    const attached = await attachOnce(other.url, KEY);

    expect(attached.errors).toBeUndefined();
    expect(tokensIssued(stack)).toBe(2);
    expect(other.logged()).toContain(`"event":"token-not-shared","reason":"${reason}"`);
  });

  test('with all members that this one knows is used, and further members are ignored', async () => {
    await using stack = await startStack({ redis: true, env: ENV });
    await stack.attach();
    const name = await onlyName(stack.redis, TOKEN);
    const sealed = String(await stack.redis.command('GET', name));
    const text = createSealing(Buffer.from(SHARED_STATE_KEY, 'base64')).open(sealed, name);
    const value = { ...JSON.parse(String(text)), scope: 'of another release' };
    await stack.redis.command('SET', name, seal(value, name), 'KEEPTTL');
    await using other = await startAnother(stack);

    expect((await attachOnce(other.url, KEY)).errors).toBeUndefined();

    expect(tokensIssued(stack)).toBe(1);
    expect(other.logged()).not.toContain('token-not-shared');
  });
});

test('a message of another release is a hint like any other: the customer is read', async () => {
  await using stack = await startStack({ redis: true, env: { ...ENV, STATUS_POLL_SECONDS: '0' } });
  await using changes = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  await changes.next();
  const channels = await stack.redis.command('PUBSUB', 'CHANNELS');
  const [channel] = Array.isArray(channels) ? channels : [];
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });

  await stack.redis.command('PUBLISH', String(channel), '{"version":9}');

  expect((await changes.next()).data).toMatchObject({ individualCustomerChanged: { status: 'APPROVED' } });
});

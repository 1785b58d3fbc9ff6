import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { createRotatingTokenStore } from '../../src/datasources/fin/auth/rotating-token-store.ts';
import { createSharedTokenStore } from '../../src/datasources/fin/auth/shared-token-store.ts';
import type { TokenPair } from '../../src/datasources/fin/auth/tokens.ts';
import { connectRedis } from '../../src/redis/redis.ts';
import { createSealing } from '../../src/redis/sealing.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { attachFields, content, filePart, sendForm } from '../support/multipart.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { startTestGateway } from '../support/start-gateway.ts';

const OLD = randomBytes(32).toString('base64');
const NEW = randomBytes(32).toString('hex');

/** The replicas of the three steps of a rotation, which run side by side while it is rolled out. */
async function startSteps(sandbox: Sandbox, redis: TestRedis) {
  const start = (env: Readonly<Record<string, string>>) =>
    startTestGateway(sandbox, { REDIS_URL: redis.url, ...env });
  const before = await start({ SHARED_STATE_KEY: OLD });
  const during = await start({ SHARED_STATE_KEY: NEW, SHARED_STATE_KEY_PREVIOUS: OLD });
  const after = await start({ SHARED_STATE_KEY: NEW });
  const all = [before, during, after];
  return {
    before,
    during,
    after,
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((gateway) => gateway.close()));
    },
  };
}

test('rotating the key loses no record', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using steps = await startSteps(sandbox, redis);
  const { before, during, after } = steps;
  await attachOnce(before.url, 'made before');
  await attachOnce(during.url, 'made during');

  const replayed = [
    await attachOnce(during.url, 'made before'),
    await attachOnce(before.url, 'made during'),
    await attachOnce(after.url, 'made during'),
  ];

  expect(replayed.map((answer) => replayedFields(answer).length)).toEqual([1, 1, 1]);
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(2);
  expect((await attachOutcome(during.url, 'made before')).state).toBe('SUCCEEDED');
  const reused = await attachOnce(during.url, 'made before', { tosPoliciesValue: 'another' });
  expect(reused.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(during.logged()).not.toContain('other-shared-state-key');
});

test.each([
  ['the old key and both', ['before', 'during']],
  ['both and the new key', ['during', 'after']],
] as const)(
  'of forty concurrent requests over replicas with %s one is sent',
  { timeout: 60_000 },
  async (_, names) => {
    await using sandbox = await startSandbox();
    await using redis = await startRedis();
    await using steps = await startSteps(sandbox, redis);
    sandbox.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });
    const urls = Array.from({ length: 20 }, () => names.map((name) => steps[name].url)).flat();

    const answers = await Promise.all(urls.map((url) => attachOnce(url, 'at once')));

    for (const { errors } of answers) expect(errors?.[0]?.extensions).toBeUndefined();
    expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
  },
);

test('files that were stored before the rotation are not stored again, and a rejected input can be corrected', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using steps = await startSteps(sandbox, redis);
  sandbox.control.faults.script('attachIndividualDocuments', { status: 422, body: { message: 'No' } });
  const form = (number: string) => [
    ...attachFields(
      { identity: [{ upload: null }], address: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }] },
      { number },
    ),
    filePart('identity.0', content('pdf', 30_000)),
  ];
  const headers = { 'idempotency-key': 'refused' };
  const refused = await sendForm(steps.before.url, form('A1234567'), headers);

  const corrected = await sendForm(steps.during.url, form('B7654321'), headers);

  expect(refused.errors?.[0]?.extensions.code).toBe('FIN_VALIDATION_FAILED');
  expect(corrected.errors).toBeUndefined();
  expect(sandbox.control.count('uploadDocuments')).toBe(1);
});

async function openTokenStores(redis: TestRedis) {
  const connection = await connectRedis({ url: redis.url, log: { warn: () => undefined } });
  const account = { baseUrl: 'https://sandbox.api.fin.com', clientId: 'client-1' };
  const storeOf = (key: string) =>
    createSharedTokenStore({ redis: connection, sealing: createSealing(Buffer.from(key)), account });
  const [before, after] = [storeOf(OLD.slice(0, 32)), storeOf(NEW.slice(0, 32))];
  const during = createRotatingTokenStore(after, before);
  return { before, during, after, [Symbol.asyncDispose]: () => connection.close() };
}

function pairNamed(name: string): TokenPair {
  const expiresAtMs = performance.now() + 60_000;
  return { access: { token: name, lifetimeMs: 100_000, expiresAtMs }, refresh: undefined };
}

test('during a rotation, replicas share the token, renew it one at a time and remove it for all', async () => {
  await using redis = await startRedis();
  await using stores = await openTokenStores(redis);
  const { before, during, after } = stores;
  const tokenIn = async (store: typeof before) => (await store.read()).pair?.access.token;
  const oldLock = await before.lock();
  expect(await during.lock()).toBeUndefined();
  if (oldLock) await before.write(pairNamed('of the old key'), oldLock);
  expect(await tokenIn(during)).toBe('of the old key');

  const lock = await during.lock();
  expect([await before.lock(), await after.lock()]).toEqual([undefined, undefined]);
  if (lock) expect(await during.write(pairNamed('of both'), lock)).toBe(true);
  await lock?.release();
  expect([await tokenIn(before), await tokenIn(after)]).toEqual(['of both', 'of both']);

  const { sealed = '' } = await during.read();
  await during.remove(sealed);
  expect([await tokenIn(before), await tokenIn(after)]).toEqual([undefined, undefined]);
});

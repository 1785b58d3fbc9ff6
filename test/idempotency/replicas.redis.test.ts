import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../support/example-data.ts';
import { ATTACH, graphqlRequest } from '../support/graphql-request.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { attachFields, content, filePart, sendForm } from '../support/multipart.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { spawnGateway } from '../support/spawn-gateway.ts';
import { startTestGateway, type TestGateway } from '../support/start-gateway.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const KEY = 'of-this-attach';
const SHARED_STATE_KEY = randomBytes(32).toString('base64');
const ADDRESS_URI = '/AbAcQ4hn_0652746727638.pdf';
const WAIT = { timeout: 30_000 };

function startReplica(
  sandbox: Sandbox,
  redis: Pick<TestRedis, 'url'>,
  env: Readonly<Record<string, string>> = {},
): Promise<TestGateway> {
  return startTestGateway(sandbox, { REDIS_URL: redis.url, SHARED_STATE_KEY, ...env });
}

/** Variables of a process whose leases outlast it by four to six seconds, longer than the others wait. */
function processEnv({ url, clientId, clientSecret }: Sandbox, redis: Pick<TestRedis, 'url'>) {
  return {
    PORT: '0',
    FIN_BASE_URL: url,
    FIN_CLIENT_ID: clientId,
    FIN_CLIENT_SECRET: clientSecret,
    FIN_TIMEOUT_MS: '6000',
    REDIS_URL: redis.url,
    SHARED_STATE_KEY,
  };
}

test('one replica replays the attach of another', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using one = await startReplica(sandbox, redis);
  await using two = await startReplica(sandbox, redis);

  const first = await attachOnce(one.url, KEY);
  const again = await attachOnce(two.url, KEY);
  const other = await attachOnce(two.url, KEY, { tosPoliciesValue: 'another' });

  expect(first.errors).toBeUndefined();
  expect(again.data).toEqual(first.data);
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect(other.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect((await attachOutcome(two.url, KEY)).state).toBe('SUCCEEDED');
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
});

test('of sixty concurrent requests over three replicas one is sent, and all get its outcome', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using one = await startReplica(sandbox, redis);
  await using two = await startReplica(sandbox, redis);
  await using three = await startReplica(sandbox, redis);
  sandbox.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });
  const urls = Array.from({ length: 20 }, () => [one.url, two.url, three.url]).flat();

  const answers = await Promise.all(urls.map((url) => attachOnce(url, KEY)));

  expect(new Set(answers.map(({ data, errors }) => JSON.stringify({ data, errors }))).size).toBe(1);
  expect(answers[0]?.errors).toBeUndefined();
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
});

test('all replicas know a lost response, a rejection and the stored files', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using one = await startReplica(sandbox, redis);
  await using two = await startReplica(sandbox, redis);
  const lost = { afterProcessing: true, reset: 'before-headers' } as const;
  sandbox.control.faults.script('attachIndividualDocuments', [
    lost,
    { status: 422, body: { message: 'No' } },
  ]);
  await attachOnce(one.url, 'lost');
  const form = (number: string) => [
    ...attachFields({ identity: [{ upload: null }], address: [{ uri: ADDRESS_URI }] }, { number }),
    filePart('identity.0', content('pdf', 30_000)),
  ];
  const refused = await sendForm(one.url, form('A1234567'), { 'idempotency-key': 'refused' });

  const lostAgain = await attachOnce(two.url, 'lost');
  const refusedAgain = await sendForm(two.url, form('A1234567'), { 'idempotency-key': 'refused' });
  const sentSoFar = sandbox.control.count('attachIndividualDocuments');
  const corrected = await sendForm(two.url, form('B7654321'), { 'idempotency-key': 'refused' });

  expect(lostAgain.errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
  expect(refusedAgain.errors?.[0]?.extensions.uploadedFiles).toEqual(
    refused.errors?.[0]?.extensions.uploadedFiles,
  );
  expect(refused.errors?.[0]?.extensions.uploadedFiles).toHaveLength(1);
  expect(sentSoFar).toBe(2);
  expect(corrected.errors).toBeUndefined();
  expect(sandbox.control.count('uploadDocuments')).toBe(1);
});

test('if a replica is killed during an attach, the outcome is unknown and nothing is attached twice', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  const killed = spawnGateway(processEnv(sandbox, redis));
  const [, url = ''] = await killed.saw(/"url":"([^"]+)"/);
  await using other = await startReplica(sandbox, redis, { FIN_TIMEOUT_MS: '2000' });
  sandbox.control.faults.script('attachIndividualDocuments', { delayMs: 60_000, afterProcessing: true });

  const asked = attachOnce(url, KEY).catch(() => 'connection lost');
  await sandbox.control.waitForRequest('attachIndividualDocuments');
  killed.process.kill('SIGKILL');
  await killed.exited;
  expect(await asked).toBe('connection lost');
  const early = await attachOnce(other.url, KEY);

  expect(early.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', retryable: true });
  await vi.waitFor(async () => {
    const { errors } = await attachOnce(other.url, KEY);
    expect(errors?.[0]?.extensions).toMatchObject({ outcome: 'UNKNOWN', retryable: false });
  }, WAIT);
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
  expect(['SUCCEEDED', 'NOT_ATTACHED']).toContain((await attachOutcome(other.url, KEY)).state);
});

test('a replica that stops records the outcome of an attach whose client has disconnected', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  const stopping = await startReplica(sandbox, redis);
  await using other = await startReplica(sandbox, redis);
  sandbox.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });
  const hangUp = new AbortController();
  const asked = fetch(stopping.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': KEY },
    body: JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } }),
    signal: hangUp.signal,
  });
  await sandbox.control.waitForRequest('attachIndividualDocuments');
  hangUp.abort();
  await expect(asked).rejects.toThrow();

  await stopping.close();
  const again = await attachOnce(other.url, KEY);

  expect(again.errors).toBeUndefined();
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
});

test('without Redis a key works within its replica, which logs this; with Redis back it works for all', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using one = await startReplica(sandbox, redis);
  await using two = await startReplica(sandbox, redis);
  await attachOnce(one.url, 'before');
  await redis.stop();

  const before = await attachOnce(one.url, 'before');
  const first = await attachOnce(one.url, 'during');
  const again = await attachOnce(one.url, 'during');

  expect([before.errors, first.errors, again.errors]).toEqual([undefined, undefined, undefined]);
  expect([before, first, again].map((answer) => replayedFields(answer).length)).toEqual([1, 0, 1]);
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(2);
  expect(one.logged()).toContain('"event":"idempotency-degraded"');

  await redis.start();
  await vi.waitFor(() => {
    for (const { logged } of [one, two]) expect(logged()).toContain('"event":"redis-restored"');
  }, WAIT);
  await attachOnce(one.url, 'after');
  expect(replayedFields(await attachOnce(two.url, 'after'))).toEqual(['attachIndividualDocuments']);
});

test('an outage of Redis during an attach does not affect its client', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using gateway = await startReplica(sandbox, redis);
  sandbox.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });

  const asked = attachOnce(gateway.url, KEY);
  await sandbox.control.waitForRequest('attachIndividualDocuments');
  await redis.stop();

  expect((await asked).errors).toBeUndefined();
  expect(replayedFields(await attachOnce(gateway.url, KEY))).toEqual(['attachIndividualDocuments']);
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
});

test('an attach that cannot be announced to other replicas is not sent and can be retried', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using gateway = await startReplica(sandbox, redis);
  sandbox.control.faults.script('uploadDocuments', { delayMs: 3_000 });
  const form = [
    ...attachFields({ identity: [{ upload: null }], address: [{ uri: ADDRESS_URI }] }),
    filePart('identity.0', content('pdf', 30_000)),
  ];

  const asked = sendForm(gateway.url, form, { 'idempotency-key': KEY });
  await sandbox.control.waitForRequest('uploadDocuments');
  await redis.stop();
  const failed = await asked;
  const again = await sendForm(gateway.url, form, { 'idempotency-key': KEY });

  expect(failed.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', retryable: true });
  expect(again.errors).toBeUndefined();
  expect(sandbox.control.count('uploadDocuments')).toBe(1);
  expect(sandbox.control.attachCount()).toBe(1);
});

test('a Redis user with only the permissions in docs/scaling.md is sufficient', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  const page = await readFile(new URL('../../docs/scaling.md', import.meta.url), 'utf8');
  const [, channels = '', messaging = '', keys = '', list = ''] =
    /channels `([^`]+)` with ([^;]+), and these\s+commands on the keys `([^`]+)`: ([^;]+);/.exec(page) ?? [];
  const commands = Array.from(
    `${messaging} ${list}`.matchAll(/`([A-Z]+)`/g),
    ([, name = '']) => `+${name.toLowerCase()}`,
  );
  expect(commands.length).toBeGreaterThan(3);
  const permissions = [`~${keys}`, `&${channels}`, ...commands];
  await redis.command('ACL', 'SETUSER', 'gateway', 'on', '>password', 'resetchannels', ...permissions);
  const as = { url: redis.url.replace('redis://', 'redis://gateway:password@') };
  await using one = await startReplica(sandbox, as, { FIN_TIMEOUT_MS: '9000' });
  await using two = await startReplica(sandbox, as);
  // The lease of the attach is renewed after three seconds.
  sandbox.control.faults.script('attachIndividualDocuments', [{ status: 429 }, { delayMs: 4_000 }]);

  await attachOnce(one.url, KEY);
  const made = await attachOnce(one.url, KEY);
  sandbox.control.revokeAccessTokens();
  const again = await attachOnce(two.url, KEY);
  const other = await attachOnce(two.url, 'another');
  await using changes = await subscribe(two.url, CUSTOMER_CHANGED, { id: EXAMPLE_INPUT.customerId });
  await changes.next();

  expect([made.errors, again.errors, other.errors]).toEqual([undefined, undefined, undefined]);
  expect(replayedFields(again)).toHaveLength(1);
  for (const { logged } of [one, two]) expect(logged()).not.toMatch(/degraded|not-shared|NOPERM|redis-lost/);
});

test('Redis and the log never contain private data, and the records expire', async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using gateway = await startReplica(sandbox, redis, { IDEMPOTENCY_TTL_SECONDS: '600' });
  const key = 'canary-key-7d1f';
  const marks = [
    key,
    'CANARY-NUMBER-1',
    'canary-uri',
    'Canaryfirst',
    'canary@example.com',
    'canary-reference',
    EXAMPLE_INPUT.customerId,
    EXAMPLE_INPUT.tosPoliciesValue,
  ];
  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;
  const proofs = {
    proofOfIdentity: { ...proofOfIdentity, number: 'CANARY-NUMBER-1' },
    proofOfAddress: { ...proofOfAddress, files: [{ uri: '/canary-uri.pdf' }] },
  };
  const refusal = { status: 422, body: { message: 'No', errors: [{ 'proof_of_identity.number': 'no' }] } };
  const lost = { afterProcessing: true, reset: 'before-headers' } as const;
  sandbox.control.faults.script('attachIndividualDocuments', [refusal, lost]);
  const form = [
    ...attachFields({ identity: [{ upload: null }], address: [{ uri: '/canary-uri.pdf' }] }),
    filePart('identity.0', content('pdf', 30_000, 'canary')),
  ];
  const create = `mutation ($input: CreateIndividualCustomerInput!) {
    createIndividualCustomer(input: $input) { customer { id tosPoliciesValue } }
  }`;
  const { basicInfo } = NEW_CUSTOMER;
  const person = {
    ...NEW_CUSTOMER,
    basicInfo: { ...basicInfo, firstName: 'Canaryfirst', email: 'canary@example.com' },
    metaData: { reference: 'canary-reference' },
  };

  await attachOnce(gateway.url, key, proofs);
  await attachOnce(gateway.url, `${key} lost`, proofs);
  await sendForm(gateway.url, form, { 'idempotency-key': `${key} files` });
  const created = await graphqlRequest(gateway.url, create, { input: { ...person, idempotencyKey: key } });

  expect(created.errors).toBeUndefined();
  const uris = sandbox.control.uploads.map(({ uri }) => uri);
  expect(uris).toHaveLength(1);
  const written = await redis.everWritten();
  expect(written).toContain('{fin-gateway}:write:');
  for (const mark of [...marks, ...uris, JSON.stringify(created.data).slice(-60, -6)]) {
    expect(written).not.toContain(mark);
    expect(gateway.logged()).not.toContain(mark);
  }
  const names = await redis.command('KEYS', '{fin-gateway}:write:*');
  expect(names).toHaveLength(4);
  for (const name of Array.isArray(names) ? names : []) {
    const ttl = Number(await redis.command('PTTL', String(name)));
    expect(ttl).toBeGreaterThan(500_000);
    expect(ttl).toBeLessThanOrEqual(600_000);
  }
});

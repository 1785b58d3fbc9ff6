import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { attachFields, content, filePart, sendForm } from '../support/multipart.ts';
import { startCuttingProxy } from '../support/network/start-cutting-proxy.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { startTestGateway, type TestGateway } from '../support/start-gateway.ts';
import { outcomeTold } from './outcome-told.ts';

interface Trouble {
  readonly name: string;
  begin(redis: TestRedis): Promise<unknown>;
  end(redis: TestRedis): Promise<unknown>;
  /** Whether replicas lose sight of Redis, rather than being refused. */
  readonly isOutage: boolean;
}

const setting = (name: string, value: string) => (redis: TestRedis) =>
  redis.command('CONFIG', 'SET', name, value);

const TROUBLES: readonly Trouble[] = [
  {
    name: 'Redis stops, and starts again with nothing in it',
    begin: (redis) => redis.stop(),
    end: (redis) => redis.start(),
    isOutage: true,
  },
  {
    name: 'Redis hangs, and goes on where it was',
    begin: async (redis) => redis.freeze(),
    end: async (redis) => redis.thaw(),
    isOutage: true,
  },
  {
    name: 'Redis is full, and evicts nothing',
    begin: setting('maxmemory', '1'),
    end: setting('maxmemory', '0'),
    isOutage: false,
  },
  {
    name: 'Redis refuses to write, as it has lost its own replicas',
    begin: setting('min-replicas-to-write', '1'),
    end: setting('min-replicas-to-write', '0'),
    isOutage: false,
  },
];

/** Each attach has a document number of its own, by which it is known at the sandbox. */
const numbered = (number: string) => ({
  proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number },
});

function attachesOf({ control }: Sandbox, number: string): number {
  return control.attached.filter(({ body }) => JSON.stringify(body).includes(`"${number}"`)).length;
}

/** Two gateways that reach Fin.com and their Redis through lines that a test can disturb. */
async function startPair(sandbox: Sandbox, finTimeoutMs = 12_000) {
  const redis = await startRedis();
  const line = await startCuttingProxy(sandbox.url);
  const memory = await startCuttingProxy(redis.url);
  const env = {
    FIN_TIMEOUT_MS: String(finTimeoutMs),
    REDIS_URL: memory.url.replace('http:', 'redis:'),
    SHARED_STATE_KEY: randomBytes(32).toString('base64'),
  };
  const upstream = { ...sandbox, url: line.url };
  const [one, two] = [await startTestGateway(upstream, env), await startTestGateway(upstream, env)];
  return {
    redis,
    /** Between the gateways and Fin.com. */
    line,
    /** Between the gateways and Redis. */
    memory,
    one,
    two,
    async [Symbol.asyncDispose]() {
      for (const part of [one, two, line, memory, redis]) await part[Symbol.asyncDispose]();
    },
  };
}

function eventCount({ logged }: TestGateway, event: string): number {
  return logged().split(`"event":"${event}"`).length - 1;
}

function sawEvent(gateway: TestGateway, event: string): Promise<void> {
  return vi.waitFor(() => expect(eventCount(gateway, event)).toBeGreaterThan(0), { timeout: 30_000 });
}

test.each(TROUBLES)(
  '$name: one replica does nothing twice and reports true outcomes, and all replicas know them afterwards',
  { timeout: 60_000 },
  async ({ begin, end, isOutage }) => {
    await using sandbox = await startSandbox();
    // Generous for a busy machine. Without an outage, a lost claim is waited for so long.
    await using pair = await startPair(sandbox, isOutage ? 12_000 : 4_000);
    const { redis, line, one, two } = pair;
    const attachAt = ({ url }: { readonly url: string }, key: string) => attachOnce(url, key, numbered(key));
    const form = [
      ...attachFields(
        { identity: [{ upload: null }], address: [{ uri: '/AbAcQ4hn_0652746727638.pdf' }] },
        { number: 'claimed' },
      ),
      filePart('identity.0', content('pdf', 30_000)),
    ];
    const attachClaimed = () => sendForm(one.url, form, { 'idempotency-key': 'claimed' });
    expect(outcomeTold(await attachAt(one, 'before'))).toBe('DONE');
    await attachAt(two, 'of the other');

    line.hold('answer');
    const uploading = attachClaimed();
    const sent = attachAt(one, 'sent');
    await sandbox.control.waitForRequest('uploadDocuments');
    await sandbox.control.waitForRequest('attachIndividualDocuments', { count: 3 });
    await begin(redis);
    line.mend();

    expect(outcomeTold(await sent)).toBe('DONE');
    expect((await uploading).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', retryable: true });
    expect(attachesOf(sandbox, 'claimed')).toBe(0);
    expect(outcomeTold(await attachClaimed())).toBe('DONE');
    expect(outcomeTold(await attachAt(one, 'during'))).toBe('DONE');
    // From the record: the customer's status would tell another story.
    sandbox.control.setCustomer(EXAMPLE_INPUT.customerId, { customer_status: 'INCOMPLETE' });
    for (const key of ['before', 'sent', 'during']) {
      expect(replayedFields(await attachAt(one, key)), key).toHaveLength(1);
      expect(await attachOutcome(one.url, key), key).toMatchObject({ state: 'SUCCEEDED' });
    }
    // A Redis that is full or read-only can still be read, once the replica knows which of the two it is.
    if (!isOutage) {
      await vi.waitFor(
        async () => expect((await attachOutcome(one.url, 'of the other')).state).toBe('SUCCEEDED'),
        { timeout: 30_000 },
      );
    }
    expect(replayedFields(await attachAt(one, 'of the other'))).toHaveLength(isOutage ? 0 : 1);
    // The record was dropped, and the log says so: another replica does not know it.
    await attachAt(one, 'twice');
    expect(replayedFields(await attachAt(two, 'twice'))).toEqual([]);
    expect(attachesOf(sandbox, 'twice')).toBe(2);
    // A line may come later than the answer.
    await Promise.all([sawEvent(one, 'idempotency-degraded'), sawEvent(two, 'idempotency-degraded')]);
    expect([eventCount(one, 'idempotency-degraded'), eventCount(two, 'idempotency-degraded')]).toEqual([
      1, 1,
    ]);

    await end(redis);
    if (isOutage) await Promise.all([sawEvent(one, 'redis-restored'), sawEvent(two, 'redis-restored')]);

    const keys = ['sent', 'claimed', 'during', 'twice'];
    await vi.waitFor(
      async () => {
        for (const key of keys) expect((await attachOutcome(two.url, key)).state, key).toBe('SUCCEEDED');
      },
      { timeout: 30_000 },
    );
    // The replica that made the forgotten record writes it again.
    await vi.waitFor(async () => expect((await attachOutcome(two.url, 'before')).state).toBe('SUCCEEDED'), {
      timeout: 30_000,
    });
    for (const key of ['sent', 'during', 'twice']) {
      expect(replayedFields(await attachAt(two, key)), key).toHaveLength(1);
    }
    expect(outcomeTold(await attachAt(one, 'after'))).toBe('DONE');
    expect(replayedFields(await attachAt(two, 'after'))).toHaveLength(1);
    for (const key of ['before', 'sent', 'claimed', 'during', 'after']) {
      expect(attachesOf(sandbox, key), key).toBe(1);
    }
    expect(sandbox.control.count('issueToken')).toBe(1);
  },
);

test('a slow Redis makes writes slower and keeps their keys effective', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using pair = await startPair(sandbox);
  const { memory, one, two } = pair;
  await Promise.all([attachOnce(one.url, 'warm'), attachOnce(two.url, 'warm')]);

  memory.delay(150);
  const urls = Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? one.url : two.url));
  const answers = await Promise.all(urls.map((url) => attachOnce(url, 'slow', numbered('slow'))));
  memory.mend();

  expect(answers.map(outcomeTold)).toEqual(urls.map(() => 'DONE'));
  expect(answers.filter((answer) => replayedFields(answer).length === 0)).toHaveLength(1);
  expect(attachesOf(sandbox, 'slow')).toBe(1);
  expect([eventCount(one, 'redis-lost'), eventCount(two, 'redis-lost')]).toEqual([0, 0]);
});

test('an attach in progress is recorded again in a Redis that was restarted without its data', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using pair = await startPair(sandbox);
  const { redis, line, one, two } = pair;
  await attachOnce(two.url, 'warm');

  line.hold('answer');
  const first = attachOnce(one.url, 'sent', numbered('sent'));
  await sandbox.control.waitForRequest('attachIndividualDocuments', { count: 2 });
  await redis.stop();
  await redis.start();
  await sawEvent(two, 'redis-restored');
  const leases = () => redis.command('KEYS', '{fin-gateway}:write:*:lease');
  await vi.waitFor(async () => expect(await leases()).toHaveLength(1), { timeout: 30_000 });
  const second = attachOnce(two.url, 'sent', numbered('sent'));
  line.mend();

  expect(replayedFields(await first)).toEqual([]);
  expect(replayedFields(await second)).toHaveLength(1);
  expect(outcomeTold(await first)).toBe('DONE');
  expect(attachesOf(sandbox, 'sent')).toBe(1);
});

import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { createMemoryIdempotencyStore } from '../../src/idempotency/stores/memory-idempotency-store.ts';
import { RedisIdempotencyStore } from '../../src/idempotency/stores/redis-idempotency-store.ts';
import { SharedIdempotencyStore } from '../../src/idempotency/stores/shared-idempotency-store.ts';
import { connectRedis } from '../../src/redis/redis.ts';
import { RedisUnavailableError } from '../../src/redis/redis-unavailable-error.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { startAddress } from '../support/network/start-address.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { change, FINGERPRINT, tokenOf } from '../support/redis/stored-write.ts';
import { startReplica } from '../support/start-replica.ts';

const WAIT = { timeout: 30_000, interval: 50 };
const NAME = 'a-name';
const log = { warn: () => undefined };
/** Exists during the grace period. */
const OPENING = '{fin-gateway}:idempotency-state:opening';
const endGrace = (redis: TestRedis) => redis.command('DEL', OPENING);

interface StoreSettings {
  readonly withoutRedis?: 'allow' | 'refuse';
  readonly graceMs?: number;
  readonly ttlMs?: number;
}

/** As the gateway of one replica has it. */
async function openStore(port: number, settings: StoreSettings = {}) {
  const { withoutRedis = 'refuse', graceMs = 300, ttlMs = 60_000 } = settings;
  const redis = await connectRedis({ url: `redis://127.0.0.1:${port}`, log });
  const local = createMemoryIdempotencyStore({ ttlMs });
  const shared: RedisIdempotencyStore = new RedisIdempotencyStore({
    redis,
    ttlMs,
    leaseMs: 1_000,
    isStrict: withoutRedis === 'refuse',
    graceMs,
    onLost: () => shared.restore(local.ended()),
  });
  const store = new SharedIdempotencyStore({ shared, local, log, withoutRedis });
  const claim = async () => {
    const token = tokenOf(randomUUID());
    return { token, ...(await store.claim(NAME, { token, fingerprint: FINGERPRINT })) };
  };
  return {
    store,
    /** The result of beginning the write. */
    begin: () =>
      claim().then(
        ({ isTaken, before }) => (isTaken ? 'BEGUN' : before?.phase),
        (error: unknown) => (error instanceof Error ? error.message.split(': ')[1] : error),
      ),
    async make() {
      const { token } = await vi.waitFor(async () => {
        const claimed = await claim();
        if (!claimed.isTaken) throw new Error('it is not free');
        return claimed;
      }, WAIT);
      expect(await store.write(NAME, token, change('SENT'))).toBe(true);
      await store.write(NAME, token, change('SUCCEEDED'));
    },
    /** Ends without a word, as a process does that is killed. */
    async [Symbol.asyncDispose]() {
      await redis.close();
    },
  };
}

test('keys are accepted with a Redis that is empty at the first contact, once no replica objects', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis.port, { graceMs: 60_000 });

  expect(await one.begin()).toBe('NOT_YET_KNOWN');
  expect(Number(await redis.command('PTTL', OPENING))).toBeGreaterThan(0);
  await endGrace(redis);
  expect(await one.begin()).toBe('BEGUN');
  expect(await redis.command('GET', '{fin-gateway}:idempotency-state:server')).toMatch(/^[0-9a-f]{40}$/);
});

test.each(['FLUSHALL', 'FLUSHDB'])(
  'after %s the records of running replicas are restored, and other keys are rejected',
  { timeout: 60_000 },
  async (flush) => {
    await using redis = await startRedis();
    await using one = await openStore(redis.port);
    await using two = await openStore(redis.port);
    await one.make();

    await redis.command(flush);

    expect(['RECORDS_LOST', 'SUCCEEDED']).toContain(await two.begin());
    await vi.waitFor(async () => expect(await two.begin()).toBe('SUCCEEDED'), WAIT);
  },
);

test('after a loss, keys are rejected for the lifetime of a record, also by new replicas', {
  timeout: 60_000,
}, async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis.port, { ttlMs: 12_000 });
  {
    await using killed = await openStore(redis.port, { ttlMs: 12_000 });
    await killed.make();
  }
  await redis.command('FLUSHALL');

  await using newcomer = await openStore(redis.port, { graceMs: 20_000, ttlMs: 12_000 });
  expect(['NOT_YET_KNOWN', 'RECORDS_LOST']).toContain(await newcomer.begin());
  await vi.waitFor(async () => expect(await newcomer.begin()).toBe('RECORDS_LOST'), WAIT);
  expect(await one.begin()).toBe('RECORDS_LOST');
  await expect(one.store.read(NAME)).rejects.toThrow('RECORDS_LOST');

  await endGrace(redis);
  await vi.waitFor(async () => expect(await one.begin()).toBe('BEGUN'), WAIT);
});

test('a promoted server without the latest writes is not trusted', { timeout: 60_000 }, async () => {
  await using old = await startRedis();
  await using promoted = await startRedis();
  await using address = await startAddress(old.port);
  // Longer than a replica takes to reconnect, on the slowest machine.
  await using one = await openStore(address.port, { graceMs: 60_000 });
  await using two = await openStore(address.port, { graceMs: 60_000 });
  expect(await one.begin()).toBe('NOT_YET_KNOWN');
  await endGrace(old);
  expect(await two.begin()).toBe('BEGUN');
  await old.command('DEL', ...(await namesIn(old)));
  await promoted.command('REPLICAOF', '127.0.0.1', `${old.port}`);
  const replication = async () => String(await promoted.command('INFO', 'replication'));
  await vi.waitFor(async () => expect(await replication()).toContain('master_link_status:up'), WAIT);
  await promoted.command('REPLICAOF', 'NO', 'ONE');
  await one.make();

  address.leadTo(promoted.port);
  await old.stop();
  const told = new Set<unknown>();
  await vi.waitFor(async () => {
    told.add(await two.begin());
    expect(told).toContain('SUCCEEDED');
  }, WAIT);

  expect(told).not.toContain('BEGUN');
  expect(told).not.toContain('CLAIMED');
});

test('a loss that a write notices first also restores the other records', { timeout: 60_000 }, async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis.port);
  await using two = await openStore(redis.port);
  await one.make();
  const other = { token: tokenOf('other'), fingerprint: FINGERPRINT };
  expect((await one.store.claim('another-name', other)).isTaken).toBe(true);

  await redis.command('FLUSHALL');
  await one.store.write('another-name', tokenOf('other'), change('SUCCEEDED'));

  await vi.waitFor(async () => expect(await two.begin()).toBe('SUCCEEDED'), WAIT);
});

test('a loss whose report was lost as well is reported again, once', { timeout: 60_000 }, async () => {
  await using redis = await startRedis();
  const connection = await connectRedis({ url: redis.url, log });
  const reports: unknown[] = [];
  const unreliable = new Proxy(connection, {
    get(target, member) {
      if (member !== 'evaluate') return Reflect.get(target, member, target);
      return async (...args: Parameters<typeof target.evaluate>) => {
        const reply = await target.evaluate(...args);
        // Only the regular check replies so.
        if (reply !== 1 || reports.push(reply) > 1) return reply;
        throw new RedisUnavailableError('TIMEOUT', { mayHaveRun: true });
      };
    },
  });
  const onLost = vi.fn<() => void>();
  const store = new RedisIdempotencyStore({ redis: unreliable, ttlMs: 60_000, leaseMs: 60_000, onLost });
  await store.claim(NAME, { token: tokenOf('one'), fingerprint: FINGERPRINT });

  await redis.command('FLUSHALL');

  await vi.waitFor(() => expect(onLost).toHaveBeenCalled(), WAIT);
  await Promise.all(
    [1, 2, 3].map((n) => store.claim(`${n}`, { token: tokenOf(`${n}`), fingerprint: FINGERPRINT })),
  );
  expect(onLost).toHaveBeenCalledTimes(1);
  await store.close(0);
  await connection.close();
});

test('if keys may be used without Redis, writes continue after a loss, and no outcome is NOT_FOUND', {
  timeout: 60_000,
}, async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis.port, { withoutRedis: 'allow' });
  expect(await one.begin()).toBe('BEGUN');

  await redis.command('FLUSHALL');

  await expect(one.store.read('another-name')).rejects.toThrow('RECORDS_LOST');
  const other = await one.store.claim('another-name', { token: tokenOf('other'), fingerprint: FINGERPRINT });
  expect(other.isTaken).toBe(true);
});

const ENV = { IDEMPOTENCY_WITHOUT_REDIS: 'refuse' };

async function startPair(sandbox: Sandbox, redis: TestRedis, env: Readonly<Record<string, string>>) {
  const sharedStateKey = randomBytes(32).toString('base64');
  const options = { upstream: sandbox, redisUrl: redis.url, sharedStateKey, env };
  const [one, two] = await Promise.all([startReplica(options), startReplica(options)]);
  const made = async () => expect((await attachOnce(one.url, 'made')).errors).toBeUndefined();
  await vi.waitFor(made, WAIT);
  return { one, two };
}

test('an attach whose replica was killed and whose record was flushed is not repeated, and its outcome is not NOT_FOUND', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  const { one, two } = await startPair(sandbox, redis, ENV);
  await using _one = one;
  await using _two = two;

  await one.kill();
  await redis.command('FLUSHALL');
  const again = await attachOnce(two.url, 'made');
  const outcome = await attachOutcome(two.url, 'made');
  await one.restart();
  const byTheRestarted = await attachOnce(one.url, 'made');

  for (const { errors } of [again, byTheRestarted]) {
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_UNAVAILABLE', retryable: true });
  }
  expect(outcome).toEqual({ state: 'UNKNOWN', customer: null });
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
  expect(two.count('idempotency-records-lost')).toBe(1);
});

test.each(['allow', 'refuse'] as const)(
  "a record in another release's format is neither ignored nor repeated (%s)",
  { timeout: 60_000 },
  async (withoutRedis) => {
    await using sandbox = await startSandbox();
    await using redis = await startRedis();
    const env = { ...ENV, IDEMPOTENCY_WITHOUT_REDIS: withoutRedis };
    const { one, two } = await startPair(sandbox, redis, env);
    await using _one = one;
    await using _two = two;
    const [record = ''] = await namesIn(redis);

    await redis.command('COPY', record, 'saved');
    for (const change of [
      ['SETRANGE', record, '0', '2'],
      ['SETRANGE', record, '1', '!'],
      ['SET', record, '1'],
      ['DEL', record],
    ]) {
      await redis.command(...change);
      if (change[0] === 'DEL') await redis.command('HSET', record, 'format', '2');
      const answer = await attachOnce(two.url, 'made');
      expect(answer.errors?.[0]?.extensions.code, change.join(' ')).toBe('IDEMPOTENCY_UNAVAILABLE');
      await redis.command('COPY', 'saved', record, 'REPLACE');
    }

    expect(replayedFields(await attachOnce(two.url, 'made'))).toHaveLength(1);
    expect(sandbox.control.count('attachIndividualDocuments')).toBe(1);
  },
);

async function namesIn(redis: TestRedis): Promise<string[]> {
  const keys = await redis.command('KEYS', '{fin-gateway}:write:*');
  return (Array.isArray(keys) ? keys : []).map(String).filter((key) => !key.endsWith(':lease'));
}

import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { connectRedis } from '../../src/redis/redis.ts';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startAddress } from '../support/network/start-address.ts';
import { startRedis } from '../support/redis/start-redis.ts';
import { startRefusingRedis } from '../support/redis/start-refusing-redis.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

const WAIT = { timeout: 30_000 };
const SHARED_STATE_KEY = randomBytes(32).toString('base64');

async function connect(port: number) {
  const events: unknown[] = [];
  const isUp: boolean[] = [];
  const connection = await connectRedis({
    url: `redis://127.0.0.1:${port}`,
    log: {
      warn: ({ event, reason }) => void events.push(reason === undefined ? event : `${event} ${reason}`),
    },
    observer: { redisAvailabilityChanged: (isAvailable) => void isUp.push(isAvailable) },
  });
  return { connection, events, isUp, [Symbol.asyncDispose]: () => connection.close() };
}

const wrapped = (reply: string) =>
  `ERR Error running script (call to f_6b1bf486c81ceb7edf3c093f4c48582e38c0e791): @user_script:1: @user_script: 1: -${reply}`;

test.each([
  ['READONLY', "READONLY You can't write against a read only replica."],
  ['READONLY', wrapped("READONLY You can't write against a read only replica.")],
  ['MOVED', 'MOVED 3999 127.0.0.1:1'],
  ['ASK', 'ASK 3999 127.0.0.1:1'],
  ['CLUSTERDOWN', 'CLUSTERDOWN The cluster is down'],
  ['LOADING', 'LOADING Redis is loading the dataset in memory'],
  ['MASTERDOWN', "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'."],
  ['NOREPLICAS', 'NOREPLICAS Not enough good replicas to write.'],
  [
    'MISCONF',
    'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.',
  ],
  ['OOM', wrapped("OOM command not allowed when used memory > 'maxmemory'.")],
])(
  'a connection to a server that answers %s (%s) is closed, and the new server at the address is used',
  { timeout: 60_000 },
  async (code, reply) => {
    await using refusing = await startRefusingRedis();
    await using redis = await startRedis();
    await using address = await startAddress(refusing.port);
    await using client = await connect(address.port);
    expect(client.connection.isReady).toBe(true);

    refusing.begin(reply);
    await expect(client.connection.evaluate('return 1', [], [])).rejects.toThrow(code);
    expect(client.connection.isReady).toBe(false);
    address.leadTo(redis.port);

    await vi.waitFor(() => expect(client.connection.isReady).toBe(true), WAIT);
    await client.connection.set('a', '1', { ttlMs: 60_000 });
    expect(await redis.command('GET', 'a')).toBe('1');
    expect(client.events).toEqual([`redis-lost ${code}`, 'redis-restored']);
    expect(client.isUp).toEqual([true, false, true]);
  },
);

test('a server that rejects writes is noticed even if nothing is written', {
  timeout: 60_000,
}, async () => {
  await using refusing = await startRefusingRedis();
  await using client = await connect(refusing.port);

  refusing.begin('ERR a proxy that has lost its upstream');
  await vi.waitFor(() => expect(client.isUp).toEqual([true, false]), WAIT);
  expect(client.connection.isReady).toBe(false);
  refusing.begin(undefined);

  await vi.waitFor(() => expect(client.isUp).toEqual([true, false, true]), WAIT);
});

test('a full server can be read from, is not up, and is left once the address leads to another one', {
  timeout: 60_000,
}, async () => {
  await using full = await startRedis();
  await using other = await startRedis();
  await using address = await startAddress(full.port);
  await using client = await connect(address.port);
  await client.connection.set('a', 'of the full one', { ttlMs: 60_000 });
  await full.command('CONFIG', 'SET', 'maxmemory', '1');

  await expect(client.connection.set('b', '1', { ttlMs: 60_000 })).rejects.toThrow('OOM');
  expect(client.isUp).toEqual([true, false]);
  for (let count = 0; count < 20; count += 1)
    expect(await client.connection.get('a')).toBe('of the full one');
  address.leadTo(other.port);

  await vi.waitFor(() => expect(client.connection.isReady).toBe(true), WAIT);
  expect(await client.connection.get('a')).toBeUndefined();
});

test('a flapping server is not contacted without a pause', { timeout: 60_000 }, async () => {
  await using refusing = await startRefusingRedis();
  refusing.begin("READONLY You can't write against a read only replica.");
  await using client = await connect(refusing.port);
  await vi.waitFor(() => expect(refusing.refused()).toBeGreaterThan(4), WAIT);

  expect(client.isUp).toEqual([false]);
  expect(client.events).toEqual(['redis-lost READONLY']);
});

test('after a failover that keeps old connections open, one key attaches once over two replicas', {
  timeout: 60_000,
}, async () => {
  await using old = await startRedis();
  await using promoted = await startRedis();
  await promoted.command('REPLICAOF', '127.0.0.1', `${old.port}`);
  await using address = await startAddress(old.port);
  const env = { REDIS_URL: `redis://127.0.0.1:${address.port}`, SHARED_STATE_KEY, METRICS_PORT: '0' };
  await using stack = await startStack({ env });
  await using other = await startTestGateway(stack.sandbox, env);
  await attachOnce(stack.url, 'before');
  const linkOf = async () => String(await promoted.command('INFO', 'replication'));
  await vi.waitFor(async () => expect(await linkOf()).toContain('master_link_status:up'), WAIT);
  await old.command('WAIT', '1', '5000');
  await promoted.command('REPLICAOF', 'NO', 'ONE');
  await old.command('REPLICAOF', '127.0.0.1', `${promoted.port}`);
  address.leadTo(promoted.port);

  for (const { logged } of [stack.gateway, other]) {
    const changes = /"event":"redis-lost","reason":"READONLY".*"event":"redis-restored"/s;
    await vi.waitFor(() => expect(logged()).toMatch(changes), WAIT);
  }
  const first = await attachOnce(stack.url, 'after');
  const again = await attachOnce(other.url, 'after');
  const before = await attachOnce(other.url, 'before');

  expect(first.errors).toBeUndefined();
  expect(replayedFields(again)).toHaveLength(1);
  expect(replayedFields(before)).toHaveLength(1);
  expect(stack.control.count('attachIndividualDocuments')).toBe(2);
  for (const gateway of [stack.gateway, other]) {
    expect(sampleValue(await scrape(gateway), 'fin_gateway_redis_up')).toBe(1);
  }
});

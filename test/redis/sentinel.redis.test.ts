import { expect, test, vi } from 'vitest';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { freePort } from '../support/network/free-port.ts';
import { startRedis } from '../support/redis/start-redis.ts';
import { startSentinel } from '../support/redis/start-sentinel.ts';
import { connectLogged } from './connect-logged.ts';
import { startPair } from './start-pair.ts';

/** Sentinels that were suspended for two seconds do nothing for half a minute. */
const WAIT = { timeout: 120_000 };

async function startGroup(password: string) {
  const primary = await startRedis({ password, args: ['--masterauth', password] });
  const args = ['--masterauth', password, '--replicaof', '127.0.0.1', `${primary.port}`];
  const replica = await startRedis({ password, args });
  const settings = { primary: primary.port, quorum: 2, password, ownPassword: 'of-the-sentinels' };
  const sentinels = await Promise.all([1, 2, 3].map(() => startSentinel(settings)));
  const replication = async () => String(await replica.command('INFO', 'replication'));
  await vi.waitFor(async () => expect(await replication()).toContain('master_link_status:up'), WAIT);
  for (const { command } of sentinels) {
    const known = async () => [
      await command('SENTINEL', 'SENTINELS', 'mymaster'),
      await command('SENTINEL', 'REPLICAS', 'mymaster'),
    ];
    await vi.waitFor(async () => expect(await known()).toMatchObject([[{}, {}], [{}]]), WAIT);
  }
  return {
    primary,
    sentinels,
    urls: sentinels.map(({ url }) => url).join(),
    async [Symbol.asyncDispose]() {
      for (const server of [...sentinels, replica, primary]) await server[Symbol.asyncDispose]();
    },
  };
}

test('after the primary was killed, the gateways find the one that the Sentinels promote, and nothing is attached twice', {
  timeout: 300_000,
}, async () => {
  await using group = await startGroup('of-the-servers');
  await using pair = await startPair({
    REDIS_URL: 'redis://:of-the-servers@mymaster',
    REDIS_SENTINELS: group.urls,
  });
  const { stack, other } = pair;
  stack.control.faults.script('attachIndividualDocuments', [{ delayMs: 4_000 }]);
  const underWay = attachOnce(stack.url, 'under way');
  await stack.control.waitForRequest('attachIndividualDocuments', { count: 2 });
  await group.primary.command('WAIT', '1', '5000');
  await group.primary.stop();
  const during = await attachOnce(other.url, 'under way');

  const refusal = during.errors?.[0]?.extensions.code ?? replayedFields(during)[0];
  expect(['IDEMPOTENCY_UNAVAILABLE', 'CONFLICT', 'attachIndividualDocuments']).toContain(refusal);
  for (const { logged } of [stack.gateway, other]) {
    await vi.waitFor(() => expect(logged()).toContain('"event":"redis-restored"'), WAIT);
  }
  expect((await underWay).errors).toBeUndefined();
  const repeat = async (key: string) => replayedFields(await attachOnce(other.url, key));
  for (const key of ['before', 'under way']) {
    await vi.waitFor(async () => expect(await repeat(key)).toHaveLength(1), WAIT);
  }
  const attachAfter = async () => expect((await attachOnce(other.url, 'after')).errors).toBeUndefined();
  await vi.waitFor(attachAfter, WAIT);
  const attachThere = async () =>
    expect(replayedFields(await attachOnce(stack.url, 'after'))).toHaveLength(1);
  await vi.waitFor(attachThere, WAIT);
  expect(stack.control.count('attachIndividualDocuments')).toBe(3);
});

test('a Sentinel that is cut off and still names the previous primary is outvoted', async () => {
  await using current = await startRedis();
  await using previous = await startRedis();
  await using stale = await startSentinel({ primary: previous.port, quorum: 2 });
  await using one = await startSentinel({ primary: current.port, quorum: 2 });
  await using two = await startSentinel({ primary: current.port, quorum: 2 });

  for (const sentinels of [
    [stale, one, two],
    [one, two, stale],
  ]) {
    await using client = await connectLogged('redis://mymaster', {
      sentinels: sentinels.map(({ url }) => url),
    });
    await vi.waitFor(() => expect(client.connection.isReady).toBe(true), WAIT);
    await client.connection.set('a', '1', { ttlMs: 60_000 });
  }

  expect(await current.command('GET', 'a')).toBe('1');
  expect(await previous.command('DBSIZE')).toBe(0);
});

test('one Sentinel is enough if the others cannot be reached', async () => {
  await using redis = await startRedis();
  await using sentinel = await startSentinel({ primary: redis.port, quorum: 1 });
  const gone = await Promise.all([1, 2].map(async () => `redis://127.0.0.1:${await freePort()}`));

  await using client = await connectLogged('redis://mymaster/3', { sentinels: [...gone, sentinel.url] });

  await vi.waitFor(() => expect(client.connection.isReady).toBe(true), WAIT);
  expect(String(await redis.command('INFO', 'keyspace'))).toContain('db3:');
});

test('messages of other replicas arrive through Sentinels', async () => {
  await using redis = await startRedis();
  await using sentinel = await startSentinel({ primary: redis.port, quorum: 1 });
  await using one = await connectLogged('redis://mymaster', { sentinels: [sentinel.url] });
  await using two = await connectLogged('redis://mymaster', { sentinels: [sentinel.url] });
  const messages: unknown[] = [];
  await one.connection.subscriber.subscribe('channel', (message) => messages.push(message));

  const publish = async () => {
    await two.connection.publish('channel', 'hello');
    expect(messages).toContain('hello');
  };

  await vi.waitFor(publish, WAIT);
});

test.each([
  ['do not know the name', 'redis://another', 'secret', 'SENTINEL_UNKNOWN_PRIMARY'],
  ['reject the password', 'redis://mymaster', 'wrong', 'SENTINEL_WRONGPASS'],
])('if the Sentinels %s, the log says so', async (_case, url, password, reason) => {
  await using redis = await startRedis();
  await using sentinel = await startSentinel({ primary: redis.port, quorum: 1, ownPassword: 'secret' });

  const sentinelUrl = sentinel.url.replace('secret', password);
  await using client = await connectLogged(url, {
    sentinels: [`redis://127.0.0.1:${await freePort()}`, sentinelUrl],
  });

  expect(client.connection.isReady).toBe(false);
  await vi.waitFor(() => expect(client.events).toEqual([['redis-lost', reason]]), WAIT);
});

import { expect, test, vi } from 'vitest';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startCluster } from '../support/redis/start-cluster.ts';
import { connectLogged } from './connect-logged.ts';
import { startPair } from './start-pair.ts';

const WAIT = { timeout: 60_000 };
const KEY = '{fin-gateway}:probe';

test('with a Cluster, the gateways use the node that has their keys, also after its replica has taken over', {
  timeout: 180_000,
}, async () => {
  await using cluster = await startCluster(KEY);
  await using pair = await startPair({ REDIS_URL: cluster.other.url });
  const { stack, other } = pair;
  for (const { logged } of [stack.gateway, other]) expect(logged()).not.toContain('"reason":"MOVED"');
  expect(await cluster.other.command('DBSIZE')).toBe(0);

  await cluster.owner.command('WAIT', '1', '5000');
  await cluster.owner.stop();
  await cluster.replicaOfOwner.command('CLUSTER', 'FAILOVER', 'TAKEOVER');

  for (const { logged } of [stack.gateway, other]) {
    await vi.waitFor(() => expect(logged()).toContain('"event":"redis-restored"'), WAIT);
  }
  const attachAgain = async () =>
    expect(replayedFields(await attachOnce(other.url, 'before'))).toHaveLength(1);
  await vi.waitFor(attachAgain, WAIT);
  const attachAfter = async () => expect((await attachOnce(other.url, 'after')).errors).toBeUndefined();
  await vi.waitFor(attachAfter, WAIT);
  const attachThere = async () =>
    expect(replayedFields(await attachOnce(stack.url, 'after'))).toHaveLength(1);
  await vi.waitFor(attachThere, WAIT);
  expect(stack.control.count('attachIndividualDocuments')).toBe(2);
});

test('messages arrive through any node of a Cluster', { timeout: 60_000 }, async () => {
  await using cluster = await startCluster(KEY);
  await using one = await connectLogged(cluster.owner.url);
  await using two = await connectLogged(cluster.other.url);
  const messages: unknown[] = [];
  await one.connection.subscriber.subscribe('channel', (message) => messages.push(message));

  await two.connection.publish('channel', 'hello');

  await vi.waitFor(() => expect(messages).toEqual(['hello']), WAIT);
});

test('the log says that a Cluster has no numbered databases', { timeout: 60_000 }, async () => {
  await using cluster = await startCluster(KEY);

  await using client = await connectLogged(`${cluster.owner.url}/1`);

  expect(client.connection.isReady).toBe(false);
  expect(client.events).toEqual([['redis-lost', 'CLUSTER_HAS_NO_DATABASES']]);
});

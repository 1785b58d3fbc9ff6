import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { attach } from '../support/graphql-request.ts';
import { attachOnce, replayedFields } from '../support/idempotent-request.ts';
import { startRoundRobin } from '../support/network/start-round-robin.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { startReplica } from '../support/start-replica.ts';

const REQUESTS = 300;

/** Three processes, and what stands in front of them. */
async function startThree(upstream: Sandbox, redis: TestRedis) {
  const sharedStateKey = randomBytes(32).toString('base64');
  const start = () => startReplica({ upstream, redisUrl: redis.url, sharedStateKey });
  const replicas = await Promise.all([start(), start(), start()] as const);
  const balancer = await startRoundRobin(replicas);
  return {
    replicas,
    balancer,
    async [Symbol.asyncDispose]() {
      await balancer[Symbol.asyncDispose]();
      await Promise.all(replicas.map((replica) => replica[Symbol.asyncDispose]()));
    },
  };
}

const tokensHad = ({ control }: Sandbox) => control.count('issueToken') + control.count('refreshToken');

function times<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

test('behind a round-robin proxy, 300 requests need one token and 300 more under 60 keys attach 60 times', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);
  const { balancer } = three;

  const answers = await Promise.all(times(REQUESTS, () => attach(balancer.url)));

  expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(sandbox.control.attachCount()).toBe(REQUESTS);
  expect(balancer.answered()).toEqual([100, 100, 100]);

  const keys = times(60, (index) => `key-${index}`);
  const byKey = await Promise.all(
    keys.map((key) => Promise.all(times(5, () => attachOnce(balancer.url, key)))),
  );

  expect(byKey.flat().flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(sandbox.control.count('attachIndividualDocuments')).toBe(REQUESTS + keys.length);
  for (const ofKey of byKey) {
    expect(ofKey.filter((answer) => replayedFields(answer).length === 0)).toHaveLength(1);
  }
  expect(balancer.answered()).toEqual([200, 200, 200]);
  expect(tokensHad(sandbox)).toBe(1);
});

test('if one of three processes is killed while it renews the token, one more token is fetched and nothing fails', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using redis = await startRedis();
  await using three = await startThree(sandbox, redis);
  const [holder, ...others] = three.replicas;
  await Promise.all(times(30, () => attach(three.balancer.url)));
  expect(tokensHad(sandbox)).toBe(1);

  sandbox.control.revokeAccessTokens();
  sandbox.control.faults.script('issueToken', { hang: true });
  const lost = attach(holder.url).catch(() => 'the connection broke');
  await sandbox.control.waitForRequest('issueToken', { count: 2 });
  const waiting = others.map((replica) => attach(replica.url));
  await holder.kill();
  const answers = await Promise.all([...waiting, ...times(REQUESTS, () => attach(three.balancer.url))]);

  expect(await lost).toBe('the connection broke');
  expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(tokensHad(sandbox)).toBe(3);
  expect(others.map((replica) => replica.count('token-not-shared'))).toEqual([0, 0]);

  const answeredBefore = three.balancer.answered()[0] ?? 0;
  await holder.restart();
  const afterwards = await Promise.all(times(30, () => attach(three.balancer.url)));
  expect(afterwards.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(three.balancer.answered()[0]).toBe(answeredBefore + 10);
  expect(tokensHad(sandbox)).toBe(3);
  expect(sandbox.control.attachCount()).toBe(30 + 2 + REQUESTS + 30);
});

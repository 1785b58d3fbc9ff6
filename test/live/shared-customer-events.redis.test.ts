import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { createSharedCustomerEvents } from '../../src/live/shared-customer-events.ts';
import { connectRedis } from '../../src/redis/redis.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startCuttingProxy } from '../support/network/start-cutting-proxy.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';

const [OLD, NEW] = [randomBytes(32), randomBytes(32)];
/** The steps of a change of the key. */
const BEFORE = { key: OLD };
const DURING = { key: NEW, previousKey: OLD };
const AFTER = { key: NEW };
const OTHER_ID = 'c1c1c1c1-0000-4000-8000-000000000000';
const soon = { timeout: 30_000 };

interface Keys {
  readonly key: Uint8Array;
  readonly previousKey?: Uint8Array;
}

/** The events of one replica. */
async function startEvents(redis: Pick<TestRedis, 'url'>, { key, previousKey }: Keys) {
  const connection = await connectRedis({ url: redis.url, log: { warn: () => undefined } });
  const events = createSharedCustomerEvents({ redis: connection, key, previousKey });
  return {
    connection,
    events,
    /** Counts the hints about a customer from now on. */
    async count(customerId: string) {
      const listener = vi.fn();
      const { ready, end } = events.subscribe(customerId, listener);
      await ready;
      return { hints: () => listener.mock.calls.length, end };
    },
    [Symbol.asyncDispose]: () => connection.close(),
  };
}

test('a hint reaches every replica that listens to the customer exactly once, whatever the case of its id', async () => {
  await using redis = await startRedis();
  await using one = await startEvents(redis, AFTER);
  await using two = await startEvents(redis, AFTER);
  const counts = [await one.count(CUSTOMER_ID), await two.count(CUSTOMER_ID.toUpperCase())];
  const later = [await one.count(OTHER_ID), await two.count(OTHER_ID)];

  await one.events.publish(CUSTOMER_ID.toUpperCase());
  await two.events.publish(CUSTOMER_ID);
  await one.events.publish(OTHER_ID);
  await two.events.publish(OTHER_ID);

  // Messages arrive in order, so those about the first customer have arrived.
  await vi.waitFor(() => expect(later.map(({ hints }) => hints())).toEqual([2, 2]), soon);
  expect(counts.map(({ hints }) => hints())).toEqual([2, 2]);
});

test.each([
  ['one with the old key reaches one with both', BEFORE, DURING],
  ['one with both keys reaches one with the old key', DURING, BEFORE],
  ['one with both keys reaches another with both', DURING, DURING],
  ['one with both keys reaches one with the new key', DURING, AFTER],
  ['one with the new key reaches one with both', AFTER, DURING],
])('while replicas get a new key, a hint of %s exactly once', async (_, from, to) => {
  await using redis = await startRedis();
  await using sender = await startEvents(redis, from);
  await using receiver = await startEvents(redis, to);
  const count = await receiver.count(CUSTOMER_ID);
  const later = await receiver.count(OTHER_ID);

  await sender.events.publish(CUSTOMER_ID);
  await sender.events.publish(OTHER_ID);

  await vi.waitFor(() => expect(later.hints()).toBeGreaterThan(0), soon);
  expect(count.hints()).toBe(1);
});

test('when Redis is back, each listener gets one hint, also while the key is changed', async () => {
  await using redis = await startRedis();
  await using replica = await startEvents(redis, DURING);
  const counts = [await replica.count(CUSTOMER_ID), await replica.count(OTHER_ID)];

  await redis.stop();
  await vi.waitFor(() => expect(replica.connection.isReady).toBe(false), soon);
  await replica.events.publish(CUSTOMER_ID);
  expect(counts.map(({ hints }) => hints())).toEqual([1, 0]);
  await redis.start();

  await vi.waitFor(() => expect(counts.map(({ hints }) => hints())).toEqual([2, 1]), soon);
});

test('a hint that could not be sent reaches the other replicas once its replica has Redis again', async () => {
  await using redis = await startRedis();
  await using line = await startCuttingProxy(redis.url);
  await using one = await startEvents({ url: line.url.replace('http:', 'redis:') }, AFTER);
  await using two = await startEvents(redis, AFTER);
  const count = await two.count(CUSTOMER_ID);

  line.swallow();
  await one.events.publish(CUSTOMER_ID);
  await one.events.publish(CUSTOMER_ID);
  expect(count.hints()).toBe(0);
  line.mend();

  await vi.waitFor(() => expect(count.hints()).toBe(1), soon);
});

test('Redis sees no customer id, and no channel once nobody listens', async () => {
  await using redis = await startRedis();
  await using replica = await startEvents(redis, DURING);
  const [one, two] = [await replica.count(CUSTOMER_ID), await replica.count(CUSTOMER_ID)];
  const messages: (string | undefined)[] = [];
  const channels = await redis.command('PUBSUB', 'CHANNELS');
  expect(channels).toHaveLength(2);
  await using spy = await startEvents(redis, AFTER);
  for (const channel of Array.isArray(channels) ? channels : [])
    await spy.connection.subscriber.subscribe(channel, (message) => messages.push(message));

  await replica.events.publish(CUSTOMER_ID);
  await vi.waitFor(() => expect(messages).toHaveLength(2), soon);
  const digits = CUSTOMER_ID.replaceAll('-', '');
  expect(`${channels} ${messages}`.replaceAll('-', '')).not.toContain(digits);
  for (const channel of Array.isArray(channels) ? channels : [])
    spy.connection.subscriber.unsubscribe(channel);

  one.end();
  one.end();
  await spy.events.publish(CUSTOMER_ID);
  await vi.waitFor(() => expect([one.hints(), two.hints()]).toEqual([1, 2]), soon);
  two.end();
  await vi.waitFor(async () => expect(await redis.command('PUBSUB', 'CHANNELS')).toEqual([]), soon);
});

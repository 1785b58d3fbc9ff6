import { once } from 'node:events';
import { connect as connectTo, createServer, type Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { connectRedis } from '../../src/redis/redis.ts';
import { startAddress } from '../support/network/start-address.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';

async function connect(url: string, options: { readonly commandTimeoutMs?: number } = {}) {
  const logged: { event?: unknown; reason?: unknown }[] = [];
  const log = { warn: (fields: Readonly<Record<string, unknown>>) => void logged.push(fields) };
  const connection = await connectRedis({ url, log, ...options });
  return { connection, logged, [Symbol.asyncDispose]: () => connection.close() };
}

/** Passes connections on to Redis, until those for messages are silenced. */
async function startLine(redisPort: number) {
  const subscribers = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connectTo(redisPort, '127.0.0.1');
    client.on('data', (chunk) => {
      if (chunk.includes('SUBSCRIBE') || chunk.includes('subscribe')) subscribers.add(upstream).add(client);
    });
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    silenceSubscribers() {
      for (const socket of subscribers) socket.unpipe().pause();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of subscribers) socket.destroy();
      server.close();
    },
  };
}

/** The connections that Redis has, without the one that asks. */
async function countConnections(redis: TestRedis): Promise<number> {
  const list = String(await redis.command('CLIENT', 'LIST'));
  return list.trim().split('\n').length - 1;
}

const soon = { timeout: 30_000 };

test('a message reaches the listener of its channel, and no other', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const { subscriber } = client.connection;
  const received: unknown[] = [];
  await subscriber.subscribe('a', (message) => received.push(['a', message]));
  await subscriber.subscribe('b', (message) => received.push(['b', message]));

  await client.connection.publish('b', 'one');
  await client.connection.publish('a', 'two');
  await client.connection.publish('c', 'three');

  await vi.waitFor(() => expect(received).toHaveLength(2), soon);
  expect(received).toEqual([
    ['b', 'one'],
    ['a', 'two'],
  ]);
});

test('the connection for messages is open only while there is a subscription', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const { subscriber } = client.connection;
  await vi.waitFor(async () => expect(await countConnections(redis)).toBe(1), soon);

  await Promise.all([subscriber.subscribe('a', () => undefined), subscriber.subscribe('b', () => undefined)]);
  await vi.waitFor(async () => expect(await countConnections(redis)).toBe(2), soon);
  subscriber.unsubscribe('a');
  await vi.waitFor(async () => expect(await redis.command('PUBSUB', 'CHANNELS')).toEqual(['b']), soon);
  subscriber.unsubscribe('b');
  await vi.waitFor(async () => expect(await countConnections(redis)).toBe(1), soon);

  await subscriber.subscribe('c', () => undefined);
  expect(await redis.command('PUBSUB', 'CHANNELS')).toEqual(['c']);
});

test('a subscription that ends before it is confirmed leaves nothing open', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const { subscriber } = client.connection;

  const subscribed = subscriber.subscribe('a', () => undefined);
  subscriber.unsubscribe('a');
  await subscribed;

  await vi.waitFor(async () => expect(await countConnections(redis)).toBe(1), soon);
  expect(await redis.command('PUBSUB', 'CHANNELS')).toEqual([]);
});

test('a listener is told once that messages may be missing after Redis was stopped and started', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const { connection, logged } = client;
  const received: unknown[] = [];
  await connection.subscriber.subscribe('a', (message) => received.push(message));

  await redis.stop();
  await vi.waitFor(() => expect(connection.isReady).toBe(false), soon);
  await connection.subscriber.subscribe('b', () => undefined);
  await redis.start();

  await vi.waitFor(() => expect(received).toEqual([undefined]), soon);
  await connection.publish('a', 'after');
  await vi.waitFor(() => expect(received).toEqual([undefined, 'after']), soon);
  expect(logged.map(({ event }) => event)).toEqual(['redis-lost', 'redis-restored']);
});

test('after a failover, messages come from the server that the address leads to now', async () => {
  await using demoted = await startRedis();
  await using redis = await startRedis();
  await using address = await startAddress(demoted.port);
  await using client = await connect(`redis://127.0.0.1:${address.port}`);
  const received: unknown[] = [];
  await client.connection.subscriber.subscribe('a', (message) => received.push(message));

  address.leadTo(redis.port);
  await demoted.command('REPLICAOF', '127.0.0.1', '1');

  await vi.waitFor(() => expect(received).toEqual([undefined]), soon);
  expect(await redis.command('PUBSUB', 'CHANNELS')).toEqual(['a']);
});

test('after a failover, a connection for messages that was on its way to the previous server is replaced', async () => {
  await using previous = await startRedis({ password: 'secret' });
  await using redis = await startRedis({ password: 'secret' });
  await using address = await startAddress(previous.port);
  await using client = await connect(`redis://:secret@127.0.0.1:${address.port}`, {
    commandTimeoutMs: 30_000,
  });
  address.hold();
  const subscribed = client.connection.subscriber.subscribe('a', () => undefined);
  await vi.waitFor(() => expect(address.heldCount).toBe(1), soon);

  address.leadTo(redis.port);
  await previous.command('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
  await vi.waitFor(() => expect(client.logged).toMatchObject([{}, { event: 'redis-restored' }]), soon);
  address.release();
  await subscribed;

  const channels = () => redis.command('PUBSUB', 'CHANNELS');
  await vi.waitFor(async () => expect(await channels()).toEqual(['a']), { timeout: 15_000 });
});

test('closing the connection closes the one for messages', async () => {
  await using redis = await startRedis();
  const { connection } = await connect(redis.url);
  await connection.subscriber.subscribe('a', () => undefined);

  await connection.close();

  await vi.waitFor(async () => expect(await countConnections(redis)).toBe(0), soon);
});

test('a connection for messages that is cut is opened again', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const received: unknown[] = [];
  await client.connection.subscriber.subscribe('a', (message) => received.push(message));

  expect(await redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub')).toBe(1);

  await vi.waitFor(() => expect(received).toEqual([undefined]), soon);
  await client.connection.publish('a', 'after');
  await vi.waitFor(() => expect(received).toEqual([undefined, 'after']), soon);
});

test('a connection for messages that has died silently is noticed and replaced', async () => {
  await using redis = await startRedis();
  await using line = await startLine(redis.port);
  await using client = await connect(`redis://127.0.0.1:${line.port}`);
  const received: unknown[] = [];
  await client.connection.subscriber.subscribe('a', (message) => received.push(message));

  line.silenceSubscribers();
  await client.connection.publish('a', 'lost');

  await vi.waitFor(() => expect(received).toEqual([undefined]), soon);
  await client.connection.publish('a', 'after');
  await vi.waitFor(() => expect(received).toEqual([undefined, 'after']), soon);
});

test('while Redis hangs, a subscription does not wait longer than a command, and is made afterwards', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const received: unknown[] = [];
  redis.freeze();
  await client.connection.subscriber.subscribe('a', (message) => received.push(message));

  redis.thaw();
  await vi.waitFor(() => expect(received).toContain(undefined), soon);
  expect(await redis.command('PUBSUB', 'CHANNELS')).toEqual(['a']);
});

test('a user without permission for channels is reported once, and again when it has got the permission', async () => {
  await using redis = await startRedis({ password: 'secret' });
  await redis.command('ACL', 'SETUSER', 'default', 'resetchannels');
  await using client = await connect(redis.url);
  const received: unknown[] = [];
  await client.connection.subscriber.subscribe('a', (message) => received.push(message));
  expect(client.logged).toMatchObject([{ event: 'redis-messages-lost', reason: 'NOPERM' }]);

  await redis.command('ACL', 'SETUSER', 'default', 'allchannels');

  await vi.waitFor(() => expect(received).toEqual([undefined]), soon);
  expect(client.logged.map(({ event }) => event)).toEqual(['redis-messages-lost', 'redis-messages-restored']);
});

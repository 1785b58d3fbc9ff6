import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { connectRedis } from '../../src/redis/redis.ts';
import { acquireLock, LOCK_TTL_MS } from '../../src/redis/redis-lock.ts';
import { RedisUnavailableError } from '../../src/redis/redis-unavailable-error.ts';
import { startRedis } from '../support/redis/start-redis.ts';

async function connect(url: string) {
  const warnings: { event?: unknown; reason?: unknown }[] = [];
  const log = { warn: (fields: Readonly<Record<string, unknown>>) => void warnings.push(fields) };
  const connection = await connectRedis({ url, log });
  return { connection, warnings, [Symbol.asyncDispose]: () => connection.close() };
}

const ready = (connection: { readonly isReady: boolean }) =>
  vi.waitFor(() => expect(connection.isReady).toBe(true), { timeout: 30_000 });

/** Blocks this process for longer than Redis may take. */
function beBusy(): void {
  const busyUntil = performance.now() + 1_500;
  while (performance.now() < busyUntil);
}

const reasonOfFailure = (failing: Promise<unknown>) =>
  failing.then(
    () => 'it did not fail',
    (error: unknown) => (error instanceof RedisUnavailableError ? error.reason : error),
  );

test('the commands work as their names say', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const { connection } = client;

  expect(connection.isReady).toBe(true);
  expect(await connection.get('a')).toBeUndefined();
  expect(await connection.set('a', 'ä\0', { ttlMs: 60_000 })).toBe(true);
  expect(await connection.set('a', '2', { ttlMs: 60_000, onlyIfAbsent: true })).toBe(false);
  expect(await connection.get('a')).toBe('ä\0');
  expect(Number(await redis.command('PTTL', 'a'))).toBeGreaterThan(50_000);
  expect(await connection.deleteIfEqual('a', 'other')).toBe(false);
  expect(await connection.deleteIfEqual('a', 'ä\0')).toBe(true);
  expect(await connection.get('a')).toBeUndefined();
  expect(await connection.evaluate('return { KEYS[1], ARGV[1], 7, false }', ['k'], ['v'])).toEqual([
    'k',
    'v',
    7,
    null,
  ]);
  expect(client.warnings).toEqual([]);
});

test('the text of a script is sent once, and again after Redis has forgotten it', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const run = () => client.connection.evaluate("return redis.call('INCR', KEYS[1])", ['count'], []);

  expect([await run(), await run(), await run()]).toEqual([1, 2, 3]);
  const before = await redis.command('INFO', 'commandstats');
  await redis.command('SCRIPT', 'FLUSH');

  expect([await run(), await run()]).toEqual([4, 5]);
  const after = await redis.command('INFO', 'commandstats');
  expect(before).toMatch(/cmdstat_eval:calls=1,/);
  expect(after).toMatch(/cmdstat_eval:calls=2,/);
  expect(client.warnings).toEqual([]);
});

test('a command that Redis rejects fails with the error code only', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  await redis.command('LPUSH', 'canary', 'canary');

  expect(await reasonOfFailure(client.connection.get('canary'))).toBe('WRONGTYPE');
  expect(client.connection.isReady).toBe(true);
});

test('a response that arrived while this process was busy is not a timeout', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);

  const reply = client.connection.get('a');
  beBusy();

  expect(await reply).toBeUndefined();
  expect(client.warnings).toEqual([]);
});

test('a start that was busy while Redis responded has a connection all the same', async () => {
  await using redis = await startRedis();
  const log = { warn: () => undefined };
  const observer = {
    redisAvailabilityChanged: () => undefined,
    redisCommandStarted() {
      beBusy();
      return { end: () => undefined };
    },
  };

  const connection = await connectRedis({ url: redis.url, log, observer });

  expect(connection.isReady).toBe(true);
  await connection.close();
});

test('while Redis hangs, the first command waits for its timeout and the next ones do not wait', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  redis.freeze();

  const together = await Promise.all([1, 2, 3].map(() => reasonOfFailure(client.connection.get('a'))));
  expect(together).toEqual(['TIMEOUT', 'TIMEOUT', 'TIMEOUT']);
  expect(await reasonOfFailure(client.connection.get('a'))).toBe('NOT_CONNECTED');

  redis.thaw();
  await ready(client.connection);
  expect(await client.connection.get('a')).toBeUndefined();
  expect(client.warnings.map(({ event }) => event)).toEqual(['redis-lost', 'redis-restored']);
});

test('an unreachable Redis is reported as lost and never as restored', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.resume())).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const client = await connect(`redis://127.0.0.1:${port}`);

  expect(client.connection.isReady).toBe(false);
  // Given up, and tried anew.
  await vi.waitFor(() => expect(sockets.length).toBeGreaterThan(1), { timeout: 30_000 });
  expect(client.connection.isReady).toBe(false);
  expect(client.warnings.map(({ event }) => event)).toEqual(['redis-lost']);

  await client.connection.close();
  silent.close();
  await once(silent, 'close');
});

test('the connection recovers without a restart after a password was required for a while', async () => {
  await using redis = await startRedis({ password: 'right' });
  await using client = await connect(redis.url.replace(':right@', ''));
  expect(client.warnings).toMatchObject([{ event: 'redis-lost', reason: 'NOAUTH' }]);

  await redis.command('CONFIG', 'SET', 'requirepass', '');

  await ready(client.connection);
  expect(await client.connection.get('a')).toBeUndefined();
});

test('the database number and the password in the URL are used', async () => {
  await using redis = await startRedis({ password: 'päss/#word' });
  await using client = await connect(`${redis.url}/3`);
  const { connection } = client;
  await connection.set('a', '1', { ttlMs: 60_000 });

  expect(String(await redis.command('INFO', 'keyspace'))).toContain('db3:keys=');
  expect(await connection.get('a')).toBe('1');
});

test('closing a connection during its recovery leaves nothing open', async () => {
  await using redis = await startRedis();
  const client = await connect(redis.url);
  await redis.stop();
  await vi.waitFor(() => expect(client.warnings).toHaveLength(1), { timeout: 30_000 });

  const closed = client.connection.close();
  await redis.start();
  await closed;
  await client.connection.close();

  expect(client.connection.isReady).toBe(false);
  expect(await reasonOfFailure(client.connection.get('a'))).toBe('NOT_CONNECTED');
  expect(
    String(await redis.command('CLIENT', 'LIST'))
      .trim()
      .split('\n'),
  ).toHaveLength(1);
});

test('a lock has one holder, is extended while it is held, and is free after its release', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const { connection } = client;
  const lock = await acquireLock(connection, 'lock');
  expect(await acquireLock(connection, 'lock')).toBeUndefined();

  // Its holder sets the lifetime again each second. A shorter one might end before.
  await redis.command('PEXPIRE', 'lock', '60000');
  await vi.waitFor(
    async () => expect(Number(await redis.command('PTTL', 'lock'))).toBeLessThanOrEqual(LOCK_TTL_MS),
    {
      timeout: 30_000,
    },
  );
  await lock?.release();
  expect(await connection.get('lock')).toBeUndefined();
});

test('a former holder cannot release a lock that has changed hands', async () => {
  await using redis = await startRedis();
  await using client = await connect(redis.url);
  const former = await acquireLock(client.connection, 'lock');
  await redis.command('DEL', 'lock');
  const present = await acquireLock(client.connection, 'lock');

  await former?.release();

  expect(await client.connection.get('lock')).toBe(present?.owner);
  await present?.release();
});

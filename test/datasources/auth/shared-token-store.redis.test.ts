import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSharedTokenStore } from '../../../src/datasources/fin/auth/shared-token-store.ts';
import type { TokenPair } from '../../../src/datasources/fin/auth/tokens.ts';
import { connectRedis } from '../../../src/redis/redis.ts';
import { createSealing } from '../../../src/redis/sealing.ts';
import { startRedis, type TestRedis } from '../../support/redis/start-redis.ts';

const SEALING = createSealing(randomBytes(32));
const ACCOUNT = { baseUrl: 'https://sandbox.api.fin.com', clientId: 'client-1' };

/** A store whose clock is far from everybody else's. */
async function openStore(redis: TestRedis, clockOffsetMs = 0, account = ACCOUNT) {
  const connection = await connectRedis({ url: redis.url, log: { warn: () => undefined } });
  const now = () => performance.now() + clockOffsetMs;
  const store = createSharedTokenStore({ redis: connection, sealing: SEALING, account, now });
  return { store, now, [Symbol.asyncDispose]: () => connection.close() };
}

function pairAt(nowMs: number, name: string): TokenPair {
  return {
    access: { token: `access-${name}`, lifetimeMs: 100_000, expiresAtMs: nowMs + 60_000 },
    refresh: { token: `refresh-${name}`, lifetimeMs: 900_000, expiresAtMs: nowMs + 800_000 },
  };
}

async function write({ store, now }: Awaited<ReturnType<typeof openStore>>, name: string) {
  const lock = await store.lock();
  return lock && store.write(pairAt(now(), name), lock);
}

test('replicas whose clocks differ by a day see the same remaining lifetime', async () => {
  await using redis = await startRedis();
  await using writer = await openStore(redis, 86_400_000);
  await using reader = await openStore(redis, -86_400_000);

  expect(await write(writer, 'one')).toBe(true);
  const { pair } = await reader.store.read();

  expect(pair?.access).toMatchObject({ token: 'access-one', lifetimeMs: 100_000 });
  expect(pair?.refresh).toMatchObject({ token: 'refresh-one', lifetimeMs: 900_000 });
  const leftMs = (pair?.access.expiresAtMs ?? 0) - reader.now();
  expect(leftMs).toBeGreaterThan(50_000);
  expect(leftMs).toBeLessThanOrEqual(60_000);
});

test('time that passes in Redis also passes for the token', async () => {
  await using redis = await startRedis();
  await using world = await openStore(redis);
  await write(world, 'one');
  const [key = ''] = await keysOf(redis, '*:token:*');

  await redis.command('PEXPIRE', key, String(800_000 - 40_000));
  const { pair } = await world.store.read();

  const leftMs = (pair?.access.expiresAtMs ?? 0) - world.now();
  expect(leftMs).toBeGreaterThan(10_000);
  // Redis counts whole milliseconds.
  expect(leftMs).toBeLessThanOrEqual(20_001);
});

test("a holder with an expired lock does not overwrite its successor's token", async () => {
  await using redis = await startRedis();
  await using stopped = await openStore(redis);
  await using successor = await openStore(redis);
  const lapsed = await stopped.store.lock();
  const [lockKey = ''] = await keysOf(redis, '*:lock');
  await redis.command('DEL', lockKey);
  expect(await write(successor, 'newer')).toBe(true);

  expect(lapsed && (await stopped.store.write(pairAt(stopped.now(), 'older'), lapsed))).toBe(false);

  expect((await stopped.store.read()).pair?.access.token).toBe('access-newer');
  await lapsed?.release();
});

test('only the value that was read is removed, not its replacement', async () => {
  await using redis = await startRedis();
  await using world = await openStore(redis);
  await write(world, 'one');
  const first = await world.store.read();
  await write(world, 'two');

  await world.store.remove(first.sealed ?? '');
  const second = await world.store.read();
  expect(second.pair?.access.token).toBe('access-two');

  await world.store.remove(second.sealed ?? '');
  expect((await world.store.read()).sealed).toBeUndefined();
});

test.each([
  ['client', { ...ACCOUNT, clientId: 'client-2' }],
  ['environment of Fin.com', { ...ACCOUNT, baseUrl: 'https://api.fin.com' }],
])('each %s has its own token', async (_what, account) => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  await using other = await openStore(redis, 0, account);
  await write(one, 'one');

  expect((await other.store.read()).sealed).toBeUndefined();
});

test('the stored value expires with the longer-lived of its two tokens', async () => {
  await using redis = await startRedis();
  await using world = await openStore(redis);
  await write(world, 'one');

  for (const key of await keysOf(redis, '{fin-gateway}:*:token*')) {
    const ttlMs = Number(await redis.command('PTTL', key));
    expect(ttlMs).toBeGreaterThan(700_000);
    expect(ttlMs).toBeLessThanOrEqual(800_000);
  }
});

async function keysOf(redis: TestRedis, pattern: string): Promise<string[]> {
  const keys = await redis.command('KEYS', pattern);
  return Array.isArray(keys) ? keys.map(String) : [];
}

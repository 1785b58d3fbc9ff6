import { expect, test, vi } from 'vitest';
import type { WritePhase } from '../../src/idempotency/stores/idempotency-store.ts';
import { RedisIdempotencyStore } from '../../src/idempotency/stores/redis-idempotency-store.ts';
import { connectRedis } from '../../src/redis/redis.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { bodyOf, change, FINGERPRINT, tokenOf } from '../support/redis/stored-write.ts';

const NAME = 'a-name';

/** A store that beats every three seconds: a test does several things before the next beat. */
async function openStore(redis: TestRedis) {
  const connection = await connectRedis({ url: redis.url, log: { warn: () => undefined } });
  const store = new RedisIdempotencyStore({ redis: connection, ttlMs: 60_000, leaseMs: 9_000 });
  return { store, [Symbol.asyncDispose]: () => connection.close() };
}

test('a replica whose claim was lost does not send a write that another replica has sent', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  await using two = await openStore(redis);
  await one.store.claim(NAME, { token: tokenOf('one'), fingerprint: FINGERPRINT });
  expect(await one.store.write(NAME, tokenOf('one'), change('SENT'))).toBe(true);
  await redis.command('FLUSHALL');
  const { isTaken } = await two.store.claim(NAME, { token: tokenOf('two'), fingerprint: FINGERPRINT });
  expect(isTaken).toBe(true);

  // With the next beat of the one that has sent it.
  await vi.waitFor(async () => expect((await two.store.read(NAME))?.phase).toBe('SENT'), { timeout: 30_000 });

  expect(await two.store.write(NAME, tokenOf('two'), change('SENT'))).toBe(false);
  expect(await one.store.write(NAME, tokenOf('one'), change('SUCCEEDED'))).toBe(true);
  expect(await two.store.read(NAME)).toEqual({ ...change('SUCCEEDED'), isHeld: false });
});

test('an attach whose claim Redis has lost is not sent', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  await one.store.claim(NAME, { token: tokenOf('one'), fingerprint: FINGERPRINT });

  await redis.command('FLUSHALL');

  expect(await one.store.write(NAME, tokenOf('one'), change('SENT'))).toBe(false);
  await expect(one.store.read(NAME)).rejects.toThrow('RECORDS_LOST');
});

test.each<WritePhase>(['SENT', 'SUCCEEDED', 'REFUSED', 'UNKNOWN'])(
  'a late update does not overwrite the phase %s of another replica',
  async (phase) => {
    await using redis = await startRedis();
    await using one = await openStore(redis);
    await using two = await openStore(redis);
    await two.store.claim(NAME, { token: tokenOf('two'), fingerprint: FINGERPRINT });
    await two.store.write(NAME, tokenOf('two'), change(phase));

    expect(await one.store.write(NAME, tokenOf('one'), change('SUCCEEDED'))).toBe(false);

    expect((await one.store.read(NAME))?.phase).toBe(phase);
  },
);

test('after a write that did nothing, a replica removes only its own claim', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  await using two = await openStore(redis);
  await two.store.claim(NAME, { token: tokenOf('two'), fingerprint: FINGERPRINT });

  expect(await one.store.write(NAME, tokenOf('one'), { ...change('OPEN'), body: '' })).toBe(false);
  expect((await one.store.read(NAME))?.phase).toBe('CLAIMED');

  expect(await two.store.write(NAME, tokenOf('two'), { ...change('OPEN'), body: '' })).toBe(true);
  expect(await one.store.read(NAME)).toBeUndefined();
});

test('a write that is sent at once is never seen as claimed, and is restored if Redis loses it', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  await using two = await openStore(redis);
  const claimant = { token: tokenOf('one'), fingerprint: FINGERPRINT, sentBody: bodyOf('sealed') };

  expect(await one.store.claim(NAME, claimant)).toEqual({ isTaken: true, before: undefined });
  const sent = { ...change('SENT'), isHeld: true };
  expect(await two.store.read(NAME)).toEqual(sent);
  expect((await two.store.claim(NAME, { ...claimant, token: tokenOf('two') })).isTaken).toBe(false);
  await redis.command('FLUSHALL');

  await vi.waitFor(async () => expect(await two.store.read(NAME)).toEqual(sent), { timeout: 30_000 });
});

test('a key that was used before is claimed, and keeps the files of the earlier attempt', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  await one.store.claim(NAME, { token: tokenOf('first'), fingerprint: FINGERPRINT });
  await one.store.write(NAME, tokenOf('first'), { ...change('OPEN'), body: bodyOf('files') });

  await one.store.claim(NAME, {
    token: tokenOf('second'),
    fingerprint: FINGERPRINT,
    sentBody: bodyOf('sealed'),
  });

  expect(await one.store.read(NAME)).toMatchObject({ phase: 'CLAIMED', body: bodyOf('files') });
});

test('a claim that arrives after its replica has given it up is void', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  const claimant = { token: tokenOf('one'), fingerprint: FINGERPRINT, sentBody: bodyOf('sealed') };
  await one.store.write(NAME, tokenOf('one'), { ...change('OPEN'), body: '' });

  expect((await one.store.claim(NAME, claimant)).isTaken).toBe(false);

  expect((await one.store.claim(NAME, { ...claimant, token: tokenOf('two') })).isTaken).toBe(true);
});

test('an attempt that did nothing is recorded before the next one with its key', async () => {
  await using redis = await startRedis();
  await using one = await openStore(redis);
  await one.store.claim(NAME, { token: tokenOf('first'), fingerprint: FINGERPRINT });
  await one.store.write(NAME, tokenOf('first'), change('SENT'));
  await redis.command('CONFIG', 'SET', 'maxmemory', '1');
  await expect(one.store.write(NAME, tokenOf('first'), change('OPEN'))).rejects.toThrow('OOM');
  await redis.command('CONFIG', 'SET', 'maxmemory', '0');

  // Was claimed while Redis could not be told.
  await one.store.write(NAME, tokenOf('second'), change('SUCCEEDED'));

  await vi.waitFor(async () => expect((await one.store.read(NAME))?.phase).not.toBe('SENT'), {
    timeout: 30_000,
  });
  await vi.waitFor(async () => expect((await one.store.read(NAME))?.phase).toBe('SUCCEEDED'), {
    timeout: 30_000,
  });
});

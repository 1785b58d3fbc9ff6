import { expect, test } from 'vitest';
import { FOREVER_MS, refused, settled, unreachable, World } from './token-world.ts';

test('a thousand first callers at once share one request and one token', async () => {
  const world = new World();
  world.shut();
  const callers = Array.from({ length: 1_000 }, () => world.get());
  world.open();
  expect(new Set(await Promise.all(callers))).toEqual(new Set(['access-1']));
  expect(world.calls).toEqual(['issue']);
});

test('nothing is asked before the first caller', async () => {
  const world = new World();
  await settled();
  expect(world.calls).toEqual([]);
});

test('a token in its first four fifths of life is given without asking', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  world.nowMs += 79_999;
  expect(await world.get()).toBe('access-1');
  await settled();
  expect(world.calls).toEqual(['issue']);
});

test('after four fifths of its life the old token is still given at once, while one renewal runs behind', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  world.nowMs += 80_000;
  world.shut();
  const callers = Array.from({ length: 1_000 }, () => world.get());
  expect(new Set(await Promise.all(callers))).toEqual(new Set(['access-1']));
  expect(world.calls).toEqual(['issue', 'refresh with refresh-1']);
  world.open();
  await settled();
  expect(await world.get()).toBe('access-2');
  expect(world.calls).toHaveLength(2);
});

test('a token at its end is not given: its callers wait for the next one, all on one request', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  world.nowMs += 95_001;
  const callers = Array.from({ length: 1_000 }, () => world.get());
  expect(new Set(await Promise.all(callers))).toEqual(new Set(['access-2']));
  expect(world.calls).toEqual(['issue', 'refresh with refresh-1']);
});

test('callers whose token ends during a renewal in the background join it', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  world.nowMs += 90_000;
  world.shut();
  expect(await world.get()).toBe('access-1');
  world.nowMs += 9_000;
  const late = world.get();
  world.open();
  expect(await late).toBe('access-2');
  expect(world.calls).toHaveLength(2);
});

test('a caller with a long way to go gets a token that lasts', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  world.nowMs += 60_000;
  expect(await world.get(40_000)).toBe('access-1');
  expect(await world.get(40_001)).toBe('access-2');
  // Half a life is the most that can be asked for: else each call would fetch.
  expect(await world.get(FOREVER_MS)).toBe('access-2');
  expect(world.calls).toHaveLength(2);
});

test('each renewal uses the newest refresh token', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  for (let round = 0; round < 3; round += 1) {
    world.nowMs += 99_000;
    await world.get();
  }
  expect(world.calls).toEqual([
    'issue',
    'refresh with refresh-1',
    'refresh with refresh-2',
    'refresh with refresh-3',
  ]);
});

test.each([401, 422, 400, 404, 500, 503])(
  'a refresh answered with %i falls back to the credentials',
  async (status) => {
    const world = new World();
    await world.get();
    world.nowMs += 99_000;
    world.refreshFailure = refused(
      status,
      status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_AUTHENTICATION_FAILED',
    );
    expect(await world.get()).toBe('access-3');
    expect(world.calls).toEqual(['issue', 'refresh with refresh-1', 'issue']);
  },
);

test('a refresh that found nobody does not ask a second time at once', async () => {
  const world = new World();
  await world.get();
  world.nowMs += 100_000;
  world.refreshFailure = unreachable();
  expect((await world.failureOfGet()).code).toBe('UPSTREAM_UNAVAILABLE');
  expect(world.calls).toEqual(['issue', 'refresh with refresh-1']);
});

test.each([
  ['none', null],
  ['one that ended with the access token', 99_000],
  ['one that is about to end', 103_999],
])('with %s for a refresh token the credentials are used', async (_what, refreshLifetimeMs) => {
  const world = new World({ lifetimeMs: 100_000, refreshLifetimeMs });
  await world.get();
  world.nowMs += 99_000;
  expect(await world.get()).toBe('access-2');
  expect(world.calls).toEqual(['issue', 'issue']);
});

test('a dropped token is not given again, nor refreshed', async () => {
  const world = new World();
  const token = await world.get();
  world.provider.drop(token);
  expect(await world.get()).toBe('access-2');
  expect(world.calls).toEqual(['issue', 'issue']);
});

test('dropping an old token leaves a newer one in use', async () => {
  const world = new World();
  const old = await world.get();
  world.provider.drop(old);
  await world.get();
  world.provider.drop(old);
  world.provider.drop('never seen');
  expect(await world.get()).toBe('access-2');
  expect(world.calls).toHaveLength(2);
});

test('a thousand callers who all had the same token refused cause one request', async () => {
  const world = new World();
  const refusedTokens = await Promise.all(Array.from({ length: 1_000 }, () => world.get()));
  const fresh = refusedTokens.map((token) => {
    world.provider.drop(token);
    return world.get();
  });
  expect(new Set(await Promise.all(fresh))).toEqual(new Set(['access-2']));
  expect(world.calls).toHaveLength(2);
});

test('a token that is dropped while its renewal runs is followed by the renewed one', async () => {
  const world = new World();
  await world.get();
  world.nowMs += 85_000;
  world.shut();
  const old = await world.get();
  world.provider.drop(old);
  const next = world.get();
  world.open();
  expect(await next).toBe('access-2');
  expect(world.calls).toHaveLength(2);
});

test.each([1, 100, 2_000, 9_999])('a token that lives %i ms serves half of its life', async (lifetimeMs) => {
  const world = new World({ lifetimeMs });
  expect(await world.get()).toBe('access-1');
  world.nowMs += lifetimeMs / 2;
  expect(await world.get()).toBe('access-1');
  expect(world.calls).toHaveLength(1);
  world.nowMs += 0.5;
  expect(await world.get()).toBe('access-2');
});

test('two accounts never share a token', async () => {
  const [one, other] = [new World(), new World()];
  await one.get();
  one.provider.drop('access-1');
  expect(await one.get()).toBe('access-2');
  expect(await other.get()).toBe('access-1');
});

import { expect, test } from 'vitest';
import { FOREVER_MS, refused, settled, unreachable, World } from './token-world.ts';

test('the first thousand concurrent callers share one request and one token', async () => {
  const world = new World();
  world.shut();
  const callers = Array.from({ length: 1_000 }, () => world.get());
  world.open();
  expect(new Set(await Promise.all(callers))).toEqual(new Set(['access-1']));
  expect(world.calls).toEqual(['issue']);
});

test('no token is requested before the first caller', async () => {
  const world = new World();
  await settled();
  expect(world.calls).toEqual([]);
});

test('a token in the first four fifths of its lifetime is returned without a request', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  world.nowMs += 79_999;
  expect(await world.get()).toBe('access-1');
  await settled();
  expect(world.calls).toEqual(['issue']);
});

test('after four fifths of its lifetime, the old token is returned at once while one renewal runs in the background', async () => {
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

test('an expired token is not returned: all its callers wait for the same request', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  await world.get();
  world.nowMs += 95_001;
  const callers = Array.from({ length: 1_000 }, () => world.get());
  expect(new Set(await Promise.all(callers))).toEqual(new Set(['access-2']));
  expect(world.calls).toEqual(['issue', 'refresh with refresh-1']);
});

test('callers whose token expires during a background renewal wait for this renewal', async () => {
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

test('a caller that needs the token for longer gets one that lasts', async () => {
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
  'if a refresh gets a %i, the credentials are used instead',
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

test('a refresh without a connection is not followed by a second request at once', async () => {
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
])('with %s as the refresh token, the credentials are used', async (_what, refreshLifetimeMs) => {
  const world = new World({ lifetimeMs: 100_000, refreshLifetimeMs });
  await world.get();
  world.nowMs += 99_000;
  expect(await world.get()).toBe('access-2');
  expect(world.calls).toEqual(['issue', 'issue']);
});

test('a discarded token is neither returned nor refreshed', async () => {
  const world = new World();
  const token = await world.get();
  world.provider.drop(token);
  expect(await world.get()).toBe('access-2');
  expect(world.calls).toEqual(['issue', 'issue']);
});

test('discarding an old token keeps a newer one', async () => {
  const world = new World();
  const old = await world.get();
  world.provider.drop(old);
  await world.get();
  world.provider.drop(old);
  world.provider.drop('never seen');
  expect(await world.get()).toBe('access-2');
  expect(world.calls).toHaveLength(2);
});

test('a thousand callers with the same rejected token cause one request', async () => {
  const world = new World();
  const refusedTokens = await Promise.all(Array.from({ length: 1_000 }, () => world.get()));
  const fresh = refusedTokens.map((token) => {
    world.provider.drop(token);
    return world.get();
  });
  expect(new Set(await Promise.all(fresh))).toEqual(new Set(['access-2']));
  expect(world.calls).toHaveLength(2);
});

test('a token that is discarded during its renewal is replaced by the renewed one', async () => {
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

test.each([1, 100, 2_000, 9_999])(
  'a token with a lifetime of %i ms is used for half of it',
  async (lifetimeMs) => {
    const world = new World({ lifetimeMs });
    expect(await world.get()).toBe('access-1');
    world.nowMs += lifetimeMs / 2;
    expect(await world.get()).toBe('access-1');
    expect(world.calls).toHaveLength(1);
    world.nowMs += 0.5;
    expect(await world.get()).toBe('access-2');
  },
);

test('two accounts never share a token', async () => {
  const [one, other] = [new World(), new World()];
  await one.get();
  one.provider.drop('access-1');
  expect(await one.get()).toBe('access-2');
  expect(await other.get()).toBe('access-1');
});

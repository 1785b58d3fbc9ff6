import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { refused, settled, unreachable, World } from './token-world.ts';

test('one failed request fails all waiting callers with its code', async () => {
  const world = new World();
  world.failure = refused();
  const callers = Array.from({ length: 1_000 }, () => world.failureOfGet());
  const codes = new Set((await Promise.all(callers)).map(({ code }) => code));
  expect(codes).toEqual(new Set(['UPSTREAM_AUTHENTICATION_FAILED']));
  expect(world.calls).toHaveLength(1);
});

test('during the back-off, callers get the same failure at once and no request is sent', async () => {
  const world = new World();
  world.failure = refused();
  const first = await world.failureOfGet();
  world.shut();
  for (let call = 0; call < 100; call += 1) {
    const { code, details } = await world.failureOfGet();
    expect(code).toBe(first.code);
    expect(details).toEqual(first.details);
  }
  expect(world.calls).toHaveLength(1);
});

test('the delay doubles with each failure, from a quarter of a second to half a minute', async () => {
  const world = new World({ random: () => 1 });
  world.failure = unreachable();
  for (const waitMs of [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]) {
    expect(await world.isAsked()).toBe(true);
    world.nowMs += waitMs - 1;
    expect(await world.isAsked()).toBe(false);
    world.nowMs += 1;
  }
});

test('the delay is still half a minute after ten thousand failures', async () => {
  const world = new World({ random: () => 1 });
  world.failure = unreachable();
  for (let round = 0; round < 10_000; round += 1) {
    world.nowMs += 30_000;
    await world.get().catch(() => undefined);
  }
  expect(world.calls).toHaveLength(10_000);
  expect((await world.failureOfGet()).details.retryAfterSeconds).toBe(30);
});

test('the second half of each delay is random, so that replicas do not ask together', async () => {
  const ceilingMs = 1_000;
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (chance) => {
      const world = new World({ random: () => chance });
      world.failure = unreachable();
      for (let failures = 0; failures < 3; failures += 1) {
        world.nowMs += 30_000;
        await world.get().catch(() => undefined);
      }
      const waitMs = ceilingMs / 2 + (chance * ceilingMs) / 2;
      world.nowMs += Math.max(0, waitMs - 0.001);
      expect(await world.isAsked()).toBe(false);
      world.nowMs += 0.002;
      expect(await world.isAsked()).toBe(true);
    }),
  );
});

test('a success ends the back-off and resets the failure count', async () => {
  const world = new World({ random: () => 1 });
  world.failure = unreachable();
  for (let round = 0; round < 5; round += 1) {
    await world.failureOfGet();
    world.nowMs += 30_000;
  }
  world.failure = undefined;
  const token = await world.get();
  expect(token).toBe('access-6');
  world.failure = unreachable();
  world.provider.drop(token);
  await world.failureOfGet();
  world.nowMs += 249;
  expect(await world.isAsked()).toBe(false);
  world.nowMs += 1;
  expect(await world.isAsked()).toBe(true);
});

test('an internal error is passed on and does not count as a failure of the endpoint', async () => {
  const world = new World();
  world.failure = new TypeError('ours');
  await expect(world.get()).rejects.toBe(world.failure);
  world.failure = undefined;
  expect(await world.get()).toBe('access-2');
});

test('the current token remains in use while renewals fail, and the delays between them grow', async () => {
  const world = new World({ lifetimeMs: 1_000_000 });
  await world.get();
  world.failure = unreachable();
  world.nowMs += 800_000;
  for (let second = 0; second < 190; second += 1) {
    expect(await world.get()).toBe('access-1');
    await settled();
    world.nowMs += 1_000;
  }
  // 0.25 + 0.5 + 1 + 2 + 4 + 8 + 16 + 30 + 30 ... seconds apart, each one begun by the caller of its second.
  expect(world.calls.length).toBeGreaterThan(8);
  expect(world.calls.length).toBeLessThan(15);
  world.failure = undefined;
  world.nowMs += 4_000;
  expect(await world.isAsked()).toBe(false);
});

test('callers get the failure once the token has expired; the next success serves them again', async () => {
  const world = new World();
  await world.get();
  world.failure = unreachable();
  world.nowMs += 100_000;
  expect((await world.failureOfGet()).code).toBe('UPSTREAM_UNAVAILABLE');
  world.failure = undefined;
  world.nowMs += 30_000;
  expect(await world.get()).toBe('access-3');
});

test('if a fresh token is rejected too, callers fail at once for a while', async () => {
  const world = new World({ random: () => 1 });
  const token = await world.get();
  world.provider.giveUp(token);
  const { code, details } = await world.failureOfGet();
  expect(code).toBe('UPSTREAM_AUTHENTICATION_FAILED');
  // It is not retryable, so there is no time to try again.
  expect(details).toEqual({ upstream: { operation: 'issueToken' } });
  world.nowMs += 249;
  expect(await world.isAsked()).toBe(false);
  world.nowMs += 1;
  expect(await world.get()).toBe('access-2');
});

test('the delays grow if fresh tokens are rejected one after another', async () => {
  const world = new World();
  const waits: number[] = [];
  for (let round = 0; round < 4; round += 1) {
    const fresh = await world.provider.get();
    world.provider.giveUp(fresh);
    const startMs = world.nowMs;
    while (
      await world.provider.get().then(
        () => false,
        () => true,
      )
    )
      world.nowMs += 10;
    waits.push(world.nowMs - startMs);
  }
  expect(waits).toEqual([250, 500, 1_000, 2_000]);
});

test.each([
  [7, 7_000],
  [3_600, 300_000],
])('an endpoint that asks for %d seconds gets no request for %d ms', async (retryAfterSeconds, waitMs) => {
  const world = new World();
  world.failure = new GatewayError('RATE_LIMITED', { retryAfterSeconds });
  await expect(world.provider.get()).rejects.toThrow();
  world.failure = undefined;

  world.nowMs += waitMs - 1;
  await expect(world.provider.get()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(world.calls).toHaveLength(1);
  world.nowMs += 1;
  await world.provider.get();
  expect(world.calls).toHaveLength(2);
});

test('a token in its last seconds is used if there is no other, until it expires', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  const token = await world.provider.get();
  world.failure = new GatewayError('UPSTREAM_UNAVAILABLE');

  world.nowMs += 99_000;
  expect(await world.provider.get()).toBe(token);
  world.nowMs += 1_000;
  await expect(world.provider.get()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

test('discarding an old token does not discard a newer one', async () => {
  const world = new World();
  const old = await world.get();
  world.provider.drop(old);
  await world.get();
  world.provider.giveUp(old);
  expect(await world.get()).toBe('access-2');
});

test('a thousand callers that discard the same token count as one failure', async () => {
  const world = new World({ random: () => 1 });
  const token = await world.get();
  for (let caller = 0; caller < 1_000; caller += 1) world.provider.giveUp(token);
  world.nowMs += 250;
  expect(await world.get()).toBe('access-2');
});

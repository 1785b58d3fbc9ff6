import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenProvider } from '../../../src/datasources/fin/auth/token-provider.ts';
import { createTokenRenewal } from '../../../src/datasources/fin/auth/token-renewal.ts';
import type { TokenEndpoint, TokenPair } from '../../../src/datasources/fin/auth/tokens.ts';
import type { ErrorCode } from '../../../src/error-codes.ts';
import { GatewayError } from '../../../src/errors.ts';

const FOREVER_MS = 1_000_000_000;

interface Options {
  readonly lifetimeMs?: number;
  /** Of the refresh token; null for none. */
  readonly refreshLifetimeMs?: number | null;
  readonly random?: () => number;
}

/** An endpoint that counts its calls and answers when told to, a clock that is set by hand, and the provider. */
class World implements TokenEndpoint {
  nowMs = 5_000_000;
  readonly calls: string[] = [];
  /** While set, calls fail with it. */
  failure: Error | undefined;
  /** While set, refreshing fails with it. */
  refreshFailure: Error | undefined;
  readonly provider;
  readonly #options: Options;
  #gate = Promise.withResolvers<void>();

  constructor(options: Options = {}) {
    this.#options = options;
    this.open();
    const { random = () => 1 } = options;
    const now = () => this.nowMs;
    this.provider = createTokenProvider({ renew: createTokenRenewal(this, now), now, random });
  }

  /** Lets calls be answered. */
  open(): void {
    this.#gate.resolve();
  }

  /** Keeps calls waiting from now on. */
  shut(): void {
    this.#gate = Promise.withResolvers<void>();
  }

  async issue(): Promise<TokenPair> {
    this.calls.push('issue');
    return this.#answer(this.failure);
  }

  async refresh(refreshToken: string): Promise<TokenPair> {
    this.calls.push(`refresh with ${refreshToken}`);
    return this.#answer(this.refreshFailure ?? this.failure);
  }

  async #answer(failure: Error | undefined): Promise<TokenPair> {
    const number = this.calls.length;
    await this.#gate.promise;
    if (failure) throw failure;
    const { lifetimeMs = 100_000, refreshLifetimeMs = FOREVER_MS } = this.#options;
    const expiring = (token: string, ms: number) => ({ token, lifetimeMs: ms, expiresAtMs: this.nowMs + ms });
    return {
      access: expiring(`access-${number}`, lifetimeMs),
      refresh: refreshLifetimeMs === null ? undefined : expiring(`refresh-${number}`, refreshLifetimeMs),
    };
  }

  get(remainingMs?: number): Promise<string> {
    return this.provider.get(remainingMs);
  }

  /** The failure that a caller gets now. */
  async failureOfGet(): Promise<GatewayError> {
    const error: unknown = await this.get().catch((caught: unknown) => caught);
    if (error instanceof GatewayError) return error;
    throw new Error('there was a token, or another error');
  }

  /** Whether a caller at this moment makes the provider ask the endpoint. */
  async isAsked(): Promise<boolean> {
    const before = this.calls.length;
    await this.get().catch(() => undefined);
    await settled();
    return this.calls.length > before;
  }
}

/** Lets everything that is ready happen, such as a renewal in the background. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const unreachable = () =>
  new GatewayError('UPSTREAM_UNAVAILABLE', { upstream: { operation: 'issueToken' }, retryable: true });
const refused = (status = 401, code: ErrorCode = 'UPSTREAM_AUTHENTICATION_FAILED') =>
  new GatewayError(code, { upstream: { operation: 'refreshToken', status } });

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

test('a failure fails all who wait for it, with its code, by one request', async () => {
  const world = new World();
  world.failure = refused();
  const callers = Array.from({ length: 1_000 }, () => world.failureOfGet());
  const codes = new Set((await Promise.all(callers)).map(({ code }) => code));
  expect(codes).toEqual(new Set(['UPSTREAM_AUTHENTICATION_FAILED']));
  expect(world.calls).toHaveLength(1);
});

test('while it backs off, callers get the same failure at once and nobody is asked', async () => {
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

test('the wait doubles with each failure, from a quarter of a second to half a minute', async () => {
  const world = new World({ random: () => 1 });
  world.failure = unreachable();
  for (const waitMs of [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]) {
    expect(await world.isAsked()).toBe(true);
    world.nowMs += waitMs - 1;
    expect(await world.isAsked()).toBe(false);
    world.nowMs += 1;
  }
});

test('after ten thousand failures the wait still is half a minute', async () => {
  const world = new World({ random: () => 1 });
  world.failure = unreachable();
  for (let round = 0; round < 10_000; round += 1) {
    world.nowMs += 30_000;
    await world.get().catch(() => undefined);
  }
  expect(world.calls).toHaveLength(10_000);
  expect((await world.failureOfGet()).details.retryAfterSeconds).toBe(30);
});

test('chance spreads the wait over its second half, so that replicas do not ask in step', async () => {
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

test('a success ends the back-off and forgets the failures', async () => {
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

test('a fault of our own passes through and is not mistaken for a failure of the endpoint', async () => {
  const world = new World();
  world.failure = new TypeError('ours');
  await expect(world.get()).rejects.toBe(world.failure);
  world.failure = undefined;
  expect(await world.get()).toBe('access-2');
});

test('a token in hand serves while renewals fail, and the endpoint is asked less and less', async () => {
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

test('when renewals failed to the end, callers get the failure; the next success serves them again', async () => {
  const world = new World();
  await world.get();
  world.failure = unreachable();
  world.nowMs += 100_000;
  expect((await world.failureOfGet()).code).toBe('UPSTREAM_UNAVAILABLE');
  world.failure = undefined;
  world.nowMs += 30_000;
  expect(await world.get()).toBe('access-3');
});

test('a fresh token that is refused too makes callers fail at once for a while', async () => {
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

test('fresh tokens that are refused one after another are asked for less and less', async () => {
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
])('an endpoint that asks for %d seconds is left alone for %d ms', async (retryAfterSeconds, waitMs) => {
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

test('a token in its last seconds serves when no other can be had, and not a moment longer', async () => {
  const world = new World({ lifetimeMs: 100_000 });
  const token = await world.provider.get();
  world.failure = new GatewayError('UPSTREAM_UNAVAILABLE');

  world.nowMs += 99_000;
  expect(await world.provider.get()).toBe(token);
  world.nowMs += 1_000;
  await expect(world.provider.get()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

test('giving up on an old token leaves a newer one in use', async () => {
  const world = new World();
  const old = await world.get();
  world.provider.drop(old);
  await world.get();
  world.provider.giveUp(old);
  expect(await world.get()).toBe('access-2');
});

test('a thousand callers who give up on one token count as one failure', async () => {
  const world = new World({ random: () => 1 });
  const token = await world.get();
  for (let caller = 0; caller < 1_000; caller += 1) world.provider.giveUp(token);
  world.nowMs += 250;
  expect(await world.get()).toBe('access-2');
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

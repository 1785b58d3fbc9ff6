import { expect, test, vi } from 'vitest';
import { createFairSlots } from '../../../src/datasources/fin/bulkheads/fair-slots.ts';

test('slots go to the caller with the fewest, and no caller ever has all of them', async () => {
  const slots = createFairSlots({ max: 4, maxWaitMs: 60_000 });
  const order: string[] = [];
  const ask = (key: string) =>
    Promise.resolve(slots.acquire(key)).then((release) => {
      order.push(key);
      return release;
    });
  const held = await Promise.all([ask('a'), ask('a'), ask('a')]);
  const waiting = [ask('a'), ask('a')];
  const other = await ask('b');
  const later = [ask('b'), ask('c')];

  held[0]?.();
  held[0]?.();
  await later[1];
  expect(order).toEqual(['a', 'a', 'a', 'b', 'c']);
  other?.();
  await later[0];
  expect(order.at(-1)).toBe('b');
  held[1]?.();
  held[2]?.();
  await Promise.all(waiting);
  expect(order).toHaveLength(8);
});

test('a request that waits for a slot in vain does not use one', async () => {
  const slots = createFairSlots({ max: 1, maxWaitMs: 20 });
  const held = await slots.acquire('a');

  expect(await slots.acquire('b')).toBeUndefined();
  held?.();
  expect(await slots.acquire('c')).toBeTypeOf('function');
});

test('one key may hold all slots if its share allows it, and its requests get them in the order of arrival', async () => {
  const slots = createFairSlots({ max: 2, maxWaitMs: 60_000, maxShare: 1 });
  const held = [slots.acquire(''), slots.acquire('')];
  const order: string[] = [];
  const waiting = ['first', 'second'].map(async (name) => {
    const release = await slots.acquire('');
    order.push(name);
    return release;
  });

  for (const release of held) (await release)?.();
  const releases = await Promise.all(waiting);

  expect(held.some((release) => release instanceof Promise)).toBe(false);
  expect(order).toEqual(['first', 'second']);
  for (const release of releases) release?.();
  expect(slots.acquire('')).toBeTypeOf('function');
});

test('each request has a deadline of its own', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const slots = createFairSlots({ max: 1, maxWaitMs: 250, maxShare: 1 });
  const held = slots.acquire('');
  const early = slots.acquire('');
  await vi.advanceTimersByTimeAsync(100);
  const late = slots.acquire('');

  await vi.advanceTimersByTimeAsync(150);
  expect(await early).toBeUndefined();
  await vi.advanceTimersByTimeAsync(99);
  (await held)?.();
  expect(await late).toBeTypeOf('function');
  vi.useRealTimers();
});

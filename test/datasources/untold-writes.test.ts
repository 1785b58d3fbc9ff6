import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UntoldWrites } from '../../src/datasources/shared-state/untold-writes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what could not be told is tried again until it is, in order, and then no more', async () => {
  const untold = new UntoldWrites();
  const told: string[] = [];
  let isDeaf: boolean = true;
  const telling = (name: string) => async () => {
    told.push(name);
    if (isDeaf) throw new Error('deaf');
  };
  untold.add('first', telling('first'));
  untold.add('second', telling('second'));

  await vi.advanceTimersByTimeAsync(2_500);
  expect(told).toEqual(['first', 'first']);
  isDeaf = false;
  await vi.advanceTimersByTimeAsync(10_000);

  expect(told).toEqual(['first', 'first', 'first', 'second']);
  expect(vi.getTimerCount()).toBe(0);
});

test('what is added under a name that is just being told follows it', async () => {
  const untold = new UntoldWrites();
  const told: string[] = [];
  untold.add('a-name', async () => {
    if (told.push('first') === 1) untold.add('a-name', async () => told.push('second'));
  });

  await vi.advanceTimersByTimeAsync(5_000);

  expect(told.at(-1)).toBe('second');
  expect(told.filter((name) => name === 'second')).toHaveLength(1);
  expect(untold.has('a-name')).toBe(false);
});

test('of more than a process remembers, the oldest are given up', async () => {
  const untold = new UntoldWrites();
  const told: number[] = [];
  for (let index = 0; index < 10_002; index += 1) untold.add(`${index}`, async () => told.push(index));

  await vi.advanceTimersByTimeAsync(1_000);

  expect(told).toHaveLength(10_000);
  expect(told[0]).toBe(2);
});

test.each([11, 100_000])(
  'a key that is repeated %i times while Redis is away leaves ten to tell',
  async (count) => {
    const untold = new UntoldWrites();
    const told: number[] = [];
    for (let index = 0; index < count; index += 1) untold.add('a-name', async () => told.push(index));

    await vi.advanceTimersByTimeAsync(5_000);

    expect(told).toEqual(Array.from({ length: 10 }, (_, index) => count - 10 + index));
    expect(untold.has('a-name')).toBe(false);
  },
);

test('what throws instead of rejecting is tried again, and does not end the telling', async () => {
  const untold = new UntoldWrites();
  const told: string[] = [];
  let isBroken: boolean = true;
  untold.add('first', () => {
    if (isBroken) throw new RangeError('Maximum call stack size exceeded');
    return Promise.resolve(told.push('first'));
  });
  untold.add('second', async () => told.push('second'));

  await vi.advanceTimersByTimeAsync(3_500);
  expect(told).toEqual([]);
  isBroken = false;
  await vi.advanceTimersByTimeAsync(1_000);

  expect(told).toEqual(['first', 'second']);
});

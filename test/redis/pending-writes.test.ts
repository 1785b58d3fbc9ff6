import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PendingWrites } from '../../src/redis/pending-writes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('failed records are sent again in order until they succeed', async () => {
  const pending = new PendingWrites();
  const told: string[] = [];
  let isDeaf: boolean = true;
  const telling = (name: string) => async () => {
    told.push(name);
    if (isDeaf) throw new Error('deaf');
  };
  pending.add('first', telling('first'));
  pending.add('second', telling('second'));

  await vi.advanceTimersByTimeAsync(2_500);
  expect(told).toEqual(['first', 'first']);
  isDeaf = false;
  await vi.advanceTimersByTimeAsync(10_000);

  expect(told).toEqual(['first', 'first', 'first', 'second']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a record that is added while another with its name is sent follows it', async () => {
  const pending = new PendingWrites();
  const told: string[] = [];
  pending.add('a-name', async () => {
    if (told.push('first') === 1) pending.add('a-name', async () => told.push('second'));
  });

  await vi.advanceTimersByTimeAsync(5_000);

  expect(told.at(-1)).toBe('second');
  expect(told.filter((name) => name === 'second')).toHaveLength(1);
  expect(pending.has('a-name')).toBe(false);
});

test('the oldest records are dropped beyond the limit', async () => {
  const pending = new PendingWrites();
  const told: number[] = [];
  for (let index = 0; index < 10_002; index += 1) pending.add(`${index}`, async () => told.push(index));

  await vi.advanceTimersByTimeAsync(1_000);

  expect(told).toHaveLength(10_000);
  expect(told[0]).toBe(2);
});

test('a key that is used again and again without Redis keeps a bounded number of records, with the first and the last', async () => {
  const pending = new PendingWrites();
  const told: number[] = [];
  const times = 200_000;
  for (let index = 0; index < times; index += 1) pending.add('a-name', async () => told.push(index));

  await vi.advanceTimersByTimeAsync(1_000);

  expect(told[0]).toBe(0);
  expect(told.at(-1)).toBe(times - 1);
  expect(told.length).toBeLessThan(10);
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['rejects', () => Promise.reject(new Error('deaf'))],
  [
    'throws',
    () => {
      throw new RangeError('Maximum call stack size exceeded');
    },
  ],
])('a record that %s is sent again and causes no unhandled rejection', async (_, fail) => {
  const pending = new PendingWrites();
  let attempts = 0;
  pending.add('a-name', () => {
    attempts += 1;
    return attempts < 3 ? fail() : Promise.resolve();
  });

  await vi.advanceTimersByTimeAsync(5_000);

  expect(attempts).toBe(3);
  expect(pending.has('a-name')).toBe(false);
});

test('a flush waits for Redis up to its limit and returns the number of remaining records', async () => {
  const pending = new PendingWrites();
  let isDeaf: boolean = true;
  const tell = async () => {
    if (isDeaf) throw new Error('deaf');
  };
  pending.add('first', tell);
  pending.add('second', tell);
  setTimeout(() => {
    isDeaf = false;
  }, 500);

  const early = pending.flush(300);
  await vi.advanceTimersByTimeAsync(400);
  expect(await early).toBe(2);
  const late = pending.flush(3_000);
  await vi.advanceTimersByTimeAsync(400);

  expect(await late).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

test('each dropped name is counted', () => {
  let givenUp = 0;
  const pending = new PendingWrites(() => {
    givenUp += 1;
  });
  for (let index = 0; index < 10_003; index += 1) pending.add(`${index}`, async () => undefined);

  expect(givenUp).toBe(3);
});

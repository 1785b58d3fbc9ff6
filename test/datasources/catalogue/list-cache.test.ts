import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withListCache } from '../../../src/datasources/fin/catalogue/list-cache.ts';

const HOUR_MS = 3_600_000;
const RETRY_DELAY_MS = 30_000;

/** Stands still unless a test moves it. Not 0, which lru-cache takes for no time at all. */
let nowMs = 1_000;
const pass = (ms: number) => {
  nowMs += ms;
};

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** A source that counts its reads, and fails on request. */
function createSource() {
  const source = {
    reads: 0,
    isDown: false as boolean,
    async read(key: string) {
      source.reads += 1;
      const list = [`${key} ${source.reads}`];
      await new Promise((resolve) => setImmediate(resolve));
      if (source.isDown) throw new Error('down');
      return list;
    },
  };
  const cached = withListCache(source.read);
  const get = async (key = 'list') => (await cached(key, { requestId: 'r' }))[0];
  return { source, get };
}

const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

test('two thousand callers within an hour cause one read', async () => {
  const { source, get } = createSource();

  const lists = await Promise.all(Array.from({ length: 1_000 }, () => get()));
  pass(HOUR_MS - 2);
  for (let index = 0; index < 1_000; index += 1) lists.push(await get());

  expect(new Set(lists)).toEqual(new Set(['list 1']));
  expect(source.reads).toBe(1);
});

test('after an hour the old list is returned at once while one new list is read', async () => {
  const { source, get } = createSource();
  await get();
  pass(HOUR_MS + 2);

  expect(await Promise.all([get(), get(), get()])).toEqual(['list 1', 'list 1', 'list 1']);
  await settled();
  expect(await get()).toBe('list 2');
  expect(source.reads).toBe(2);
});

test('while reads fail the old list is returned, and a read is tried every half minute', async () => {
  const { source, get } = createSource();
  await get();
  source.isDown = true;
  pass(HOUR_MS + 2);

  for (let round = 0; round < 20; round += 1) {
    expect(await get()).toBe('list 1');
    await settled();
  }
  expect(source.reads).toBe(2);
  pass(RETRY_DELAY_MS + 2);
  expect(await get()).toBe('list 1');
  await settled();
  expect(source.reads).toBe(3);

  source.isDown = false;
  pass(RETRY_DELAY_MS + 2);
  await get();
  await settled();
  expect(await get()).toBe('list 4');
});

test('a failed first read fails for everyone who waits for it and is not cached', async () => {
  const { source, get } = createSource();
  source.isDown = true;

  const results = await Promise.allSettled([get(), get()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(source.reads).toBe(1);

  source.isDown = false;
  expect(await get()).toBe('list 2');
});

test('each key has its own list', async () => {
  const { source, get } = createSource();

  expect(await get('USA')).toBe('USA 1');
  expect(await get('FRA')).toBe('FRA 2');
  expect(await get('USA')).toBe('USA 1');
  expect(source.reads).toBe(2);
});

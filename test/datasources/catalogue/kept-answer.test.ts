import { expect, test } from 'vitest';
import { keepAnswer } from '../../../src/datasources/fin/catalogue/kept-answer.ts';

const OPTIONS = { requestId: 'r' };

/** A source that is steered, with a clock that stands still until it is moved. */
function createSource() {
  const source = {
    nowMs: 0,
    fetches: 0,
    isDown: false as boolean,
    async fetchAnswer() {
      source.fetches += 1;
      const answer = `answer ${source.fetches}`;
      await new Promise((resolve) => setImmediate(resolve));
      if (source.isDown) throw new Error('down');
      return answer;
    },
  };
  const kept = keepAnswer(source.fetchAnswer, { maxAgeMs: 1_000, pauseMs: 100, now: () => source.nowMs });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { source, get: () => kept.get(OPTIONS), settled };
}

test('a thousand who ask at once, and a thousand after them, cause one fetch within the age', async () => {
  const { source, get } = createSource();

  const answers = await Promise.all(Array.from({ length: 1_000 }, get));
  source.nowMs = 999;
  for (let index = 0; index < 1_000; index += 1) answers.push(await get());

  expect(new Set(answers)).toEqual(new Set(['answer 1']));
  expect(source.fetches).toBe(1);
});

test('past its age the old answer is given at once, while one new one is fetched', async () => {
  const { source, get, settled } = createSource();
  await get();
  source.nowMs = 1_000;

  expect(await Promise.all([get(), get(), get()])).toEqual(['answer 1', 'answer 1', 'answer 1']);
  await settled();
  expect(await get()).toBe('answer 2');
  expect(source.fetches).toBe(2);
});

test('while renewing fails the old answer is given, and renewing is tried once in a while', async () => {
  const { source, get, settled } = createSource();
  await get();
  source.isDown = true;
  source.nowMs = 1_000;

  for (let round = 0; round < 50; round += 1) {
    expect(await get()).toBe('answer 1');
    await settled();
  }
  expect(source.fetches).toBe(2);
  source.nowMs = 1_100;
  expect(await get()).toBe('answer 1');
  await settled();
  expect(source.fetches).toBe(3);

  source.isDown = false;
  source.nowMs = 1_200;
  await get();
  await settled();
  expect(await get()).toBe('answer 4');
});

test('a first fetch that fails fails those who wait for it, and is not remembered', async () => {
  const { source, get } = createSource();
  source.isDown = true;

  const results = await Promise.allSettled([get(), get()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(source.fetches).toBe(1);

  source.isDown = false;
  expect(await get()).toBe('answer 2');
});

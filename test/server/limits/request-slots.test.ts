import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestSlots } from '../../../src/server/limits/request-slots.ts';
import { startStack } from '../../support/start-stack.ts';

const isHere = () => false;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a free slot goes to the request that has waited longest', async () => {
  const slots = new RequestSlots({ max: 1, maxWaitMs: 250 });
  expect([slots.tryTake(), slots.tryTake()]).toEqual([true, false]);
  const order: string[] = [];
  const waits = ['first', 'second'].map(async (name) => {
    if (await slots.wait(isHere)) order.push(name);
  });

  slots.release();
  await waits[0];
  expect(order).toEqual(['first']);
  slots.release();
  await waits[1];

  expect(order).toEqual(['first', 'second']);
  expect(slots.tryTake()).toBe(false);
  slots.release();
  expect(slots.tryTake()).toBe(true);
});

test('a request that waits too long gets no slot, and later ones keep their own deadline', async () => {
  const slots = new RequestSlots({ max: 1, maxWaitMs: 250 });
  slots.tryTake();
  const early = slots.wait(isHere);
  await vi.advanceTimersByTimeAsync(100);
  const late = slots.wait(isHere);

  await vi.advanceTimersByTimeAsync(150);
  expect(await early).toBe(false);
  await vi.advanceTimersByTimeAsync(99);
  slots.release();
  expect(await late).toBe(true);
});

test('a slot is not given to a client that is gone', async () => {
  const slots = new RequestSlots({ max: 1, maxWaitMs: 250 });
  slots.tryTake();
  const gone = slots.wait(() => true);
  const here = slots.wait(isHere);

  slots.release();

  expect([await gone, await here]).toEqual([false, true]);
});

test('a request waits a moment for a slot and is then served', async () => {
  vi.useRealTimers();
  await using stack = await startStack({
    env: { MAX_REQUESTS_IN_FLIGHT: '1', FIN_TIMEOUT_MS: '1000' },
    limits: { maxWaitMs: 20_000 },
  });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const atWork = stack.attach();
  await stack.control.waitForRequest('attachIndividualDocuments');

  const waited = await stack.request('{ __typename }');

  expect(waited.status).toBe(200);
  expect((await atWork).errors?.[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CustomerStatus, ReadCustomer } from '../../src/datasources/fin/customers/customer-details.ts';
import {
  customerResponse,
  toCustomerDetails,
} from '../../src/datasources/fin/customers/customer-response.ts';
import { GatewayError } from '../../src/errors.ts';
import { createLocalCustomerEvents } from '../../src/live/customer-events.ts';
import { createCustomerWatch } from '../../src/live/customer-watch.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';

const MINUTE_MS = 60_000;
const OPTIONS = { requestId: 'r' };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface WatchSettings {
  readonly pollMs?: number;
  readonly random?: () => number;
  /** How long a read takes. */
  readonly readMs?: number;
}

/** An API whose customers all have the same status, or cannot be read. */
function startWatch({ pollMs = MINUTE_MS, random = () => 1, readMs = 0 }: WatchSettings = {}) {
  const events = createLocalCustomerEvents();
  const api = {
    status: 'REVIEWING' as CustomerStatus | null,
    failure: undefined as GatewayError | undefined,
    reads: 0,
    requestIds: new Set<string>(),
    running: 0,
    mostAtOnce: 0,
    async readIndividualCustomer(id: string, { requestId }: typeof OPTIONS): Promise<ReadCustomer> {
      api.reads += 1;
      api.requestIds.add(requestId);
      api.running += 1;
      api.mostAtOnce = Math.max(api.mostAtOnce, api.running);
      if (readMs > 0) await new Promise((resolve) => setTimeout(resolve, readMs));
      api.running -= 1;
      if (api.failure) throw api.failure;
      const response = customerResponse.parse({ customer_id: CUSTOMER_ID, customer_status: api.status });
      return { ...toCustomerDetails(response), id, customerApi: 'v1' };
    },
  };
  const { watch } = createCustomerWatch({ customers: api, events, pollMs, random });
  return { api, events, subscribe: (id = 'a') => watch(id, OPTIONS) };
}

const failure = (retryAfterSeconds?: number) =>
  new GatewayError('UPSTREAM_UNAVAILABLE', retryAfterSeconds === undefined ? {} : { retryAfterSeconds });

test('a customer under review is read once a minute, however many subscribers there are', async () => {
  const { api, subscribe } = startWatch();
  const subscribers = [await subscribe(), await subscribe(), await subscribe()];
  for (const updates of subscribers) await updates.next();
  expect(api.reads).toBe(3);
  const next = subscribers.map((updates) => updates.next());

  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(api.reads).toBe(5);
  api.status = 'ACTION_REQUIRED';
  await vi.advanceTimersByTimeAsync(MINUTE_MS);

  expect(api.reads).toBe(6);
  for (const { value } of await Promise.all(next)) expect(value?.status).toBe('ACTION_REQUIRED');
});

test.each(['APPROVED', 'REJECTED'] as const)('a customer who is %s is not polled', async (status) => {
  const { api, events, subscribe } = startWatch();
  const updates = await subscribe();
  await updates.next();
  api.status = status;
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect((await updates.next()).value?.status).toBe(status);
  expect(vi.getTimerCount()).toBe(0);

  api.status = 'ACTION_REQUIRED';
  await events.publish('a');
  expect((await updates.next()).value?.status).toBe('ACTION_REQUIRED');
  expect(vi.getTimerCount()).toBe(1);
});

test('an event puts the next poll off', async () => {
  const { api, events, subscribe } = startWatch();
  await subscribe();
  await vi.advanceTimersByTimeAsync(MINUTE_MS / 2);
  await events.publish('a');

  await vi.advanceTimersByTimeAsync(MINUTE_MS - 1);
  expect(api.reads).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(api.reads).toBe(3);
});

test('with polling switched off, only events cause reads', async () => {
  const { subscribe } = startWatch({ pollMs: 0 });
  await subscribe();

  expect(vi.getTimerCount()).toBe(0);
});

test('no timer is left when the last subscriber leaves while the next poll is due later', async () => {
  const { subscribe } = startWatch({ readMs: 10 });
  const joining = Promise.all([subscribe(), subscribe()]);
  await vi.advanceTimersByTimeAsync(20);
  const [first, second] = await joining;
  await first.return?.();
  expect(vi.getTimerCount()).toBe(1);
  await second.return?.();
  expect(vi.getTimerCount()).toBe(0);
});

test('no timer is left when the last subscriber leaves during a read, after one that failed', async () => {
  const { api, events, subscribe } = startWatch({ readMs: 10 });
  const joining = subscribe();
  await vi.advanceTimersByTimeAsync(10);
  const updates = await joining;
  api.failure = failure();
  await events.publish('a');
  await vi.advanceTimersByTimeAsync(10);
  expect(vi.getTimerCount()).toBe(1);
  await events.publish('a');
  await updates.return?.();
  await vi.advanceTimersByTimeAsync(10);

  expect(vi.getTimerCount()).toBe(0);
});

test('a failed read is repeated after a second, then after twice as long each time, up to a minute', async () => {
  const { api, events, subscribe } = startWatch();
  const updates = await subscribe();
  await updates.next();
  api.failure = failure();
  await events.publish('a');
  await vi.advanceTimersByTimeAsync(0);

  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    const readsBefore = api.reads;
    await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1);
    expect(api.reads).toBe(readsBefore);
    await vi.advanceTimersByTimeAsync(1);
    expect(api.reads).toBe(readsBefore + 1);
  }
  api.failure = undefined;
  api.status = 'APPROVED';
  await vi.advanceTimersByTimeAsync(60_000);

  expect((await updates.next()).value?.status).toBe('APPROVED');
  expect(vi.getTimerCount()).toBe(0);
  api.failure = failure();
  await events.publish('a');
  await vi.advanceTimersByTimeAsync(0);
  const readsBefore = api.reads;
  await vi.advanceTimersByTimeAsync(1_000);
  expect(api.reads).toBe(readsBefore + 1);
});

test('chance shortens the delay by up to a half, so that replicas do not read together', async () => {
  const { api, events, subscribe } = startWatch({ random: () => 0 });
  await subscribe();
  api.failure = failure();
  await events.publish('a');

  await vi.advanceTimersByTimeAsync(500);

  expect(api.reads).toBe(3);
});

test.each([
  [90, 90],
  [3_600, 300],
])('when Fin.com asks to wait for %i seconds, the next read comes after %i', async (asked, seconds) => {
  const { api, events, subscribe } = startWatch();
  await subscribe();
  api.failure = failure(asked);
  await events.publish('a');

  await vi.advanceTimersByTimeAsync(seconds * 1_000 - 1);
  expect(api.reads).toBe(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(api.reads).toBe(3);
});

test('a customer is not read before hints about it arrive, so that no change is missed in between', async () => {
  const { api } = startWatch();
  const { promise: ready, resolve: listen } = Promise.withResolvers<void>();
  const events = { publish: async () => undefined, subscribe: () => ({ ready, end: () => undefined }) };
  const { watch } = createCustomerWatch({ customers: api, events, pollMs: 0 });
  const joining = watch('a', OPTIONS);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(api.reads).toBe(0);

  listen();
  await joining;

  expect(api.reads).toBe(1);
});

test('at most eight customers are read at once when all may have changed, and nobody who subscribes waits for them', async () => {
  const { api, events, subscribe } = startWatch({ readMs: 10 });
  const ids = Array.from({ length: 20 }, (_, index) => `customer-${index}`);
  const joining = Promise.all(ids.map(subscribe));
  await vi.advanceTimersByTimeAsync(10);
  await joining;
  api.mostAtOnce = 0;

  for (const id of ids) await events.publish(id);
  expect([api.running, api.reads]).toEqual([8, 28]);
  const another = subscribe('another');
  await vi.advanceTimersByTimeAsync(0);
  expect([api.running, api.reads]).toEqual([9, 29]);
  const waiting = subscribe('customer-19');
  await vi.advanceTimersByTimeAsync(0);
  expect([api.running, api.reads]).toEqual([10, 30]);

  await vi.advanceTimersByTimeAsync(30);
  await Promise.all([another, waiting]);
  expect([api.running, api.reads]).toEqual([0, 41]);
});

test('a customer whose subscribers have left is not read any more when its turn comes', async () => {
  const { api, events, subscribe } = startWatch({ readMs: 10 });
  const ids = Array.from({ length: 10 }, (_, index) => `customer-${index}`);
  const joining = Promise.all(ids.map(subscribe));
  await vi.advanceTimersByTimeAsync(10);
  const subscribers = await joining;
  for (const id of ids) await events.publish(id);

  for (const updates of subscribers) await updates.return?.();
  await vi.advanceTimersByTimeAsync(20);

  expect(api.reads).toBe(18);
});

test('each read has a request id of its own, and the first one has that of its subscriber', async () => {
  const { api, subscribe } = startWatch();
  await subscribe();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);

  expect(api.requestIds.size).toBe(3);
  expect([...api.requestIds][0]).toBe('r');
});

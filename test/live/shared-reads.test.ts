import { expect, test } from 'vitest';
import { GatewayError } from '../../src/errors.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startWatch } from './start-watch.ts';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

test('an event causes one read, however many subscribers the customer has', async () => {
  await using world = await startWatch();
  const subscribers = [];
  for (let index = 0; index < 5; index += 1) subscribers.push(await world.subscribe());
  for (const updates of subscribers) await updates.next();
  expect(world.reads()).toBe(5);
  expect(world.counts).toEqual([1]);

  await world.change({ customer_status: 'PROCESSING' });
  const received = await Promise.all(subscribers.map((updates) => updates.next()));

  expect(received.map(({ value }) => value?.status)).toEqual(Array(5).fill('PROCESSING'));
  expect(world.reads()).toBe(6);
});

test('subscribers who come during the first read share the next one', async () => {
  await using world = await startWatch();

  const subscribers = await Promise.all([1, 2, 3, 4].map(() => world.subscribe()));

  const received = await Promise.all(subscribers.map((updates) => updates.next()));
  expect(received.map(({ value }) => value?.status)).toEqual(Array(4).fill('INCOMPLETE'));
  expect(world.reads()).toBe(2);
});

test('events that arrive during a read cause exactly one more, which has what they announced', async () => {
  await using world = await startWatch();
  const updates = await world.subscribe();
  await updates.next();
  const next = updates.next();
  world.control.faults.script('getCustomer', { delayMs: 3_000, status: 200, body: world.currentBody() });

  await world.announce();
  await world.control.waitForRequest('getCustomer', { count: 2 });
  for (const customer_status of ['QUEUED', 'PROCESSING', 'REVIEWING'])
    await world.change({ customer_status });

  expect((await next).value).toMatchObject({ status: 'REVIEWING' });
  expect(world.reads()).toBe(3);
});

test('somebody who subscribes during a read gets what a later read finds', async () => {
  await using world = await startWatch();
  const first = await world.subscribe();
  world.control.faults.script('getCustomer', { delayMs: 3_000, status: 200, body: world.currentBody() });
  await world.announce();
  await world.control.waitForRequest('getCustomer', { count: 2 });
  world.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });

  const second = await world.subscribe();

  expect((await second.next()).value).toMatchObject({ status: 'APPROVED' });
  expect(world.reads()).toBe(3);
  await first.return?.();
});

test('nothing is read once the last subscriber has left', async () => {
  await using world = await startWatch();
  const subscribers = [await world.subscribe(), await world.subscribe()];
  for (const updates of subscribers) await updates.return?.();

  await world.announce();
  expect(world.counts).toEqual([1, 0]);
  await world.subscribe();

  expect(world.reads()).toBe(3);
});

test.each([
  ['while it waits for a change', async () => undefined],
  [
    'while a state waits for it',
    async (world: Awaited<ReturnType<typeof startWatch>>) => {
      await world.change({ customer_status: 'PROCESSING' });
      await world.readsEnded(2);
    },
  ],
  [
    'while the customer is read',
    async (world: Awaited<ReturnType<typeof startWatch>>) => {
      world.control.faults.script('getCustomer', { delayMs: 3_000 });
      await world.announce();
      await world.control.waitForRequest('getCustomer', { count: 2 });
    },
  ],
])('a subscription can end %s', async (_, happens) => {
  await using world = await startWatch();
  const updates = await world.subscribe();
  await updates.next();
  const next = updates.next();
  const another = updates.next();
  await happens(world);

  expect(await updates.return?.()).toEqual({ done: true, value: undefined });
  expect(await updates.return?.()).toEqual({ done: true, value: undefined });

  await next;
  expect(await another).toEqual({ done: true, value: undefined });
  expect(await updates.next()).toEqual({ done: true, value: undefined });
  expect(world.counts).toEqual([1, 0]);
});

test('a subscription to a customer that does not exist fails, and nothing is watched', async () => {
  await using world = await startWatch();

  await expect(world.subscribe(UNKNOWN_ID)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(world.subscribe(UNKNOWN_ID)).rejects.toBeInstanceOf(GatewayError);

  expect(world.counts).toEqual([1, 0, 1, 0]);
});

test('a failed first read ends only the subscription that it was made for', async () => {
  await using world = await startWatch();
  const first = await world.subscribe();
  await first.next();
  world.control.faults.script('getCustomer', { status: 500 });

  await expect(world.subscribe()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  await world.change({ customer_status: 'APPROVED' });

  expect((await first.next()).value).toMatchObject({ status: 'APPROVED' });
  await first.return?.();
});

test('a customer that the other version of the API created is asked for there only once', async () => {
  await using world = await startWatch({ customerApi: 'v2', sandbox: { customerApi: 'v1' } });
  const updates = await world.subscribe();
  expect((await updates.next()).value).toMatchObject({ customerApi: 'v1' });

  await world.change({ customer_status: 'PROCESSING' });

  expect((await updates.next()).value).toMatchObject({ status: 'PROCESSING' });
  expect([world.control.count('getCustomerV2'), world.control.count('getCustomer')]).toEqual([1, 2]);
});

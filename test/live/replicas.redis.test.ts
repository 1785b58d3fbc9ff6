import { expect, test, vi } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, type Subscription, subscribe } from '../support/subscribe.ts';

const soon = { timeout: 30_000 };

const watch = (url: string | undefined) => subscribe(String(url), CUSTOMER_CHANGED, { id: CUSTOMER_ID });
const withStatus = (status: string) => ({ individualCustomerChanged: { status } });
const nextOf = async (subscription: Subscription) => (await subscription.next()).data;

/** Redis has one connection of each replica, and no more. */
async function expectIdleRedis({ redis, gateways }: Stack): Promise<void> {
  await vi.waitFor(async () => {
    expect(await redis.command('PUBSUB', 'CHANNELS')).toEqual([]);
    const connections = String(await redis.command('CLIENT', 'LIST'))
      .trim()
      .split('\n');
    expect(connections).toHaveLength(gateways.length + 1);
  }, soon);
}

test('a change through one replica is read once by each replica that has subscribers', async () => {
  await using stack = await startStack({ redis: true, replicas: 3 });
  const [one, two] = stack.gateways;
  const subscriptions = [await watch(one?.url), await watch(two?.url), await watch(two?.url)];
  for (const subscription of subscriptions) await subscription.next();
  expect(stack.control.count('getCustomer')).toBe(3);

  await stack.attach();
  expect(await Promise.all(subscriptions.map(nextOf))).toMatchObject(Array(3).fill(withStatus('QUEUED')));
  expect(stack.control.count('getCustomer')).toBe(5);

  for (const subscription of subscriptions) subscription.close();
  await expectIdleRedis(stack);
  await stack.attach();
  expect(stack.control.count('getCustomer')).toBe(5);
});

test('a change while Redis is stopped reaches the own replica at once, and the others when Redis is back', async () => {
  await using stack = await startStack({ redis: true, replicas: 2, env: { STATUS_POLL_SECONDS: '0' } });
  const [one, two] = stack.gateways;
  await using near = await watch(one?.url);
  await using far = await watch(two?.url);
  await near.next();
  await far.next();
  await stack.redis.stop();
  await vi.waitFor(() => expect(two?.logged()).toContain('redis-lost'), soon);

  await stack.attach();
  expect(await nextOf(near)).toMatchObject(withStatus('QUEUED'));
  await using newcomer = await watch(two?.url);
  expect(await nextOf(newcomer)).toMatchObject(withStatus('QUEUED'));
  // The read for the newcomer is also new to the subscriber who was there before.
  expect(await nextOf(far)).toMatchObject(withStatus('QUEUED'));
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  await stack.redis.start();

  expect(await nextOf(near)).toMatchObject(withStatus('APPROVED'));
  expect(await nextOf(far)).toMatchObject(withStatus('APPROVED'));
  expect(await nextOf(newcomer)).toMatchObject(withStatus('APPROVED'));
});

test('while Redis is stopped, polling finds what another replica has changed', async () => {
  await using stack = await startStack({ redis: true, replicas: 2, env: { STATUS_POLL_SECONDS: '1' } });
  await using far = await watch(stack.gateways[1]?.url);
  await far.next();
  await stack.redis.stop();

  await stack.attach();

  expect(await nextOf(far)).toMatchObject(withStatus('QUEUED'));
});

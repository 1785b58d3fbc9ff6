import { expect, test, vi } from 'vitest';
import { createLocalCustomerEvents } from '../../src/live/customer-events.ts';
import { createHandledEvents } from '../../src/webhooks/handled-events.ts';
import { createWebhookReceiver } from '../../src/webhooks/webhook-receiver.ts';
import { readSignature } from '../../src/webhooks/webhook-signature.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { SECRET, signed, webhookEvent } from './signed-webhook.ts';

function createReceiver(publish = vi.fn(async (_customerId: string): Promise<void> => undefined)) {
  const receiver = createWebhookReceiver({
    secrets: [SECRET],
    customerEvents: { publish },
    handledEvents: createHandledEvents(),
  });
  return {
    publish,
    async receive(value: unknown): Promise<string> {
      const { body, headers } = signed(value);
      const signature = readSignature(headers);
      if (!signature) throw new Error('not signed');
      return (await receiver.receive(signature, body)).result;
    },
  };
}

test('subscribers of a customer hear of its events, and of nobody else’s', async () => {
  const customerEvents = createLocalCustomerEvents();
  const listener = vi.fn();
  customerEvents.subscribe(CUSTOMER_ID, listener);
  const { receive } = createReceiver(vi.fn(customerEvents.publish));
  const other = '0b0e6f0e-6f3e-4f6e-9d0a-1f2e3d4c5b6a';

  await receive(webhookEvent({ event_reference_id: other }, { customer_id: other }));
  expect(listener).toHaveBeenCalledTimes(0);
  await receive(webhookEvent());
  await receive(webhookEvent());
  expect(listener).toHaveBeenCalledTimes(2);
});

test('an event is published once, however often it comes', async () => {
  const { receive, publish } = createReceiver();
  const event = webhookEvent();

  const results = [await receive(event), await receive(event), await receive(event)];

  expect(results).toEqual(['handed_on', 'repeated', 'repeated']);
  expect(publish.mock.calls).toEqual([[CUSTOMER_ID]]);
});

test('an event that could not be handed on is handed on when it comes again', async () => {
  const publish = vi.fn(async (): Promise<void> => undefined);
  publish.mockRejectedValueOnce(new Error('not published'));
  const { receive } = createReceiver(publish);
  const event = webhookEvent();

  await expect(receive(event)).rejects.toThrow('not published');
  expect(await receive(event)).toBe('handed_on');
  expect(await receive(event)).toBe('repeated');
  expect(publish).toHaveBeenCalledTimes(2);
});

test('an event that comes again while the first copy is being handed on is handed on, too', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { receive, publish } = createReceiver(vi.fn(() => promise));
  const event = webhookEvent();
  const both = [receive(event), receive(event)];
  await vi.waitFor(() => expect(publish).toHaveBeenCalledTimes(2), { timeout: 30_000 });

  resolve();

  expect(await Promise.all(both)).toEqual(['handed_on', 'handed_on']);
});

test('an event is remembered for a day', async () => {
  const now = performance.now.bind(performance);
  let aheadMs = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + aheadMs);
  try {
    const events = createHandledEvents();
    await events.add('an event');
    aheadMs = 23 * 3_600_000;
    expect(await events.has('an event')).toBe(true);
    aheadMs = 24 * 3_600_000;
    // The cache reads the clock once a millisecond.
    await expect.poll(() => events.has('an event')).toBe(false);
  } finally {
    clock.mockRestore();
  }
});

test('the latest ten thousand events are remembered', async () => {
  const events = createHandledEvents();
  for (let count = 0; count <= 10_000; count += 1) await events.add(String(count));

  expect(await events.has('0')).toBe(false);
  expect(await events.has('1')).toBe(true);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { loggedWebhooks, postWebhook, SECRET, signed, webhookEvent } from './signed-webhook.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ env: { FIN_WEBHOOK_SECRET: SECRET, METRICS_PORT: '0' } });
});
afterAll(() => stack[Symbol.asyncDispose]());

const post = (value: unknown) => postWebhook(stack.gateway.origin, signed(value));

/** Posts a webhook. @returns its status and what the log says about it */
async function posted(value: unknown): Promise<readonly [number, string, string]> {
  const before = loggedWebhooks(stack.logged()).length;
  const { status } = await post(value);
  await expect.poll(() => loggedWebhooks(stack.logged())).toHaveLength(before + 1);
  const { type = '', result = '' } = loggedWebhooks(stack.logged()).at(-1)?.webhook ?? {};
  return [status, type, result];
}

test.each([
  ['customer.created', 'customer.created'],
  ['customer.status', 'customer.status'],
  ['customer.rfi', 'customer.rfi'],
  ['customer.of-the-future', 'customer.other'],
])('a %s event is handed on', async (type, label) => {
  expect(await posted(webhookEvent({ type }))).toEqual([200, label, 'handed_on']);
});

test.each([
  ['about something else', webhookEvent({ type: 'transaction.status' })],
  ['whose type only begins like one', webhookEvent({ type: 'customers.status' })],
  ['without data', { event: { id: randomUUID(), type: 'wallet.created' } }],
])('an event %s gets a 200 and is ignored', async (_what, value) => {
  expect(await posted(value)).toEqual([200, 'other', 'ignored']);
});

test('an event that comes again gets a 200, and is not handed on again', async () => {
  const event = webhookEvent();

  expect(await posted(event)).toEqual([200, 'customer.status', 'handed_on']);
  expect(await posted(event)).toEqual([200, 'customer.status', 'repeated']);
  expect(await posted({ ...event, data: { ...event.data, customer_status: 'APPROVED' } })).toEqual([
    200,
    'customer.status',
    'repeated',
  ]);
});

test('ids of a customer may differ in case', async () => {
  const event = webhookEvent({ event_reference_id: CUSTOMER_ID.toUpperCase() });
  expect(await posted(event)).toEqual([200, 'customer.status', 'handed_on']);
});

test.each<[string, unknown]>([
  ['not JSON', Buffer.from('{"event":')],
  ['empty', Buffer.alloc(0)],
  ['not UTF-8', Buffer.from(JSON.stringify(webhookEvent({}, { note: '\u00ff' })), 'latin1')],
  ['a list', [webhookEvent()]],
  ['null', null],
  ['an object that is no event', { customer_id: CUSTOMER_ID }],
  ['an event without an id', webhookEvent({ id: undefined })],
  ['an event with an empty id', webhookEvent({ id: '' })],
  ['an event whose id is a number', webhookEvent({ id: 7 })],
  ['an event with an endless id', webhookEvent({ id: 'x'.repeat(129) })],
  ['an event without a type', webhookEvent({ type: undefined })],
  ['a customer event without data', { event: webhookEvent().event }],
  ['a customer event without the customer', webhookEvent({}, { customer_id: undefined })],
  ['a customer event whose customer is a number', webhookEvent({}, { customer_id: 7 })],
  ['a customer event without the reference', webhookEvent({ event_reference_id: undefined })],
  ['a customer event that refers to another customer', webhookEvent({ event_reference_id: randomUUID() })],
])('a body that is %s gets a 400', async (_what, value) => {
  expect(await posted(value)).toEqual([400, 'none', 'malformed']);
});

test('an event that was rejected is not taken for a repetition when it comes again as it should be', async () => {
  const event = webhookEvent();
  const wrong = { ...event, data: { ...event.data, customer_id: randomUUID() } };

  expect(await posted(wrong)).toEqual([400, 'none', 'malformed']);
  expect(await posted(event)).toEqual([200, 'customer.status', 'handed_on']);
});

test('webhooks are counted by type and result', async () => {
  const count = async (type: string, result: string) =>
    sampleValue(await scrape(stack.gateway), `fin_gateway_webhooks_total{type="${type}",result="${result}"}`);
  const [handedOn, repeated] = [
    await count('customer.rfi', 'handed_on'),
    await count('customer.rfi', 'repeated'),
  ];
  const event = webhookEvent({ type: 'customer.rfi' });

  await post(event);
  await post(event);
  await post(event);

  expect(await count('customer.rfi', 'handed_on')).toBe(handedOn + 1);
  expect((await count('customer.rfi', 'repeated')) - (repeated || 0)).toBe(2);
});

test('before the first webhook and the first review, their counts stand at none, and are absent without a secret', async () => {
  await using without = await startStack({ env: { METRICS_PORT: '0' } });
  await using receiving = await startStack({ env: { FIN_WEBHOOK_SECRET: SECRET, METRICS_PORT: '0' } });
  const labels = 'operation_type="mutation",field="attachIndividualDocuments",result="ok"';
  const samples = [
    `fin_gateway_field_duration_seconds_count{${labels}}`,
    'fin_gateway_webhooks_total{type="customer.status",result="handed_on"}',
    'fin_gateway_webhooks_total{type="none",result="wrong_signature"}',
  ];
  const valuesIn = (text: string) => samples.map((sample) => sampleValue(text, sample));

  expect(valuesIn(await scrape(receiving.gateway))).toEqual([0, 0, 0]);
  expect(valuesIn(await scrape(without.gateway))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('webhooks are no GraphQL requests', async () => {
  await post(webhookEvent());
  expect(await scrape(stack.gateway)).not.toMatch(/^fin_gateway_request_duration_seconds_count\{/m);
});

test('lines of the log about one customer can be found by the same hash, whatever wrote them', async () => {
  await stack.attach();
  await posted(webhookEvent());
  await posted(webhookEvent({ event_reference_id: CUSTOMER_ID.toUpperCase() }));

  const [, audit] = /"customerHashes":\["([\da-f]{32})"\]/.exec(stack.logged()) ?? [];
  const hashes = loggedWebhooks(stack.logged())
    .slice(-2)
    .map(({ webhook }) => webhook.customerHash);
  expect(audit).toBeDefined();
  expect(hashes).toEqual([audit, audit]);
  expect(stack.logged()).not.toContain(CUSTOMER_ID);
});

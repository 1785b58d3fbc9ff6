import { expect, test, vi } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { sampleValue, scrape } from '../support/scrape.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const METRICS = { METRICS_PORT: '0' };
const watched = async ({ gateway }: Stack) =>
  sampleValue(await scrape(gateway), 'fin_gateway_watched_customers');

test('a customer is watched until the last client has disconnected', async () => {
  await using stack = await startStack({ env: METRICS });
  const one = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  const two = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  await one.next();
  expect(await watched(stack)).toBe(1);

  one.close();
  await stack.attach();
  await two.next();
  await two.next();
  expect(await watched(stack)).toBe(1);

  two.close();
  await vi.waitFor(async () => expect(await watched(stack)).toBe(0), { timeout: 30_000 });
});

test('a client that disconnects before its first state does not stay subscribed', async () => {
  await using stack = await startStack({ env: METRICS });
  stack.control.faults.script('getCustomer', { delayMs: 3_000 });
  const abort = new AbortController();
  const request = fetch(stack.url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } }),
    signal: abort.signal,
  });
  await stack.control.waitForRequest('getCustomer');
  expect(await watched(stack)).toBe(1);

  abort.abort();
  await expect(request).rejects.toThrow('aborted');

  await vi.waitFor(async () => expect(await watched(stack)).toBe(0), { timeout: 30_000 });
});

test('metrics show how long it took to subscribe, and the reads', async () => {
  await using stack = await startStack({ env: METRICS });
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  await subscription.next();

  const text = await scrape(stack.gateway);
  const labels = 'operation_type="subscription",field="individualCustomerChanged",result="ok"';
  expect(sampleValue(text, `fin_gateway_field_duration_seconds_count{${labels}}`)).toBe(1);
  const read = 'operation="getCustomer",status="200"';
  expect(sampleValue(text, `fin_gateway_upstream_duration_seconds_count{${read}}`)).toBe(1);
});

import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized } from '../../support/network/open-socket.ts';
import { sampleValue, scrape } from '../../support/scrape.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../../support/subscribe.ts';

const VARIABLES = { id: CUSTOMER_ID };
const SUBSCRIBE = { id: '1', type: 'subscribe', payload: { query: CUSTOMER_CHANGED, variables: VARIABLES } };

/** The lines of the log without audit lines. */
function linesOf({ logged }: Stack): Record<string, unknown>[] {
  return logged()
    .split('\n')
    .flatMap((line) => (line === '' || line.includes('"event":"audit') ? [] : [JSON.parse(line)]));
}

async function sampler({ gateway }: Stack): Promise<(sample: string) => number> {
  const text = await scrape(gateway);
  return (sample) => sampleValue(text, `fin_gateway_${sample}`);
}

test('the log has one line when a stream opens and one when it ends, with the same request id', async () => {
  await using stack = await startStack();
  const stream = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES, { 'x-request-id': 'my-request' });
  await stream.next();
  stream.close();
  await using socket = await openInitialized(stack.url);
  socket.send(SUBSCRIBE);
  await socket.next();
  socket.send({ id: '1', type: 'complete' });
  await expect.poll(() => linesOf(stack)).toHaveLength(4);

  const [sseOpened, sseEnded, socketOpened, socketEnded] = linesOf(stack).sort((a, b) =>
    String(a['transport']).localeCompare(String(b['transport'])),
  );
  const requestId = expect.stringMatching(/^[\w-]{36}$/);
  const ms = expect.any(Number);
  const opened = { event: 'subscription-opened', operationName: 'Changed', ms };
  const ended = { event: 'subscription-ended', reason: 'client', ms };
  expect(sseOpened).toMatchObject({ ...opened, transport: 'sse', requestId: 'my-request' });
  expect(sseEnded).toMatchObject({ ...ended, transport: 'sse', requestId: 'my-request' });
  expect(socketOpened).toMatchObject({ ...opened, transport: 'websocket', requestId });
  expect(socketEnded).toMatchObject({
    ...ended,
    transport: 'websocket',
    requestId: socketOpened?.['requestId'],
  });
  expect(stack.logged()).not.toContain(CUSTOMER_ID);
});

test('a subscription that fails is a request like others, or one line over a WebSocket', async () => {
  await using stack = await startStack();
  await using stream = await subscribe(stack.url, CUSTOMER_CHANGED, { id: 'private-value' });
  await stream.next();
  await stream.ended();
  await using socket = await openInitialized(stack.url);
  const payload = { ...SUBSCRIBE.payload, variables: { id: 'private-value' } };
  socket.send({ ...SUBSCRIBE, payload });
  await socket.next();
  await expect.poll(() => linesOf(stack)).toHaveLength(2);

  expect(linesOf(stack)).toMatchObject([
    { event: 'request', status: 200, operationName: 'Changed', errorCodes: ['BAD_USER_INPUT'] },
    {
      event: 'subscription-refused',
      transport: 'websocket',
      operationName: 'Changed',
      errorCodes: ['BAD_USER_INPUT'],
    },
  ]);
  expect(stack.logged()).not.toContain('private-value');
});

test('metrics count open and ended subscriptions, and open streams are no requests in flight', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0' } });
  const stream = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES);
  await stream.next();
  await using socket = await openInitialized(stack.url);
  socket.send(SUBSCRIBE);
  await socket.next();
  socket.send({ ...SUBSCRIBE, id: '2' });
  await socket.next();

  const open = await sampler(stack);
  expect(open('subscriptions_open{transport="sse"}')).toBe(1);
  expect(open('subscriptions_open{transport="websocket"}')).toBe(2);
  expect(open('requests_in_flight')).toBe(0);
  const requests = 'request_duration_seconds_count{operation_type="subscription",status="200"}';
  expect(open(requests)).toBe(1);

  stream.close();
  socket.webSocket.close();
  await expect.poll(() => stack.logged().match(/"subscription-ended"/g)).toHaveLength(3);

  const ended = await sampler(stack);
  expect(ended('subscriptions_open{transport="sse"}')).toBe(0);
  expect(ended('subscriptions_open{transport="websocket"}')).toBe(0);
  expect(ended('subscriptions_ended_total{transport="sse",reason="client"}')).toBe(1);
  expect(ended('subscriptions_ended_total{transport="websocket",reason="client"}')).toBe(2);
  expect(ended(requests)).toBe(1);
});

test('metrics count the errors that went over a WebSocket, and the limits that were hit', async () => {
  await using stack = await startStack({ env: { METRICS_PORT: '0', MAX_SUBSCRIPTIONS: '1' } });
  await using socket = await openInitialized(stack.url);
  for (const id of ['1', '2']) {
    socket.send({ ...SUBSCRIBE, id });
    await socket.next();
  }

  const sample = await sampler(stack);
  expect(sample('errors_total{code="RATE_LIMITED"}')).toBe(1);
  expect(sample('limits_hit_total{limit="subscriptions"}')).toBe(1);
});

test('errors inside of results are counted each time, and listed once when the stream ends', async () => {
  await using stack = await startStack({
    webhooks: true,
    env: { METRICS_PORT: '0', FIN_CUSTOMER_API: 'v2' },
  });
  stack.control.faults.script('getCustomerCapabilities', { status: 500, times: 2 });
  const query = `subscription ($id: UUID!) {
    individualCustomerChanged(id: $id) { status capabilities { onRamp { currency } } }
  }`;
  const stream = await subscribe(stack.url, query, VARIABLES);
  expect((await stream.next()).errors).toHaveLength(1);
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'QUEUED' });
  expect((await stream.next()).errors).toHaveLength(1);
  stream.close();

  await expect.poll(stack.logged).toMatch(/"subscription-ended".*"errorCodes":\["UPSTREAM_UNAVAILABLE"\]/);
  expect((await sampler(stack))('errors_total{code="UPSTREAM_UNAVAILABLE"}')).toBe(2);
});

import { once } from 'node:events';
import { createConnection } from 'node:net';
import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized } from '../../support/network/open-socket.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { postForEvents } from '../../support/subscribe.ts';

/** Sixty aliases make each state larger than a megabyte. */
const LARGE = `subscription ($id: UUID!) { individualCustomerChanged(id: $id) {
  status ${Array.from({ length: 60 }, (_, index) => `name${index}: firstName`).join(' ')}
} }`;
const OPERATION = { query: LARGE, variables: { id: CUSTOMER_ID } };
const SUBSCRIBE = { id: '1', type: 'subscribe', payload: OPERATION };
const STATUSES = ['PROCESSING', 'REVIEWING'];
/** More than the operating system takes off the hands of a server whose client does not read. */
const CHANGES = 40;

/** Changes the customer, and waits each time until the gateway has read it. Stops once nobody is subscribed any more. */
async function changeOften({ control, logged }: Stack): Promise<void> {
  const isOver = () => logged().includes('"event":"subscription-ended"');
  for (let change = 0; change < CHANGES && !isOver(); change += 1) {
    const count = control.count('getCustomer') + 1;
    control.setCustomer(CUSTOMER_ID, { customer_status: STATUSES[change % 2] });
    const isRead = () => control.count('getCustomer') >= count;
    await expect.poll(() => isRead() || isOver(), { interval: 5 }).toBe(true);
  }
}

async function startLarge(limits = {}): Promise<Stack> {
  const stack = await startStack({ webhooks: true, limits });
  stack.control.setCustomer(CUSTOMER_ID, { first_name: 'x'.repeat(20_000), customer_status: 'REVIEWING' });
  return stack;
}

test('the client of a stream that reads nothing is disconnected', async () => {
  await using stack = await startLarge({ responseIdleMs: 1_000 });
  const body = JSON.stringify(OPERATION);
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(stack.url).port) });
  socket.write(
    [
      'POST /graphql HTTP/1.1',
      'host: localhost',
      'accept: text/event-stream',
      'content-type: application/json',
      `content-length: ${body.length}`,
      '',
      body,
    ].join('\r\n'),
  );
  await once(socket, 'readable');

  await changeOften(stack);

  await expect.poll(stack.logged).toMatch(/"subscription-ended".*"reason":"slow"/);
  socket.destroy();
});

test('a client that reads is not disconnected while nothing changes', async () => {
  await using stack = await startLarge({ responseIdleMs: 3_000 });
  const response = await postForEvents(stack.url, OPERATION);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  // Comments come every 300 ms, so these take longer than a client may pause.
  while (!/(^|\n)(:\n\n){12}$/.test(text)) text = text.slice(-100) + ((await reader?.read())?.value ?? '');

  expect(stack.logged()).not.toContain('"event":"subscription-ended"');
  await reader?.cancel();
});

test('the client of a WebSocket that does not answer pings is disconnected', async () => {
  await using stack = await startStack({ limits: { socketPingMs: 2_000 } });
  await using reading = await openInitialized(stack.url);
  reading.send(SUBSCRIBE);
  await reading.next();
  await using stuck = await openInitialized(stack.url);
  stuck.send(SUBSCRIBE);
  await stuck.next();

  stuck.webSocket.pause();

  await expect.poll(stack.logged).toMatch(/"subscription-ended".*"reason":"slow"/);
  reading.send({ type: 'ping' });
  expect((await reading.next()).type).toBe('pong');
});

test.each([
  ['its own limit', {}],
  ['the limit of all connections', { maxUnsentBytes: 100_000 }],
])('the client of a WebSocket that sends and reads nothing is disconnected at %s', async (_, limits) => {
  await using stack = await startStack({ limits: { socketPingMs: 600_000, ...limits } });
  await using socket = await openInitialized(stack.url);
  socket.send(SUBSCRIBE);
  await socket.next();
  socket.webSocket.pause();

  for (let count = 0; count < 40; count += 1) {
    socket.send({ type: 'ping', payload: { text: 'x'.repeat(1_000_000) } });
  }

  await expect.poll(stack.logged).toMatch(/"subscription-ended"/);
});

test('a client that pauses gets the newest state, not all that it has missed', async () => {
  await using stack = await startLarge();
  await using socket = await openInitialized(stack.url);
  socket.send(SUBSCRIBE);
  await socket.next();
  socket.webSocket.pause();
  await changeOften(stack);
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  socket.webSocket.resume();

  let count = 0;
  for (;;) {
    const { payload } = await socket.next();
    count += 1;
    if (JSON.stringify(payload).includes('"status":"APPROVED"')) break;
  }

  expect(count).toBeLessThan(CHANGES / 2);
});

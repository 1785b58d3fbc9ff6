import { EventEmitter, once } from 'node:events';
import { createClient } from 'graphql-ws';
import { expect, test, vi } from 'vitest';
import { createStreamClient, watchCustomer } from '../../../examples/clients/live/graphql-sse.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized } from '../../support/network/open-socket.ts';
import { sampleValue, scrape } from '../../support/scrape.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED, postForEvents, readEvents } from '../../support/subscribe.ts';

const OPERATION = { query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } };
/** Times of tokens are whole seconds. */
const SHORTLY_MS = 2_000;
const EXPIRY_MS = 300_000;
const TOLERANCE_MS = 30_000;
const token = { expiresIn: EXPIRY_MS / 1_000 };

const withStatus = (status: string) => ({ individualCustomerChanged: { status } });

/** Sockets and their time-outs keep the real time. */
function fakeClock(): Disposable & { readonly pass: (ms: number) => void } {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
  return { pass: (ms) => vi.advanceTimersByTime(ms), [Symbol.dispose]: () => vi.useRealTimers() };
}

test('a stream ends with an error and the event complete when its token expires, and not before', async () => {
  await using stack = await startStack({ issuer: true, env: { METRICS_PORT: '0' } });
  using clock = fakeClock();
  const authorization = await stack.issuer.bearer(token);
  const events = readEvents(await postForEvents(stack.url, OPERATION, { authorization }));
  expect((await events.next()).value?.name).toBe('next');

  clock.pass(EXPIRY_MS + TOLERANCE_MS - SHORTLY_MS);
  expect(stack.logged()).not.toContain('"event":"subscription-ended"');
  clock.pass(SHORTLY_MS);
  expect(stack.logged()).toMatch(/"subscription-ended".*"reason":"expired"/);

  const { value: last } = await events.next();
  expect([last?.name, JSON.parse(last?.data ?? '')]).toMatchObject([
    'next',
    { errors: [{ extensions: { code: 'UNAUTHENTICATED', retryable: false } }] },
  ]);
  expect((await events.next()).value?.name).toBe('complete');
  expect((await events.next()).done).toBe(true);
  const errors = 'fin_gateway_errors_total{code="UNAUTHENTICATED"}';
  expect(sampleValue(await scrape(stack.gateway), errors)).toBe(1);
});

test('a WebSocket is closed with 4403 when its token expires, and not before', async () => {
  await using stack = await startStack({ issuer: true, limits: { socketPingMs: 2 * EXPIRY_MS } });
  using clock = fakeClock();
  const authorization = await stack.issuer.bearer(token);
  await using socket = await openInitialized(stack.url, { authorization });
  for (const id of ['1', '2']) {
    socket.send({ id, type: 'subscribe', payload: OPERATION });
    expect((await socket.next()).type).toBe('next');
  }

  clock.pass(EXPIRY_MS + TOLERANCE_MS - SHORTLY_MS);
  socket.send({ type: 'ping' });
  expect((await socket.next()).type).toBe('pong');
  clock.pass(SHORTLY_MS);

  expect(await socket.closed).toBe(4403);
  expect(stack.logged().match(/"reason":"expired"/g)).toHaveLength(2);
});

test('a WebSocket whose token has expired begins no subscription', async () => {
  await using stack = await startStack({ issuer: true, limits: { socketPingMs: 2 * EXPIRY_MS } });
  using clock = fakeClock();
  const authorization = await stack.issuer.bearer(token);
  await using socket = await openInitialized(stack.url, { authorization });
  clock.pass(EXPIRY_MS + TOLERANCE_MS);

  socket.send({ id: '1', type: 'subscribe', payload: OPERATION });

  expect(await socket.closed).toBe(4403);
  expect(stack.control.count('getCustomer')).toBe(0);
});

/** Returns a new token each time. */
function createTokens({ issuer }: Stack): () => Promise<string> {
  return async () => (await issuer.bearer(token)).replace('Bearer ', '');
}

test('a client over Server-Sent Events goes on with a new token, and misses nothing', async () => {
  await using stack = await startStack({ issuer: true });
  using clock = fakeClock();
  const abort = new AbortController();
  const states = new EventEmitter();
  const client = createStreamClient(stack.url, createTokens(stack));
  const first = once(states, 'state');
  const watching = watchCustomer(client, CUSTOMER_ID, (state) => states.emit('state', state), abort.signal);
  expect(await first).toMatchObject([{ status: 'INCOMPLETE' }]);

  const next = once(states, 'state');
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  clock.pass(EXPIRY_MS + TOLERANCE_MS);

  expect(await next).toMatchObject([{ status: 'APPROVED' }]);
  abort.abort();
  await watching;
});

test('a client over a WebSocket goes on with a new token, and misses nothing', async () => {
  await using stack = await startStack({ issuer: true, limits: { socketPingMs: 2 * EXPIRY_MS } });
  using clock = fakeClock();
  const getToken = createTokens(stack);
  const client = createClient({
    url: stack.url.replace('http', 'ws'),
    connectionParams: async () => ({ authorization: `Bearer ${await getToken()}` }),
    retryWait: async () => undefined,
  });
  const results = client.iterate(OPERATION);
  expect((await results.next()).value?.data).toMatchObject(withStatus('INCOMPLETE'));

  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  clock.pass(EXPIRY_MS + TOLERANCE_MS);

  expect((await results.next()).value?.data).toMatchObject(withStatus('APPROVED'));
  await client.dispose();
});

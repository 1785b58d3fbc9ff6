import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized } from '../../support/network/open-socket.ts';
import { startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../../support/subscribe.ts';

const VARIABLES = { id: CUSTOMER_ID };
const SUBSCRIBE = { type: 'subscribe', payload: { query: CUSTOMER_CHANGED, variables: VARIABLES } };
const LIMITED = { extensions: { code: 'RATE_LIMITED', retryable: true } };

test('subscriptions of both transports count in MAX_SUBSCRIPTIONS, and free their place when they end', async () => {
  await using stack = await startStack({ env: { MAX_SUBSCRIPTIONS: '2' } });
  await using stream = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES);
  await stream.next();
  await using socket = await openInitialized(stack.url);
  socket.send({ ...SUBSCRIBE, id: '1' });
  await socket.next();

  await using rejected = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES);
  expect((await rejected.next()).errors).toMatchObject([LIMITED]);
  await rejected.ended();
  socket.send({ ...SUBSCRIBE, id: '2' });
  expect(await socket.next()).toMatchObject({ id: '2', type: 'error', payload: [LIMITED] });

  socket.send({ id: '1', type: 'complete' });
  socket.send({ ...SUBSCRIBE, id: '3' });
  expect(await socket.next()).toMatchObject({ id: '3', type: 'next' });
});

test('a subscription that fails takes no place', async () => {
  await using stack = await startStack({ env: { MAX_SUBSCRIPTIONS: '1' } });
  for (const id of ['x', '00000000-0000-4000-8000-000000000000', CUSTOMER_ID]) {
    await using stream = await subscribe(stack.url, CUSTOMER_CHANGED, { id });
    const { errors } = await stream.next();
    expect(errors === undefined).toBe(id === CUSTOMER_ID);
  }
});

test('where callers are checked, each may have 20 subscriptions', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer();
  await using socket = await openInitialized(stack.url, { authorization });
  for (let id = 1; id <= 20; id += 1) {
    socket.send({ ...SUBSCRIBE, id: String(id) });
    expect((await socket.next()).type).toBe('next');
  }

  await using twentyFirst = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES, { authorization });
  expect((await twentyFirst.next()).errors).toMatchObject([LIMITED]);
  const headers = { authorization: await stack.issuer.bearer({ claims: { sub: 'app-2' } }) };
  await using other = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES, headers);
  expect((await other.next()).errors).toBeUndefined();
});

test('where callers are not checked, one address may have any number, unless it is limited', async () => {
  await using stack = await startStack();
  await using limited = await startStack({ env: { MAX_SUBSCRIPTIONS_PER_CALLER: '1' } });
  await using socket = await openInitialized(stack.url);
  for (let id = 1; id <= 21; id += 1) {
    socket.send({ ...SUBSCRIBE, id: String(id) });
    expect((await socket.next()).type).toBe('next');
  }

  await using one = await subscribe(limited.url, CUSTOMER_CHANGED, VARIABLES);
  expect((await one.next()).errors).toBeUndefined();
  await using two = await subscribe(limited.url, CUSTOMER_CHANGED, VARIABLES);
  expect((await two.next()).errors).toMatchObject([LIMITED]);
});

test('open streams take no place of requests in flight', async () => {
  await using stack = await startStack({
    issuer: true,
    env: { MAX_REQUESTS_IN_FLIGHT: '1', MAX_REQUESTS_IN_FLIGHT_PER_CALLER: '1' },
  });
  const authorization = await stack.issuer.bearer();
  await using one = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES, { authorization });
  await one.next();
  await using two = await subscribe(stack.url, CUSTOMER_CHANGED, VARIABLES, { authorization });
  await two.next();

  const { data } = await stack.request('{ purposes { id } }', undefined, { authorization });

  expect(data?.['purposes']).toBeDefined();
});

test('a gateway without a free connection refuses WebSockets with a 503', async () => {
  await using stack = await startStack({ env: { MAX_CONNECTIONS: '10' } });
  const sockets = [];
  for (let count = 0; count < 10; count += 1) {
    const socket = await openInitialized(stack.url);
    socket.send({ ...SUBSCRIBE, id: '1' });
    await socket.next();
    sockets.push(socket);
  }

  await expect(openInitialized(stack.url)).rejects.toThrow('503');
  await sockets.pop()?.[Symbol.asyncDispose]();
  await using another = await openInitialized(stack.url);
  another.send({ ...SUBSCRIBE, id: '1' });
  expect((await another.next()).type).toBe('next');
  for (const socket of sockets) await socket[Symbol.asyncDispose]();
});

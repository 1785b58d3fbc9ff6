import { createClient as createStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized } from '../../support/network/open-socket.ts';
import { spawnGateway } from '../../support/spawn-gateway.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED, postForEvents, readAll, readEvents, subscribe } from '../../support/subscribe.ts';

const OPERATION = { query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } };
const SUBSCRIBE = { id: '1', type: 'subscribe', payload: OPERATION };
const withStatus = (status: string) => ({ value: { data: { individualCustomerChanged: { status } } } });

/** Connects to the second gateway once the first one is left. Waits do not take time. */
const clients = {
  'graphql-ws': ({ gateways: [one, two] }: Stack) => {
    let url = one?.url ?? '';
    const client = createSocketClient({
      url: () => url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryWait: async () => {
        url = two?.url ?? '';
      },
    });
    return client.iterate(OPERATION);
  },
  'graphql-sse': ({ gateways: [one, two] }: Stack) => {
    let url = one?.url ?? '';
    const client = createStreamClient({
      url: () => url,
      retry: async () => {
        url = two?.url ?? '';
      },
    });
    return client.iterate(OPERATION);
  },
};

test.each(Object.entries(clients))(
  '%s goes on at another replica when its own one stops',
  async (_, connect) => {
    await using stack = await startStack({ replicas: 2 });
    const results = connect(stack);
    expect(await results.next()).toMatchObject(withStatus('INCOMPLETE'));

    stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
    await stack.gateway.close();

    expect(await results.next()).toMatchObject(withStatus('APPROVED'));
    await results.return?.(undefined);
  },
);

test('a stream ends without the event complete, and a WebSocket is closed with 1001', async () => {
  await using stack = await startStack();
  const events = readEvents(await postForEvents(stack.url, OPERATION));
  await events.next();
  await using socket = await openInitialized(stack.url);
  socket.send(SUBSCRIBE);
  await socket.next();
  await using idle = await openInitialized(stack.url);

  const closed = stack.gateway.close();

  expect(await readAll(events)).toEqual([]);
  expect(await socket.closed).toBe(1001);
  expect(await idle.closed).toBe(1001);
  await closed;
  expect(stack.logged().match(/"reason":"shutdown"/g)).toHaveLength(2);
});

test('a subscription that has not begun when its replica stops is cut off as well', async () => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', { delayMs: 3_000 });
  const stream = postForEvents(stack.url, OPERATION);
  await stack.control.waitForRequest('getCustomer');

  const closed = stack.gateway.close();

  await expect(stream).rejects.toThrow('fetch failed');
  await closed;
});

test('clients that do not read do not hold up the stop', async () => {
  await using stack = await startStack({ limits: { streamCloseMs: 50 } });
  await using socket = await openInitialized(stack.url);
  socket.send(SUBSCRIBE);
  await socket.next();
  socket.webSocket.pause();
  const response = await postForEvents(stack.url, OPERATION);

  await stack.gateway.close();

  expect(stack.logged().match(/"reason":"shutdown"/g)).toHaveLength(2);
  await response.body?.cancel();
});

test('SIGTERM ends a gateway with open subscriptions', async () => {
  await using stack = await startStack();
  const { url: FIN_BASE_URL, clientId: FIN_CLIENT_ID, clientSecret: FIN_CLIENT_SECRET } = stack.sandbox;
  const gateway = spawnGateway({ PORT: '0', FIN_BASE_URL, FIN_CLIENT_ID, FIN_CLIENT_SECRET });
  const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
  await using stream = await subscribe(url, OPERATION.query, OPERATION.variables);
  await stream.next();
  await using socket = await openInitialized(url);
  socket.send(SUBSCRIBE);
  await socket.next();

  gateway.process.kill('SIGTERM');

  expect(await socket.closed).toBe(1001);
  await stream.ended();
  expect(await gateway.exited).toBe(0);
});

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized } from '../../support/network/open-socket.ts';
import { startNginx } from '../../support/network/start-nginx.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../../support/subscribe.ts';

const VARIABLES = { id: CUSTOMER_ID };
const withStatus = (status: string) => ({ data: { individualCustomerChanged: { status } } });

/** nginx as docs/subscriptions.md configures it. */
async function startDocumentedNginx({ gateway }: Stack) {
  const page = await readFile('docs/subscriptions.md', 'utf8');
  const [location = '', map = ''] = Array.from(page.matchAll(/^```nginx\n(.*?)^```$/gms), ([, text]) => text);
  return startNginx(gateway.origin, location.replace('http://127.0.0.1:4000', gateway.origin), map);
}

test('each state of a stream passes nginx at once, although nginx buffers responses', async () => {
  await using stack = await startStack({ webhooks: true });
  await using nginx = await startDocumentedNginx(stack);
  await using stream = await subscribe(`${nginx.origin}/graphql`, CUSTOMER_CHANGED, VARIABLES);

  expect(await stream.next()).toMatchObject(withStatus('INCOMPLETE'));
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect(await stream.next()).toMatchObject(withStatus('APPROVED'));
});

test('a WebSocket passes nginx, and so do requests', async () => {
  await using stack = await startStack({ webhooks: true });
  await using nginx = await startDocumentedNginx(stack);
  const url = `${nginx.origin}/graphql`;
  await using socket = await openInitialized(url);
  const payload = { query: CUSTOMER_CHANGED, variables: VARIABLES };
  socket.send({ id: '1', type: 'subscribe', payload });

  expect((await socket.next()).payload).toMatchObject(withStatus('INCOMPLETE'));
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect((await socket.next()).payload).toMatchObject(withStatus('APPROVED'));
  const response = await fetch(`${url}?query={__typename}`);
  expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
});

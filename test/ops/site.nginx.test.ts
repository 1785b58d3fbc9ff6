import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { content, sendForm, sha256, uploadForm } from '../support/multipart.ts';
import { openInitialized } from '../support/network/open-socket.ts';
import { startNginxSite } from '../support/network/start-nginx.ts';
import { type Stack, startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';

const VARIABLES = { id: CUSTOMER_ID };

/** The site of ops/nginx without TLS, which has tests of nginx's own. */
async function startShippedSite({ gateway }: Stack) {
  const site = await readFile('ops/nginx/fin-gateway.conf', 'utf8');
  const replace = (text: string, pattern: RegExp, value: string) => {
    expect(text).toMatch(pattern);
    return text.replace(pattern, value);
  };
  const withoutTls = replace(site, /^ *ssl_.*\n/gm, '');
  const inFront = replace(withoutTls, /127\.0\.0\.1:4000/, new URL(gateway.origin).host);
  return startNginxSite(
    (port) => replace(inFront, /listen 443 ssl http2/, `listen 127.0.0.1:${port}`),
    '/graphql?query={__typename}',
  );
}

test('the site of nginx passes uploads of the largest size on, and the hash is right', async () => {
  await using stack = await startStack();
  await using nginx = await startShippedSite(stack);
  const files = Array.from({ length: 10 }, (_, index) => content('pdf', 10 * 2 ** 20 - index));

  const { data, errors } = await sendForm(`${nginx.origin}/graphql`, uploadForm(...files));

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ uploadDocuments: { files: files.map((file) => ({ sha256: sha256(file) })) } });
});

test('the site of nginx passes streams and WebSockets on at once', async () => {
  await using stack = await startStack({ webhooks: true });
  await using nginx = await startShippedSite(stack);
  const url = `${nginx.origin}/graphql`;
  await using stream = await subscribe(url, CUSTOMER_CHANGED, VARIABLES);
  await using socket = await openInitialized(url);
  socket.send({ id: '1', type: 'subscribe', payload: { query: CUSTOMER_CHANGED, variables: VARIABLES } });
  await stream.next();
  await socket.next();

  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });

  const approved = { data: { individualCustomerChanged: { status: 'APPROVED' } } };
  expect(await stream.next()).toMatchObject(approved);
  expect((await socket.next()).payload).toMatchObject(approved);
});

test('the site of nginx lets only the paths for clients and webhooks through', async () => {
  await using stack = await startStack({ webhooks: true });
  await using nginx = await startShippedSite(stack);
  const statusOf = async (path: string, method = 'GET') =>
    (await fetch(`${nginx.origin}${path}`, { method })).status;

  expect(await statusOf('/ready')).toBe(404);
  expect(await statusOf('/health')).toBe(404);
  // From the gateway: the webhook is not signed.
  expect(await statusOf('/webhooks/fin', 'POST')).toBe(401);
});

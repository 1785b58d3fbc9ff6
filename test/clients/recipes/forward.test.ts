import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createFetchClient } from '../../../client/src/client.ts';
import { CustomerChangedDocument } from '../../../client/src/operations.ts';
import { createWriter } from '../../../client/src/write.ts';
import { forward } from '../../../examples/recipes/forward.ts';
import { attachedDigests, digestsOf, filledForm, pickFiles } from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const SITE = 'https://app.example.com/graphql';

/** A client in a browser whose requests go through the function. */
function clientThrough(gatewayUrl: string, token?: string) {
  return createFetchClient({
    url: SITE,
    headers: { cookie: 'session=secret' },
    fetch: (input, init) => forward(new Request(input, init), gatewayUrl, token),
  });
}

/** A server that shows each request before its body has arrived. */
async function listen() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    nextRequest: async (): Promise<IncomingMessage> => (await once(server, 'request'))[0],
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function openRequest(signal?: AbortSignal) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'graphql-preflight': '1', cookie: 'session=secret' },
    body: readable,
    duplex: 'half',
    ...(signal && { signal }),
  };
  return { request: new Request(SITE, init), writer: writable.getWriter() };
}

test('an app attaches files through its own server, with the token of the person', async () => {
  await using stack = await startStack({ issuer: true });
  const token = (await stack.issuer.bearer()).replace('Bearer ', '');
  const files = pickFiles();

  const writer = createWriter({ client: clientThrough(stack.url, token) });
  const result = await writer.attachDocuments(filledForm(files));

  expect(result.state).toBe('SUCCEEDED');
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('a person who has not signed in gets the answer of the gateway', async () => {
  await using stack = await startStack({ issuer: true });

  const writer = createWriter({ client: clientThrough(stack.url) });
  const result = await writer.attachDocuments(filledForm(pickFiles()));

  expect(result).toMatchObject({ state: 'REJECTED', errors: [{ code: 'UNAUTHENTICATED' }] });
});

test('live status passes through', async () => {
  await using stack = await startStack();
  const client = clientThrough(stack.url);

  const { promise: first, resolve: onData, reject: onError } = Promise.withResolvers<unknown>();
  const onComplete = () => onError(new Error('The stream has ended.'));
  const handlers = { onData, onError, onComplete };
  const stop = client.subscribe(CustomerChangedDocument, { id: CUSTOMER_ID }, handlers);

  expect(await first).toMatchObject({ individualCustomerChanged: { id: CUSTOMER_ID } });
  stop();
});

test('a form that a page of another site posts does not reach the gateway', async () => {
  await using stack = await startStack();
  const request = new Request(SITE, { method: 'POST', body: new FormData() });

  const response = await forward(request, stack.url, 'token');

  expect(response.status).toBe(403);
  expect(stack.logged()).not.toContain('graphql');
});

test('the gateway gets the first bytes before the browser has sent the last, and no cookie', async () => {
  using gateway = await listen();
  const { request, writer } = openRequest();
  const arriving = gateway.nextRequest();
  const responding = forward(request, gateway.url, 'token');
  void writer.write(Buffer.from('first'));

  const received = await arriving;
  const [chunk] = await once(received, 'data');
  expect(String(chunk)).toBe('first');
  expect(received.headers).toMatchObject({ authorization: 'Bearer token' });
  expect(received.headers.cookie).toBeUndefined();

  responding.catch(() => undefined);
});

test('the request to the gateway ends when the browser goes away', async () => {
  using gateway = await listen();
  const leaving = new AbortController();
  const { request, writer } = openRequest(leaving.signal);
  const arriving = gateway.nextRequest();
  const responding = forward(request, gateway.url);
  void writer.write(Buffer.from('first')).catch(() => undefined);
  const broken = once(await arriving, 'error');

  leaving.abort();

  await expect(responding).rejects.toThrow();
  await broken;
});

import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED } from '../../support/subscribe.ts';

const APP = 'https://app.example.com';
const ENV = { CORS_ORIGINS: APP };
const BODY = JSON.stringify({ query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } });

type Headers = Readonly<Record<string, string>>;

/** Unlike `fetch`, sends any header. */
async function post(url: string, headers: Headers, body = BODY): Promise<IncomingMessage> {
  const sent = request(url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...headers },
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  return response;
}

async function statusOfStream(url: string, headers: Headers): Promise<number | undefined> {
  const response = await post(url, headers);
  response.destroy();
  return response.statusCode;
}

/** 101 if the gateway accepts the WebSocket. */
async function statusOfSocket(url: string, headers: Headers): Promise<number | undefined> {
  const webSocket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { headers });
  webSocket.on('error', () => undefined);
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  webSocket.once('upgrade', ({ statusCode }) => resolve(statusCode));
  webSocket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
  const status = await promise;
  webSocket.terminate();
  return status;
}

describe.each([
  ['a stream', statusOfStream, 200],
  ['a WebSocket', statusOfSocket, 101],
])('%s', (_, statusOf, accepted) => {
  test('is served to clients without an origin, to the own origin and to CORS_ORIGINS, and to no other', async () => {
    await using stack = await startStack({ env: ENV });
    const { host, origin } = new URL(stack.url);
    const status = (from?: string) => statusOf(stack.url, from === undefined ? {} : { origin: from });

    expect(await status()).toBe(accepted);
    expect(await status(origin)).toBe(accepted);
    // A proxy in front terminates TLS.
    expect(await status(`https://${host}`)).toBe(accepted);
    expect(await status(APP)).toBe(accepted);
    expect(await status('https://other.example.com')).toBe(403);
    expect(await status(`${APP}.example.com`)).toBe(403);
    expect(await status('http://127.0.0.1:1')).toBe(403);
    expect(await status('null')).toBe(403);
  });

  test('is not served under a name that only resolves to the loopback address', async () => {
    await using stack = await startStack({ env: ENV });
    const { port } = new URL(stack.url);
    const status = (host: string) => statusOf(stack.url, { host, origin: `http://${host}` });

    expect(await status(`localhost:${port}`)).toBe(accepted);
    expect(await status(`app.localhost:${port}`)).toBe(accepted);
    expect(await status(`[::1]:${port}`)).toBe(accepted);
    expect(await status(`rebound.example.com:${port}`)).toBe(403);
    expect(await status(`127.0.0.1.example.com:${port}`)).toBe(403);
    expect(await statusOf(stack.url, { host: 'rebound.example.com', origin: APP })).toBe(403);
  });

  test('is served under any name while the gateway listens on all addresses', async () => {
    await using stack = await startStack({ env: { ...ENV, HOST: '0.0.0.0' } });
    const url = stack.url.replace('0.0.0.0', '127.0.0.1');
    const headers = { host: 'api.example.com', origin: 'https://api.example.com' };

    expect(await statusOf(url, headers)).toBe(accepted);
    expect(await statusOf(url, { ...headers, origin: 'https://other.example.com' })).toBe(403);
  });
});

test('a refusal has a JSON body, whether or not the client accepts JSON', async () => {
  await using stack = await startStack();
  for (const accept of ['text/event-stream', 'application/json, text/event-stream']) {
    const response = await post(stack.url, { accept, origin: APP });
    const body = await text(response);

    expect(response.statusCode).toBe(403);
    expect(response.headers['content-type']).toContain('application/json');
    expect(body).toContain('"code":"FORBIDDEN"');
    expect(body).toContain('CORS_ORIGINS');
  }
  expect(stack.control.count('getCustomer')).toBe(0);
});

test('queries are answered as before, since browsers ask before they send them', async () => {
  await using stack = await startStack();
  const headers = { accept: 'application/json, text/event-stream', origin: APP, host: 'rebound.example.com' };
  const response = await post(stack.url, headers, JSON.stringify({ query: '{ __typename }' }));

  expect(response.statusCode).toBe(200);
  expect(response.headers['access-control-allow-origin']).toBeUndefined();
  expect(await text(response)).toBe('{"data":{"__typename":"Query"}}');
});

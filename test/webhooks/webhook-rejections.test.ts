import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { scrape } from '../support/scrape.ts';
import { startStack } from '../support/start-stack.ts';
import {
  loggedWebhooks,
  postWebhook,
  resultsIn,
  SECRET,
  type SignedWebhook,
  signed,
  webhookEvent,
} from './signed-webhook.ts';

const MAX_BYTES = 256 * 1024;
const ENV = { FIN_WEBHOOK_SECRET: SECRET };

/** An event of exactly so many bytes. */
function eventOf(byteLength: number): SignedWebhook {
  const { body } = signed(webhookEvent({}, { padding: '' }));
  return signed(webhookEvent({}, { padding: 'x'.repeat(byteLength - body.length) }));
}

interface OpenWebhook {
  readonly request: ClientRequest;
  readonly response: Promise<IncomingMessage>;
}

/** Sends the head and no byte of the body. */
function open(origin: string, headers: Readonly<Record<string, string>>, agent = new Agent()): OpenWebhook {
  const outgoing = request(`${origin}/webhooks/fin`, { method: 'POST', agent, headers });
  const response = once(outgoing, 'response').then(([incoming]): IncomingMessage => incoming);
  // A test may not care.
  response.catch(() => undefined);
  outgoing.flushHeaders();
  return { request: outgoing, response };
}

test.each([{}, { FIN_WEBHOOK_SECRET: '' }, { FIN_WEBHOOK_SECRET: '  ' }])(
  'without a secret there is nothing at the path, with %j',
  async (env) => {
    await using stack = await startStack({ env });
    const nowhere = await fetch(`${stack.gateway.origin}/nowhere`, { method: 'POST' });

    const { status, text: body } = await postWebhook(
      stack.gateway.origin,
      signed(webhookEvent(), { secret: ' ' }),
    );

    expect(status).toBe(404);
    const withoutId = (json: string) => json.replace(/"requestId":"[^"]+"/, '');
    expect(withoutId(body)).toBe(withoutId(await nowhere.text()));
  },
);

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('%s gets a 405 that names POST', async (method) => {
  await using stack = await startStack({ env: ENV });
  const response = await fetch(`${stack.gateway.origin}/webhooks/fin`, { method });

  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  if (method !== 'HEAD')
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('a body of 256 KiB is accepted, and one more byte gets a 413, whether its length is announced or not', async () => {
  await using stack = await startStack({ env: ENV });
  const { origin } = stack.gateway;
  const tooLarge = eventOf(MAX_BYTES + 1);
  const chunked = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(tooLarge.body));
      controller.close();
    },
  });

  expect((await postWebhook(origin, eventOf(MAX_BYTES))).status).toBe(200);
  const announced = await postWebhook(origin, tooLarge);
  const unannounced = await postWebhook(origin, tooLarge, { body: chunked, ...{ duplex: 'half' } });

  for (const { status, text: body } of [announced, unannounced]) {
    expect(status).toBe(413);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ message: 'The webhook was rejected.' }] });
  }
  expect(resultsIn(stack.logged())).toEqual(['handed_on', 'too_large', 'too_large']);
});

test.each(['gzip', 'br', 'deflate', 'identity, gzip'])(
  'a body with the content coding %s gets a 415 that says what to change',
  async (coding) => {
    await using stack = await startStack({ env: ENV });
    const { body, headers } = signed();

    const answer = await postWebhook(stack.gateway.origin, {
      body,
      headers: { ...headers, 'content-encoding': coding },
    });

    expect(answer.status).toBe(415);
    expect(answer.text).toContain('"message":"Send the body without content-encoding."');
  },
);

test('a body with the content coding identity is as good as one without', async () => {
  await using stack = await startStack({ env: ENV });
  const { body, headers } = signed();
  const plain = { body, headers: { ...headers, 'content-encoding': 'identity' } };

  expect((await postWebhook(stack.gateway.origin, plain)).status).toBe(200);
});

test('a body that takes too long gets a 408, and one that is just slow is accepted', async () => {
  await using stack = await startStack({ env: ENV, limits: { webhookBodyMs: 3_000 } });
  const { body, headers } = signed();
  const stuck = open(stack.gateway.origin, headers);
  stuck.request.write(body.subarray(0, 10));

  const response = await stuck.response;

  expect(response.statusCode).toBe(408);
  expect(await text(response)).toContain('"message":"The webhook was rejected."');
  stuck.request.on('error', () => undefined).destroy();

  const slow = open(stack.gateway.origin, headers);
  for (const byte of body.subarray(0, 10)) {
    await new Promise((resolve) => slow.request.write(Buffer.of(byte), resolve));
  }
  slow.request.end(body.subarray(10));
  expect((await slow.response).statusCode).toBe(200);
});

test('a sender that goes away in the middle of the body is counted and logged, and may send the webhook again', async () => {
  await using stack = await startStack({ env: { ...ENV, METRICS_PORT: '0' } });
  const { body, headers } = signed();
  const gone = open(stack.gateway.origin, { ...headers, 'content-length': String(body.length) });
  await new Promise((resolve) => gone.request.write(body.subarray(0, 10), resolve));

  gone.request.on('error', () => undefined).destroy();

  const counted = 'fin_gateway_webhooks_total{type="none",result="incomplete"} 1';
  await expect.poll(() => scrape(stack.gateway)).toContain(counted);
  await expect.poll(() => stack.logged()).toMatch(/"path":"\/webhooks\/fin",.*"aborted":true/);
  expect((await postWebhook(stack.gateway.origin, { body, headers })).status).toBe(200);
});

test('after each rejection the connection serves the next webhook', async () => {
  await using stack = await startStack({ env: ENV });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<number | undefined>();
  const send = async ({ body, headers }: SignedWebhook, method = 'POST') => {
    const outgoing = request(`${stack.gateway.origin}/webhooks/fin`, {
      method,
      agent,
      headers: { ...headers, 'content-length': String(body.length) },
    });
    outgoing.end(body);
    const [response]: IncomingMessage[] = await once(outgoing, 'response');
    sockets.add(response?.socket.localPort);
    if (response) await text(response);
    return response?.statusCode;
  };
  const good = signed();
  const statuses = [
    await send(good),
    await send(signed(webhookEvent(), { secret: 'another' })),
    await send({ body: eventOf(MAX_BYTES).body, headers: {} }),
    await send(signed(Buffer.from('no event'))),
    await send({ ...good, headers: { ...good.headers, 'content-encoding': 'gzip' } }),
    await send(eventOf(MAX_BYTES + 1)),
    await send(eventOf(3 * MAX_BYTES)),
    await send(good, 'PUT'),
    await send(signed()),
  ];
  agent.destroy();

  expect(statuses).toEqual([200, 401, 401, 400, 415, 413, 413, 405, 200]);
  expect(sockets.size).toBe(1);
});

test('a sender that waits for 100 Continue is rejected before it sends the body, and asked for a good one', async () => {
  await using stack = await startStack({ env: ENV });
  const { body, headers } = signed();
  const expecting = { ...headers, expect: '100-continue', 'content-length': String(body.length) };
  const unsigned = open(stack.gateway.origin, { expect: '100-continue', 'content-length': '10' });
  expect((await unsigned.response).statusCode).toBe(401);
  unsigned.request.on('error', () => undefined).destroy();

  const good = open(stack.gateway.origin, expecting);
  await once(good.request, 'continue');
  good.request.end(body);

  expect((await good.response).statusCode).toBe(200);
});

test('fifty webhooks are handled at once, the next one gets a 503, and GraphQL goes on', async () => {
  await using stack = await startStack({ env: { ...ENV, MAX_REQUESTS_IN_FLIGHT: '1' } });
  const { origin } = stack.gateway;
  const post = async () => (await postWebhook(origin, signed())).status;
  const webhooks = Array.from({ length: 50 }, () => signed());
  const opened = webhooks.map(({ headers }) => open(origin, headers));
  await expect.poll(post).toBe(503);

  const refused = await postWebhook(origin, signed());
  const unsigned = await postWebhook(origin, { body: Buffer.from('{}'), headers: {} });
  const graphql = await stack.request('{ __typename }');

  expect(refused.headers.get('retry-after')).toBe('1');
  expect(JSON.parse(refused.text)).toMatchObject({
    errors: [{ extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 1 } }],
  });
  // Costs no place.
  expect(unsigned.status).toBe(401);
  expect(graphql.errors).toBeUndefined();

  opened[0]?.request.end(webhooks[0]?.body);
  expect((await opened[0]?.response)?.statusCode).toBe(200);
  await expect.poll(post).toBe(200);
  for (const [index, { request: outgoing }] of opened.entries()) outgoing.end(webhooks[index]?.body);
  const statuses = await Promise.all(opened.map(async ({ response }) => (await response).statusCode));
  expect(new Set(statuses)).toEqual(new Set([200]));
});

test('a webhook is served while all places of GraphQL requests are taken', async () => {
  const env = { ...ENV, MAX_REQUESTS_IN_FLIGHT: '1', FIN_TIMEOUT_MS: '10000' };
  await using stack = await startStack({ env });
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const hanging = stack.attach();
  await stack.control.waitForRequest('attachIndividualDocuments');

  expect((await stack.request('{ __typename }')).status).toBe(503);
  expect((await postWebhook(stack.gateway.origin, signed())).status).toBe(200);
  await hanging;
});

test('while every connection has a request in progress, a webhook gets a 503 and its connection is closed', async () => {
  const env = { ...ENV, MAX_CONNECTIONS: '10', FIN_TIMEOUT_MS: '10000' };
  await using stack = await startStack({ env });
  stack.control.faults.script('attachIndividualDocuments', { hang: true, times: 'always' });
  const hanging = Array.from({ length: 10 }, () => stack.attach());
  await stack.control.waitForRequest('attachIndividualDocuments', { count: 10 });

  const { status, headers } = await postWebhook(stack.gateway.origin, signed());

  expect([status, headers.get('connection')]).toEqual([503, 'close']);
  await Promise.all(hanging);
  expect((await postWebhook(stack.gateway.origin, signed())).status).toBe(200);
});

test('each webhook writes one line, and its status is that of the response', async () => {
  await using stack = await startStack({ env: ENV });
  await postWebhook(stack.gateway.origin, signed());
  await postWebhook(stack.gateway.origin, signed(webhookEvent(), { secret: 'another' }));
  await postWebhook(stack.gateway.origin, signed(Buffer.from('{}')));

  await expect.poll(() => loggedWebhooks(stack.logged())).toHaveLength(3);
  const lines = stack
    .logged()
    .split('\n')
    .filter((line) => line.includes('"webhook"'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'request', status: 200, webhook: { type: 'customer.status', result: 'handed_on' } },
    { event: 'request', status: 401, webhook: { type: 'none', result: 'wrong_signature' } },
    { event: 'request', status: 400, webhook: { type: 'none', result: 'malformed' } },
  ]);
});

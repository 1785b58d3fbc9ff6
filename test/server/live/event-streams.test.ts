import { createClient } from 'graphql-sse';
import { expect, test } from 'vitest';
import { CUSTOMER_ID, EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH, parseAnswer } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED, postForEvents, readAll, readEvents } from '../../support/subscribe.ts';

const OPERATION = { query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } };
const PURPOSES = { query: '{ purposes { id } }' };

async function answerOf(response: Response) {
  return parseAnswer(response.status, response.headers, await response.text());
}

/** The only result of a stream that then completes. */
async function resultOf(response: Response) {
  const [next, complete, ...others] = await readAll(readEvents(response));
  expect([next?.name, complete?.name, others]).toEqual(['next', 'complete', []]);
  return parseAnswer(response.status, response.headers, next?.data ?? '');
}

test('a stream begins with a comment, and proxies neither buffer nor cache nor compress it', async () => {
  await using stack = await startStack();
  const response = await postForEvents(stack.url, OPERATION);
  const reader = response.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();

  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'x-accel-buffering': 'no',
    'cache-control': 'no-store, no-transform',
  });
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(Buffer.from(value ?? []).toString()).toMatch(/^:\n\n/);
});

test('comments keep coming while nothing changes', async () => {
  await using stack = await startStack();
  const response = await postForEvents(stack.url, OPERATION);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.split('\n\n').filter((block) => block === ':').length < 3) {
    text += (await reader?.read())?.value ?? '';
  }
  await reader?.cancel();

  expect(text.match(/^event: next$/gm)).toHaveLength(1);
});

test('a missing token is a 401 with a JSON body, also for a stream', async () => {
  await using stack = await startStack({ issuer: true });
  const response = await postForEvents(stack.url, OPERATION);

  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
  expect(response.headers.get('content-type')).toContain('application/json');
  expect((await answerOf(response)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test.each([
  ['a syntax error', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['a wrong id', { ...OPERATION, variables: { id: 'x' } }, 'BAD_USER_INPUT'],
  [
    'an unknown customer',
    { ...OPERATION, variables: { id: '00000000-0000-4000-8000-000000000000' } },
    'NOT_FOUND',
  ],
  [
    'an unknown hash',
    { query: '', extensions: { persistedQuery: { sha256Hash: 'a' } } },
    'PERSISTED_QUERY_NOT_FOUND',
  ],
])('%s is one event with the error, and then the end, with status 200', async (_, body, code) => {
  await using stack = await startStack();
  const response = await postForEvents(stack.url, body);

  expect(response.status).toBe(200);
  expect((await resultOf(response)).errors).toMatchObject([{ extensions: { code } }]);
});

test('exceeding the rate is one event with the error', async () => {
  await using stack = await startStack({ env: { RATE_LIMIT_PER_MINUTE: '1' } });
  await postForEvents(stack.url, PURPOSES).then(resultOf);
  const response = await postForEvents(stack.url, OPERATION);

  expect(response.status).toBe(200);
  expect((await resultOf(response)).errors).toMatchObject([
    { extensions: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: expect.any(Number) } },
  ]);
});

test.each([
  'application/json',
  'application/graphql-response+json',
  '*/*',
  'multipart/mixed;subscriptionSpec=1.0',
  'multipart/mixed;subscriptionSpec=1.0, application/json',
])('a subscription that accepts %s gets a 406 with a code, and nothing is read', async (accept) => {
  await using stack = await startStack();
  const response = await postForEvents(stack.url, OPERATION, { accept });
  const { errors } = await answerOf(response);

  expect(response.status).toBe(406);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  expect(errors?.[0]?.message).toContain('text/event-stream');
  expect(stack.control.count('getCustomer')).toBe(0);
});

test('a client that accepts JSON as well gets errors as JSON, with their status', async () => {
  await using stack = await startStack();
  const accept = 'application/graphql-response+json, text/event-stream';
  const response = await postForEvents(stack.url, { ...OPERATION, variables: { id: 'x' } }, { accept });

  expect(response.status).toBe(400);
  expect((await answerOf(response)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('a subscription by GET, as EventSource sends it, is a stream', async () => {
  await using stack = await startStack();
  const query = new URLSearchParams({
    query: OPERATION.query,
    variables: JSON.stringify(OPERATION.variables),
  });
  const response = await fetch(`${stack.url}?${query}`, { headers: { accept: 'text/event-stream' } });
  const first = await readEvents(response).next();
  await response.body?.cancel().catch(() => undefined);

  expect(first.value?.data).toContain('INCOMPLETE');
});

test('queries and mutations through graphql-sse get one result and the end', async () => {
  await using stack = await startStack();
  const client = createClient({ url: stack.url });
  const mutation = { query: ATTACH, variables: { input: EXAMPLE_INPUT } };

  expect(await readAll(client.iterate(PURPOSES))).toMatchObject([
    { data: { purposes: expect.arrayContaining([{ id: 1 }]) } },
  ]);
  expect(await readAll(client.iterate(mutation))).toEqual([
    { data: { attachIndividualDocuments: { customer: { id: CUSTOMER_ID } } } },
  ]);
  expect(stack.logged()).toContain('"event":"audit"');
  expect(stack.control.attachCount()).toBe(1);
});

test('graphql-sse sees the code of an error', async () => {
  await using stack = await startStack();
  const client = createClient({ url: stack.url, retryAttempts: 0 });
  const results = await readAll(client.iterate({ ...OPERATION, variables: { id: 'x' } }));

  expect(results).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
});

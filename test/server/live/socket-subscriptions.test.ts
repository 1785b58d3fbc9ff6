import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { requireDocumentedErrors } from '../../support/documented-errors.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized, type SocketMessage } from '../../support/network/open-socket.ts';
import { startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED } from '../../support/subscribe.ts';

const OPERATION = { query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } };
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';
const CLAIM = { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };

const toSubscribe = (payload: object, id = '1') => ({ id, type: 'subscribe', payload });
const withStatus = (status: string, id = '1') => ({
  id,
  type: 'next',
  payload: { data: { individualCustomerChanged: { id: CUSTOMER_ID, status } } },
});

const errorList = z.array(z.object({ extensions: z.looseObject({ code: z.string() }) }));

/** The codes of an error message, whose errors must have the documented shape. */
function codesOf({ type, payload }: SocketMessage): unknown[] {
  expect(type).toBe('error');
  const errors = errorList.parse(payload);
  requireDocumentedErrors({ errors });
  return errors.map((error) => error.extensions.code);
}

test('a subscriber gets the current state, then each change, until it unsubscribes', async () => {
  await using stack = await startStack({ webhooks: true });
  await using socket = await openInitialized(stack.url);

  socket.send(toSubscribe(OPERATION));
  expect(await socket.next()).toMatchObject(withStatus('INCOMPLETE'));
  await stack.attach();
  expect(await socket.next()).toMatchObject(withStatus('QUEUED'));
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect(await socket.next()).toMatchObject(withStatus('APPROVED'));

  socket.send({ id: '1', type: 'complete' });
  socket.send(toSubscribe(OPERATION, '2'));
  expect(await socket.next()).toMatchObject(withStatus('APPROVED', '2'));
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'REJECTED' });
  expect(await socket.next()).toMatchObject(withStatus('REJECTED', '2'));
});

test.each([
  ['a query', { query: '{ purposes { id } }' }, 'BAD_REQUEST'],
  [
    'a mutation',
    { query: 'mutation { createIndividualCustomer(input: {}) { customer { id } } }' },
    'BAD_REQUEST',
  ],
  ['a syntax error', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ['an unknown operation', { ...OPERATION, operationName: 'Other' }, 'OPERATION_RESOLUTION_FAILURE'],
  ['no query', { query: '' }, 'BAD_REQUEST'],
  ['a wrong id', { ...OPERATION, variables: { id: 'x' } }, 'BAD_USER_INPUT'],
  ['an unknown customer', { ...OPERATION, variables: { id: UNKNOWN_ID } }, 'NOT_FOUND'],
])('%s is answered with a code, and the socket stays usable', async (_, payload, code) => {
  await using stack = await startStack();
  await using socket = await openInitialized(stack.url);

  socket.send(toSubscribe(payload));
  expect(codesOf(await socket.next())).toEqual([code]);

  socket.send(toSubscribe(OPERATION));
  expect(await socket.next()).toMatchObject(withStatus('INCOMPLETE'));
});

test('each subscription of a socket has a request id of its own', async () => {
  await using stack = await startStack();
  await using socket = await openInitialized(stack.url);
  const ids = new Set<string>();
  for (const id of ['1', '2']) {
    socket.send(toSubscribe({ query: 'subscription {' }, id));
    for (const [, found = ''] of JSON.stringify(await socket.next()).matchAll(/"requestId":"([^"]+)"/g)) {
      ids.add(found);
    }
  }

  expect(ids.size).toBe(2);
  for (const id of ids) expect(stack.logged()).toContain(id);
});

test('a token without the scope or the customer does not let its caller subscribe, and nothing is read', async () => {
  await using stack = await startStack({ env: CLAIM, issuer: true });
  for (const claims of [{ scope: 'customers:write' }, { customer_ids: [UNKNOWN_ID] }]) {
    const authorization = await stack.issuer.bearer({ claims });
    await using socket = await openInitialized(stack.url, { authorization });
    socket.send(toSubscribe(OPERATION));
    expect(codesOf(await socket.next())).toEqual(['FORBIDDEN']);
  }

  expect(stack.control.count('getCustomer')).toBe(0);
});

test('each subscription counts in the rate of its caller', async () => {
  await using stack = await startStack({ issuer: true, env: { RATE_LIMIT_PER_MINUTE: '2' } });
  await using socket = await openInitialized(stack.url, { authorization: await stack.issuer.bearer() });
  for (const id of ['1', '2']) {
    socket.send(toSubscribe(OPERATION, id));
    expect(await socket.next()).toMatchObject(withStatus('INCOMPLETE', id));
  }

  socket.send(toSubscribe(OPERATION, '3'));

  expect(codesOf(await socket.next())).toEqual(['RATE_LIMITED']);
});

test('a persisted operation can be requested by its hash', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: 'auto' } });
  await using socket = await openInitialized(stack.url);
  const sha256Hash = hash('sha256', CUSTOMER_CHANGED);
  const extensions = { persistedQuery: { version: 1, sha256Hash } };

  socket.send(toSubscribe({ ...OPERATION, query: '', extensions }));
  expect(codesOf(await socket.next())).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  socket.send(toSubscribe({ ...OPERATION, extensions }, '2'));
  expect(await socket.next()).toMatchObject(withStatus('INCOMPLETE', '2'));
  socket.send(toSubscribe({ ...OPERATION, query: '', documentId: sha256Hash }, '3'));
  expect(await socket.next()).toMatchObject(withStatus('INCOMPLETE', '3'));
});

test('an unsubscription before the first state leaves nothing open', async () => {
  await using stack = await startStack({ env: { MAX_SUBSCRIPTIONS: '1' } });
  await using socket = await openInitialized(stack.url);
  stack.control.faults.script('getCustomer', { delayMs: 3_000 });

  socket.send(toSubscribe(OPERATION));
  await stack.control.waitForRequest('getCustomer');
  socket.send({ id: '1', type: 'complete' });
  await expect.poll(stack.logged).toContain('"reason":"client"');

  socket.send(toSubscribe(OPERATION, '2'));
  expect(await socket.next()).toMatchObject(withStatus('INCOMPLETE', '2'));
});

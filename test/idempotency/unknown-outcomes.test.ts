import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../support/example-data.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { startStack } from '../support/start-stack.ts';
import { KEY } from './idempotency-cases.ts';

const LOST = { afterProcessing: true, reset: 'before-headers' } as const;

test('after a lost response, the key reports it again without sending; attachOutcome finds the attached documents', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', LOST);

  const first = await attachOnce(stack.url, KEY);
  const again = await attachOnce(stack.url, KEY);

  expect(first.errors?.[0]?.extensions).toMatchObject({ outcome: 'UNKNOWN', retryable: false });
  expect(again.errors?.[0]?.extensions).toMatchObject({ outcome: 'UNKNOWN', retryable: false });
  expect(again.errors?.[0]?.message).toBe(first.errors?.[0]?.message);
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  const { state, customer } = await attachOutcome(stack.url, KEY);
  expect(state).toBe('SUCCEEDED');
  expect(customer).toEqual({ id: EXAMPLE_INPUT.customerId, status: 'QUEUED' });
});

test('a lost attach of a customer who was already under review does not count as attached', async () => {
  const anHourAgo = Date.now() - 3_600_000;
  await using stack = await startStack({ sandbox: { clock: () => anHourAgo } });
  await attachOnce(stack.url, 'an hour ago');
  stack.control.faults.script('attachIndividualDocuments', { reset: 'before-headers' });

  await attachOnce(stack.url, KEY);

  const { state, customer } = await attachOutcome(stack.url, KEY);
  expect(state).toBe('UNKNOWN');
  expect(customer).toEqual({ id: EXAMPLE_INPUT.customerId, status: 'QUEUED' });
});

test('attachOutcome reads the customer itself, even if another field of the request has read it before', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', LOST);
  await attachOnce(stack.url, KEY);
  const before = stack.control.count('getCustomer');
  const query = `query ($id: UUID!, $key: String!) {
    individualCustomer(id: $id) { status }
    attachOutcome(idempotencyKey: $key) { state }
  }`;

  const { errors } = await stack.request(query, { id: EXAMPLE_INPUT.customerId, key: KEY });

  expect(errors).toBeUndefined();
  expect(stack.control.count('getCustomer') - before).toBe(2);
});

test('attachOutcome returns each possible outcome of an attach', async () => {
  await using stack = await startStack();
  const { faults } = stack.control;
  faults.script('attachIndividualDocuments', [
    { reset: 'before-headers' },
    { status: 422, body: { message: 'No' } },
    { status: 429 },
    { status: 403 },
  ]);
  for (const key of ['lost before it was processed', 'refused', 'busy', 'forbidden', 'done']) {
    await attachOnce(stack.url, key);
    const state = await attachOutcome(stack.url, key).then((outcome) => outcome.state);
    expect([key, state]).toEqual([
      key,
      {
        'lost before it was processed': 'NOT_ATTACHED',
        refused: 'REFUSED',
        busy: 'NOT_FOUND',
        forbidden: 'NOT_FOUND',
        done: 'SUCCEEDED',
      }[key],
    ]);
  }
  expect(await attachOutcome(stack.url, 'never sent')).toEqual({ state: 'NOT_FOUND', customer: null });
});

test('a customer is created once per key, and the replay contains the terms', async () => {
  await using stack = await startStack();
  const query = `mutation ($input: CreateIndividualCustomerInput!) {
    createIndividualCustomer(input: $input) { customer { id tosPoliciesUrl tosPoliciesValue } }
  }`;
  const create = () => stack.request(query, { input: { ...NEW_CUSTOMER, idempotencyKey: KEY } });

  const [first, second] = await Promise.all([create(), create()]);
  const third = await create();

  expect(first.errors).toBeUndefined();
  expect(second.data).toEqual(first.data);
  expect(third.data).toEqual(first.data);
  expect(stack.control.count('createIndividualCustomer')).toBe(1);
});

test('a create whose response was lost is not repeated', async () => {
  await using stack = await startStack();
  stack.control.faults.script('createIndividualCustomer', LOST);
  const query = `mutation ($input: CreateIndividualCustomerInput!) {
    createIndividualCustomer(input: $input) { customer { id } }
  }`;
  const create = () => stack.request(query, { input: { ...NEW_CUSTOMER, idempotencyKey: KEY } });

  await create();
  const again = await create();

  expect(again.errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
  expect(stack.control.count('createIndividualCustomer')).toBe(1);
});

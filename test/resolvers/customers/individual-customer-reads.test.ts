import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { ID, STATUS, WIRE_CUSTOMER } from './wire-customer.ts';

test('a customer that does not exist is null with NOT_FOUND, also if only the id is asked for', async () => {
  await using stack = await startStack();

  const answer = await stack.request('query ($id: UUID!) { individualCustomer(id: $id) { id } }', {
    id: '00000000-0000-4000-8000-000000000000',
  });

  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ individualCustomer: null });
  const { code, retryable, outcome, upstream } = answer.errors?.[0]?.extensions ?? {};
  expect({ code, retryable, outcome, upstream }).toEqual({
    code: 'NOT_FOUND',
    retryable: false,
    outcome: undefined,
    upstream: { operation: 'getCustomer', status: 404 },
  });
});

test('a business is no individual', async () => {
  await using stack = await startStack();
  const data = { customer_id: ID, type: 'BUSINESS', business_name: 'Fin.com' };
  stack.control.faults.script('getCustomer', { status: 200, body: { data } });

  const answer = await stack.request(STATUS, { id: ID });

  expect(answer.data).toEqual({ individualCustomer: null });
  expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

test.each([
  ['no JSON', { malformed: true }],
  ['no data', { status: 200, body: {} }],
  ['no id', { status: 200, body: { data: { customer_status: 'APPROVED' } } }],
  [
    "another customer's id",
    {
      status: 200,
      body: { data: { ...WIRE_CUSTOMER, customer_id: '00000000-0000-4000-8000-000000000000' } },
    },
  ],
  ['a name that is no text', { status: 200, body: { data: { ...WIRE_CUSTOMER, first_name: {} } } }],
  ['a redirect', { status: 302, headers: { location: '/elsewhere' } }],
])('an answer with %s is UPSTREAM_BAD_RESPONSE, and not a customer', async (_what, fault) => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', fault);

  const answer = await stack.request(STATUS, { id: ID });

  expect(answer.data).toEqual({ individualCustomer: null });
  const { code, retryable, outcome } = answer.errors?.[0]?.extensions ?? {};
  expect({ code, retryable, outcome }).toEqual({
    code: 'UPSTREAM_BAD_RESPONSE',
    retryable: false,
    outcome: undefined,
  });
  expect(stack.control.count('getCustomer')).toBe(1);
});

test('one customer under several names in an operation is read once', async () => {
  await using stack = await startStack();

  const answer = await stack.request(
    `query ($id: UUID!, $same: UUID!) {
      a: individualCustomer(id: $id) { status }
      b: individualCustomer(id: $id) { email }
      c: individualCustomer(id: $same) { createdAt }
    }`,
    { id: ID, same: ID.toUpperCase() },
  );

  expect(answer.errors).toBeUndefined();
  expect(stack.control.count('getCustomer')).toBe(1);
});

test('two operations read twice: nothing of a customer is kept between requests', async () => {
  await using stack = await startStack();

  await stack.request(STATUS, { id: ID });
  await stack.request(STATUS, { id: ID });

  expect(stack.control.count('getCustomer')).toBe(2);
});

test('after an attach the id alone causes no read, and the status is read after the write', async () => {
  await using stack = await startStack();
  const attachAsking = (fields: string) =>
    stack.request(
      `mutation ($input: AttachIndividualDocumentsInput!) {
        attachIndividualDocuments(input: $input) { customer { ${fields} } }
      }`,
      { input: EXAMPLE_INPUT },
    );

  await attachAsking('id __typename');
  expect(stack.control.count('getCustomer')).toBe(0);

  const answer = await attachAsking('id status email lastStatusUpdatedAt');
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    attachIndividualDocuments: { customer: { id: ID, status: 'QUEUED' } },
  });
  expect(stack.control.requests.map(({ operation }) => operation).slice(-2)).toEqual([
    'attachIndividualDocuments',
    'getCustomer',
  ]);
});

test('each of two attaches in one operation shows the customer as it was after that attach', async () => {
  await using stack = await startStack();
  const customer = (customer_status: string) => ({ body: { data: { customer_id: ID, customer_status } } });
  stack.control.faults.script('getCustomer', [customer('QUEUED'), customer('REVIEWING')]);

  const answer = await stack.request(
    `mutation ($input: AttachIndividualDocumentsInput!) {
      first: attachIndividualDocuments(input: $input) { customer { status } }
      second: attachIndividualDocuments(input: $input) { customer { status } }
    }`,
    { input: EXAMPLE_INPUT },
  );

  expect(answer.data).toEqual({
    first: { customer: { status: 'QUEUED' } },
    second: { customer: { status: 'REVIEWING' } },
  });
});

test('an attach that worked stays a success when reading the customer fails', async () => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', { status: 500, body: { message: 'Internal server error' } });

  const answer = await stack.request(
    `mutation ($input: AttachIndividualDocumentsInput!) {
      attachIndividualDocuments(input: $input) { customer { id status } }
    }`,
    { input: EXAMPLE_INPUT },
  );

  expect(answer.data).toEqual({ attachIndividualDocuments: { customer: { id: ID, status: null } } });
  expect(answer.errors?.map(({ path }) => path)).toEqual([
    ['attachIndividualDocuments', 'customer', 'status'],
  ]);
  expect(answer.errors?.[0]?.extensions.outcome).toBeUndefined();
});

import { expect, test } from 'vitest';
import { KEY } from '../../idempotency/idempotency-cases.ts';
import { attachOnce, attachOutcome } from '../../support/idempotent-request.ts';
import { startStack } from '../../support/start-stack.ts';
import { STATUS } from './wire-customer.ts';

const V2 = { env: { FIN_CUSTOMER_API: 'v2' } };
const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';

const MODES = [
  { mode: 'v1', other: 'v2', first: 'getCustomer', second: 'getCustomerV2', options: {} },
  { mode: 'v2', other: 'v1', first: 'getCustomerV2', second: 'getCustomer', options: V2 },
] as const;

test.each(MODES)(
  'in $mode a customer of $mode is read with one call',
  async ({ mode, first, second, options }) => {
    await using stack = await startStack(options);
    const { customerId: id } = stack.control.addCustomer({ version: mode });

    const { data, errors } = await stack.request(STATUS, { id });

    expect(errors).toBeUndefined();
    expect(data).toEqual({ individualCustomer: { id, status: 'INCOMPLETE' } });
    expect([stack.control.count(first), stack.control.count(second)]).toEqual([1, 0]);
  },
);

test.each(MODES)(
  'in $mode a customer of $other is found with a second call, and with its own status',
  async ({ other, first, second, options }) => {
    await using stack = await startStack(options);
    const { customerId: id } = stack.control.addCustomer({ version: other });
    const customer_status = other === 'v1' ? 'ON_HOLD' : 'IN_COMPLIANCE';
    stack.control.setCustomer(id, { customer_status, last_status_updated_at: '2026-05-04T12:32:34.47927Z' });

    const { data, errors } = await stack.request(
      'query ($id: UUID!) { individualCustomer(id: $id) { status nextStep lastStatusUpdatedAt } }',
      { id },
    );

    expect(errors).toBeUndefined();
    expect(data).toEqual({
      individualCustomer: {
        status: customer_status,
        nextStep: 'WAIT',
        lastStatusUpdatedAt: '2026-05-04T12:32:34.479Z',
      },
    });
    expect([stack.control.count(first), stack.control.count(second)]).toEqual([1, 1]);
  },
);

test.each(MODES)(
  'in $mode a customer that neither version knows is NOT_FOUND after two calls',
  async ({ first, second, options }) => {
    await using stack = await startStack(options);

    const { data, errors } = await stack.request(STATUS, { id: UNKNOWN_ID });

    expect(data).toEqual({ individualCustomer: null });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_FOUND',
      retryable: false,
      upstream: { operation: first, status: 404 },
    });
    expect([stack.control.count(first), stack.control.count(second)]).toEqual([1, 1]);
  },
);

test.each(MODES)(
  'in $mode an error of the first call other than 404 is final',
  async ({ first, second, options }) => {
    await using stack = await startStack(options);
    const { customerId: id } = stack.control.addCustomer();
    stack.control.faults.script(first, {
      status: 403,
      body: { error: { code: 'forbidden', message: 'No' } },
    });

    const { errors } = await stack.request(STATUS, { id });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', upstream: { operation: first } });
    expect([stack.control.count(first), stack.control.count(second)]).toEqual([1, 0]);
  },
);

test.each(MODES)(
  'in $mode it is not NOT_FOUND while only one version says 404 and the other one fails',
  async ({ mode, first, second, options }) => {
    await using stack = await startStack(options);
    const { customerId: id } = stack.control.addCustomer({ version: mode });
    stack.control.faults.script(first, { status: 404, body: { message: 'Not found' } });
    stack.control.faults.script(second, { status: 500, body: { message: 'Internal server error' } });

    const { errors } = await stack.request(STATUS, { id });

    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      upstream: { operation: second, status: 500 },
    });
    expect([stack.control.count(first), stack.control.count(second)]).toEqual([1, 1]);
  },
);

test('the second read is repeated like any other read when Fin.com is busy', async () => {
  await using stack = await startStack(V2);
  const { customerId: id } = stack.control.addCustomer({ version: 'v1' });
  stack.control.faults.script('getCustomer', { status: 503 });

  const { data, errors } = await stack.request(STATUS, { id });

  expect(errors).toBeUndefined();
  expect(data).toEqual({ individualCustomer: { id, status: 'INCOMPLETE' } });
  expect([stack.control.count('getCustomerV2'), stack.control.count('getCustomer')]).toEqual([1, 2]);
});

test.each(MODES)(
  'in $mode a business is NOT_FOUND, whichever version knows it',
  async ({ mode, other, options }) => {
    await using stack = await startStack(options);
    for (const version of [mode, other]) {
      const { customerId: id } = stack.control.addCustomer({ version });
      stack.control.setCustomer(id, { type: 'BUSINESS' });

      const { data, errors } = await stack.request(STATUS, { id });

      expect(data).toEqual({ individualCustomer: null });
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    }
  },
);

test.each(MODES)(
  'in $mode the list has the customers of both versions, without reading any',
  async ({ options }) => {
    await using stack = await startStack(options);
    const added = (['v1', 'v2'] as const).map((version) => stack.control.addCustomer({ version }).customerId);
    added.forEach((id, index) => {
      stack.control.setCustomer(id, { customer_status: ['QUEUED', 'PROCESSING'][index] });
    });

    const { data, errors } = await stack.request('{ individualCustomers { customers { id status } } }');

    expect(errors).toBeUndefined();
    expect(data?.['individualCustomers']).toMatchObject({
      customers: [{}, { id: added[0], status: 'QUEUED' }, { id: added[1], status: 'PROCESSING' }],
    });
    expect(stack.control.count('getCustomer') + stack.control.count('getCustomerV2')).toBe(0);
  },
);

test('nextStep of a listed customer reads it only if an open request could change the step', async () => {
  await using stack = await startStack(V2);
  const statuses = ['INCOMPLETE', 'REJECTED', 'ASCENDED', 'APPROVED', 'PROCESSING'];
  for (const customer_status of statuses) {
    stack.control.setCustomer(stack.control.addCustomer().customerId, { customer_status });
  }

  const { data, errors } = await stack.request('{ individualCustomers { customers { status nextStep } } }');

  expect(errors).toBeUndefined();
  expect(data?.['individualCustomers']).toEqual({
    customers: [
      { status: 'INCOMPLETE', nextStep: 'ATTACH_DOCUMENTS' },
      { status: 'INCOMPLETE', nextStep: 'ATTACH_DOCUMENTS' },
      { status: 'REJECTED', nextStep: 'CONTACT_SUPPORT' },
      { status: 'UNKNOWN', nextStep: 'UNKNOWN' },
      { status: 'APPROVED', nextStep: 'DONE' },
      { status: 'PROCESSING', nextStep: 'WAIT' },
    ],
  });
  expect(stack.control.count('getCustomerV2')).toBe(2);
});

test('a reference from another subgraph finds customers of both versions', async () => {
  await using stack = await startStack(V2);
  const ids = (['v2', 'v1'] as const).map((version) => stack.control.addCustomer({ version }).customerId);
  const representations = ids.map((id) => ({ __typename: 'IndividualCustomer', id }));

  const { data, errors } = await stack.request(
    `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on IndividualCustomer { id firstName nextStep } }
    }`,
    { representations },
  );

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    _entities: ids.map((id) => ({ id, firstName: 'Robin', nextStep: 'ATTACH_DOCUMENTS' })),
  });
});

test('after an answer the customer is read again at the version that knew it before', async () => {
  await using stack = await startStack(V2);
  const { customerId } = stack.control.addCustomer({ version: 'v1' });
  const field = { field_name: 'expiry_date', data_type: 'DATE', status: 'EXPIRED', options: [] };
  const categories = [{ document_type: 'PASSPORT', fields: [field] }];
  stack.control.setCustomer(customerId, {
    customer_status: 'REINITIATE',
    request_for_information: [{ section: 'proof_of_identity', categories }],
  });

  const { data, errors } = await stack.request(
    `mutation ($input: AnswerInformationRequestInput!) {
      answerInformationRequest(input: $input) { customer { status nextStep } }
    }`,
    { input: { customerId, proofOfIdentity: { expiryDate: '2035-01-15' } } },
  );

  expect(errors).toBeUndefined();
  expect(data?.['answerInformationRequest']).toEqual({ customer: { status: 'QUEUED', nextStep: 'WAIT' } });
  expect([stack.control.count('getCustomerV2'), stack.control.count('getCustomer')]).toEqual([1, 2]);
});

test('attachOutcome finds out from the status of either version', async () => {
  await using stack = await startStack();
  const { customerId } = stack.control.addCustomer({ version: 'v2' });
  stack.control.faults.script('attachIndividualDocuments', { status: 500 });
  await attachOnce(stack.url, KEY, { customerId });
  stack.control.setCustomer(customerId, { customer_status: 'PROCESSING' });

  const { state, customer } = await attachOutcome(stack.url, KEY);

  expect(state).toBe('SUCCEEDED');
  expect(customer).toEqual({ id: customerId, status: 'PROCESSING' });
  expect([stack.control.count('getCustomer'), stack.control.count('getCustomerV2')]).toEqual([1, 1]);
});

import { expect, test } from 'vitest';
import { NEW_CUSTOMER, WIRE_NEW_CUSTOMER } from '../../support/example-data.ts';
import { graphqlRequest } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const create = (url: string, input: unknown = NEW_CUSTOMER, fields = 'id tosPoliciesUrl tosPoliciesValue') =>
  graphqlRequest(
    url,
    `mutation Create($input: CreateIndividualCustomerInput!) {
      createIndividualCustomer(input: $input) { customer { ${fields} } }
    }`,
    { input },
  );

test("a customer is created with the API page's body key for key, and its terms come without a read", async () => {
  await using stack = await startStack();

  const answer = await create(stack.url);

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    createIndividualCustomer: {
      customer: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        tosPoliciesUrl: expect.stringMatching(/^https:.*[?&]tos_policies_value=/),
        tosPoliciesValue: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    },
  });
  expect(stack.control.count('getCustomer')).toBe(0);
  const sent = stack.control.requests.find(({ operation }) => operation === 'createIndividualCustomer');
  expect(JSON.stringify(sent?.body)).toBe(JSON.stringify(WIRE_NEW_CUSTOMER));
});

test('what the create answer does not tell is read when asked for', async () => {
  await using stack = await startStack();

  const answer = await create(stack.url, NEW_CUSTOMER, 'status firstName tosPoliciesValue');

  expect(answer.data).toMatchObject({
    createIndividualCustomer: { customer: { status: 'INCOMPLETE', firstName: 'John' } },
  });
  expect(stack.control.count('getCustomer')).toBe(1);
});

test('a create answer without terms is filled up by a read', async () => {
  await using stack = await startStack();
  const { customerId, tosPoliciesValue } = stack.control.addCustomer();
  const body = { data: { customer_id: customerId } };
  stack.control.faults.script('createIndividualCustomer', { status: 200, body });

  const answer = await create(stack.url);

  expect(answer.data).toMatchObject({
    createIndividualCustomer: { customer: { id: customerId, tosPoliciesValue } },
  });
  expect(stack.control.count('getCustomer')).toBe(1);
});

test('one request makes one customer', async () => {
  await using stack = await startStack();
  const before = stack.control.customerCount();

  await create(stack.url);

  expect(stack.control.customerCount()).toBe(before + 1);
});

test('broken rules and misfits are told all at once with their paths, and nothing is sent', async () => {
  await using stack = await startStack();
  const { basicInfo, address, financialProfile } = NEW_CUSTOMER;

  const rules = await create(stack.url, {
    ...NEW_CUSTOMER,
    basicInfo: { ...basicInfo, firstName: 'Иван', email: 'John@example.com', phone: '415' },
    address: { ...address, state: 'NY' },
    financialProfile: { ...financialProfile, monthlyVolumeUsd: -5 },
  });
  const misfits = await create(stack.url, {
    ...NEW_CUSTOMER,
    basicInfo: { ...basicInfo, dob: '1990-02-30', nationality: 'US' },
    financialProfile: { ...financialProfile, purposeId: 'x' },
    metaData: 7,
  });

  const pathsAndCodes = ({ errors }: typeof rules) =>
    errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => [path.join('.'), code]);
  expect(pathsAndCodes(rules)).toEqual([
    ['input.basicInfo.firstName', 'INVALID_FORMAT'],
    ['input.basicInfo.email', 'INVALID_FORMAT'],
    ['input.basicInfo.phone', 'INVALID_FORMAT'],
    ['input.address.state', 'INVALID_FORMAT'],
    ['input.financialProfile.monthlyVolumeUsd', 'OUT_OF_RANGE'],
  ]);
  expect(pathsAndCodes(misfits)).toEqual([
    ['input.basicInfo.dob', 'INVALID_FORMAT'],
    ['input.basicInfo.nationality', 'UNKNOWN_VALUE'],
    ['input.financialProfile.purposeId', 'INVALID_FORMAT'],
    ['input.metaData', 'INVALID_FORMAT'],
  ]);
  expect(stack.control.requests).toHaveLength(0);
});

test.each(['A', 'B', 'C', 'D', 'E', 'G-map', 'H'] as const)(
  'in reading %s a refusal points at the fields',
  async (errorReading) => {
    await using stack = await startStack({ sandbox: { errorReading } });
    const { address, basicInfo } = NEW_CUSTOMER;

    const answer = await create(stack.url, {
      ...NEW_CUSTOMER,
      basicInfo: { ...basicInfo, phone: '+491701234567' },
      address: { ...address, postalCode: 'nowhere' },
    });

    const { code, fieldErrors } = answer.errors?.[0]?.extensions ?? {};
    expect(code).toBe('FIN_VALIDATION_FAILED');
    expect(fieldErrors?.map(({ path }) => path.join('.'))).toEqual([
      'input.basicInfo.phone',
      'input.address.postalCode',
    ]);
  },
);

test('a refusal of something in metaData points as far into it as its own names go', async () => {
  await using stack = await startStack();
  const errors = [{ 'meta_data.tags[1]': 'no' }, { 'meta_data.nothing.here': 'no' }, { meta_data: 'no' }];
  stack.control.faults.script('createIndividualCustomer', { status: 422, body: { message: 'x', errors } });

  const answer = await create(stack.url, { ...NEW_CUSTOMER, metaData: { tags: ['a1', 'b2'] } });

  expect(answer.errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path)).toEqual([
    ['input', 'metaData', 'tags', 1],
    ['input', 'metaData'],
    ['input', 'metaData'],
  ]);
});

test('RELIANCE where it is not enabled is FEATURE_LOCKED', async () => {
  await using stack = await startStack();

  const answer = await create(stack.url, { ...NEW_CUSTOMER, verificationType: 'RELIANCE' });

  const { code, retryable, upstream } = answer.errors?.[0]?.extensions ?? {};
  expect({ code, retryable, upstream }).toEqual({
    code: 'FEATURE_LOCKED',
    retryable: false,
    upstream: { operation: 'createIndividualCustomer', status: 423 },
  });
});

test.each([
  ['a lost answer', { reset: 'before-headers', afterProcessing: true }, 'UPSTREAM_UNAVAILABLE', 1],
  ['500', { status: 500 }, 'UPSTREAM_UNAVAILABLE', 0],
  ['silence', { hang: true, afterProcessing: true }, 'UPSTREAM_TIMEOUT', 1],
  ['a 200 without an id', { status: 200, body: { data: {} } }, 'UPSTREAM_BAD_RESPONSE', 0],
  ['201', { status: 201, body: { data: {} } }, 'UPSTREAM_BAD_RESPONSE', 0],
] as const)(
  'after %s the outcome is unknown, and the create is not sent again',
  async (_what, fault, code, made) => {
    await using stack = await startStack({
      env: { FIN_TIMEOUT_MS: code === 'UPSTREAM_TIMEOUT' ? '2000' : '20000' },
    });
    stack.control.faults.script('createIndividualCustomer', fault);

    const answer = await create(stack.url);

    expect(answer.data).toEqual({ createIndividualCustomer: null });
    const { code: told, retryable, outcome } = answer.errors?.[0]?.extensions ?? {};
    expect({ told, retryable, outcome }).toEqual({ told: code, retryable: false, outcome: 'UNKNOWN' });
    expect(answer.errors?.[0]?.message).toContain('look for the customer before you try again');
    expect(stack.control.count('createIndividualCustomer')).toBe(1);
    expect(stack.control.customerCount()).toBe(1 + made);
  },
);

test.each([
  [429, { retryable: true, outcome: undefined }],
  [503, { retryable: false, outcome: 'UNKNOWN' }],
])('a busy Fin.com (%d) is not asked to create twice', async (status, verdict) => {
  await using stack = await startStack();
  stack.control.faults.script('createIndividualCustomer', { status, headers: { 'retry-after': '1' } });

  const answer = await create(stack.url);

  const { retryable, retryAfterSeconds, outcome } = answer.errors?.[0]?.extensions ?? {};
  expect({ retryable, retryAfterSeconds, outcome }).toEqual({ retryAfterSeconds: 1, ...verdict });
  expect(stack.control.count('createIndividualCustomer')).toBe(1);
});

test.each([
  ['12 Lake Road\nFlat 3', '12 Lake Road, Flat 3'],
  ['12 Lake Road,\r\n\r\n Flat 3\n', '12 Lake Road, Flat 3'],
])('the line breaks of a pasted street are sent as commas: %j', async (street, sentStreet) => {
  await using stack = await startStack();

  const answer = await create(stack.url, { ...NEW_CUSTOMER, address: { ...NEW_CUSTOMER.address, street } });

  expect(answer.errors).toBeUndefined();
  const sent = stack.control.requests.find(({ operation }) => operation === 'createIndividualCustomer');
  expect(sent?.body).toMatchObject({ address: { street: sentStreet } });
});

test('a street that consists of line breaks is blank', async () => {
  await using stack = await startStack();

  const answer = await create(stack.url, {
    ...NEW_CUSTOMER,
    address: { ...NEW_CUSTOMER.address, street: '\r\n' },
  });

  expect(answer.errors?.[0]?.extensions.fieldErrors).toMatchObject([
    { path: ['input', 'address', 'street'], code: 'REQUIRED' },
  ]);
});

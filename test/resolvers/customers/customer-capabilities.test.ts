import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const ID = EXAMPLE_INPUT.customerId;
const V2 = { env: { FIN_CUSTOMER_API: 'v2' } };
const CAPABILITIES = `query ($id: UUID!) {
  individualCustomer(id: $id) {
    id
    capabilities { onRamp { ...ramp } offRamp { ...ramp } }
  }
}
fragment ramp on RampCapability {
  currency corridor status methods rails { rail status } reason { forDeveloper }
}`;

/** The API page's example, with a second entry for a corridor. */
const WIRE_V2 = {
  on_ramp: [
    { currency: 'USD', rail: 'ACH', status: false },
    { currency: 'USD', rail: 'FEDWIRE', status: true },
    { currency: 'EUR', rail: 'SEPA', status: false },
    { currency: 'USD', rail: 'SWIFT', status: true },
  ],
  off_ramp: [
    {
      corridor: 'BGD',
      currency_wise_rail: [
        { currency: 'BDT', rails: [{ rail: 'LOCAL', status: true }] },
        { currency: 'USD', rails: [{ rail: 'SWIFT', status: false }] },
      ],
    },
    { corridor: 'AUS', currency_wise_rail: [{ currency: 'AUD', rails: [{ rail: 'LOCAL', status: true }] }] },
    { corridor: 'BGD', currency_wise_rail: [{ currency: 'BDT', rails: [{ rail: 'BKASH', status: false }] }] },
  ],
};

test('capabilities of v2 are shown for each currency and corridor, with the status of each rail', async () => {
  await using stack = await startStack(V2);
  stack.control.faults.script('getCustomerCapabilities', { body: { data: WIRE_V2 } });

  const { data, errors } = await stack.request(CAPABILITIES, { id: ID });

  expect(errors).toBeUndefined();
  const ramp = (currency: string, corridor: string | null, ...rails: [rail: string, status: boolean][]) => ({
    currency,
    corridor,
    status: rails.some(([, status]) => status),
    methods: rails.map(([rail]) => rail),
    rails: rails.map(([rail, status]) => ({ rail, status })),
    reason: null,
  });
  expect(data).toEqual({
    individualCustomer: {
      id: ID,
      capabilities: {
        onRamp: [
          ramp('USD', null, ['ACH', false], ['FEDWIRE', true], ['SWIFT', true]),
          ramp('EUR', null, ['SEPA', false]),
        ],
        offRamp: [
          ramp('BDT', 'BGD', ['LOCAL', true], ['BKASH', false]),
          ramp('USD', 'BGD', ['SWIFT', false]),
          ramp('AUD', 'AUS', ['LOCAL', true]),
        ],
      },
    },
  });
});

test('capabilities of v1 have no corridor, and their rails are the methods with the status of the currency', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(ID, { customer_status: 'APPROVED' });

  const { data, errors } = await stack.request(CAPABILITIES, { id: ID });

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    individualCustomer: {
      capabilities: {
        onRamp: [
          {
            currency: 'USD',
            corridor: null,
            status: true,
            methods: ['ACH', 'FEDWIRE'],
            rails: [
              { rail: 'ACH', status: true },
              { rail: 'FEDWIRE', status: true },
            ],
          },
        ],
      },
    },
  });
  expect(stack.control.count('getCustomerCapabilities')).toBe(0);
});

const EVERYTHING_ELSE = `query ($id: UUID!) {
  individualCustomer(id: $id) {
    id firstName status nextStep requestedInformation { scope } requestedFieldErrors { code }
    requiredDocuments { kind } rejectionReason { applicant { rejectLabels } } verificationType
  }
}`;

test.each([
  { what: 'v2 without capabilities', query: EVERYTHING_ELSE, version: 'v2', reads: [1, 0, 0] },
  { what: 'v2 with capabilities', query: CAPABILITIES, version: 'v2', reads: [1, 0, 1] },
  { what: 'v1 without capabilities', query: EVERYTHING_ELSE, version: 'v1', reads: [1, 1, 0] },
  { what: 'v1 with capabilities', query: CAPABILITIES, version: 'v1', reads: [1, 1, 0] },
] as const)('capabilities are read only if they are selected: $what', async ({ query, version, reads }) => {
  await using stack = await startStack(V2);
  const { customerId: id } = stack.control.addCustomer({ version });

  const { errors } = await stack.request(query, { id });

  expect(errors).toBeUndefined();
  expect(
    (['getCustomerV2', 'getCustomer', 'getCustomerCapabilities'] as const).map(stack.control.count),
  ).toEqual(reads);
});

test('in v1 the capabilities of a customer that v2 created come from v2', async () => {
  await using stack = await startStack();
  const { customerId: id } = stack.control.addCustomer({ version: 'v2' });

  const { data, errors } = await stack.request(CAPABILITIES, { id });

  expect(errors).toBeUndefined();
  expect(data?.['individualCustomer']).toMatchObject({
    capabilities: { offRamp: expect.arrayContaining([expect.objectContaining({ corridor: 'BGD' })]) },
  });
  expect(stack.control.count('getCustomerCapabilities')).toBe(1);
});

test('a list with capabilities causes one call for each customer of v2, and one more for those of v1', async () => {
  await using stack = await startStack(V2);
  for (const version of ['v1', 'v2', 'v1'] as const) stack.control.addCustomer({ version });

  const { data, errors } = await stack.request(
    '{ individualCustomers { customers { status capabilities { onRamp { currency } } } } }',
  );

  expect(errors).toBeUndefined();
  expect(data?.['individualCustomers']).toEqual({
    customers: Array(4).fill({ status: 'INCOMPLETE', capabilities: { onRamp: [{ currency: 'USD' }] } }),
  });
  expect(stack.control.count('getCustomerCapabilities')).toBe(4);
  expect(stack.control.count('getCustomer')).toBe(2);
  expect(stack.control.count('getCustomerV2')).toBe(0);
});

test.each([
  ['no lists', { on_ramp: 'none' }, [], []],
  ['null', { on_ramp: null, off_ramp: null }, [], []],
  [
    'odd rails',
    {
      on_ramp: [
        null,
        7,
        {},
        { rail: 'ACH' },
        { currency: 7, rail: 'NEW', status: 'yes' },
        { currency: 'USD' },
      ],
    },
    [
      {
        currency: null,
        corridor: null,
        status: null,
        methods: ['ACH', 'NEW'],
        rails: [
          { rail: 'ACH', status: null },
          { rail: 'NEW', status: null },
        ],
        reason: null,
      },
    ],
    [],
  ],
  [
    'odd corridors',
    {
      off_ramp: [
        'x',
        { corridor: 'ATLANTIS', currency_wise_rail: [{ currency: 'USD', rails: 'all' }, 5] },
        { corridor: 'AUS', currency_wise_rail: {} },
      ],
    },
    [],
    [{ currency: 'USD', corridor: null, status: null, methods: [], rails: [], reason: null }],
  ],
])('capabilities with %s do not break the read', async (_what, wire, onRamp, offRamp) => {
  await using stack = await startStack(V2);
  stack.control.faults.script('getCustomerCapabilities', { body: { data: wire } });

  const { data, errors } = await stack.request(CAPABILITIES, { id: ID });

  expect(errors).toBeUndefined();
  expect(data).toEqual({ individualCustomer: { id: ID, capabilities: { onRamp, offRamp } } });
});

test('a customer of v2 without capabilities at Fin.com has null there', async () => {
  await using stack = await startStack(V2);
  stack.control.faults.script('getCustomerCapabilities', {
    status: 404,
    body: { message: 'Resource not found' },
    times: 'always',
  });

  const single = await stack.request(CAPABILITIES, { id: ID });
  const list = await stack.request(
    '{ individualCustomers { customers { capabilities { onRamp { currency } } } } }',
  );

  expect([single.errors, list.errors]).toEqual([undefined, undefined]);
  expect(single.data).toEqual({ individualCustomer: { id: ID, capabilities: null } });
  expect(list.data).toEqual({ individualCustomers: { customers: [{ capabilities: null }] } });
});

test.each([
  ['a failure', { status: 500, body: { message: 'Internal server error' } }, 'UPSTREAM_UNAVAILABLE'],
  ['a refusal', { status: 403, body: { error: { code: 'forbidden', message: 'No' } } }, 'FORBIDDEN'],
  ['an unreadable answer', { body: { data: ['USD'] } }, 'UPSTREAM_BAD_RESPONSE'],
])('%s of the capabilities is an error of that field only', async (_what, fault, code) => {
  await using stack = await startStack(V2);
  stack.control.faults.script('getCustomerCapabilities', fault);

  const { data, errors } = await stack.request(CAPABILITIES, { id: ID });

  expect(data).toEqual({ individualCustomer: { id: ID, capabilities: null } });
  expect(errors).toMatchObject([{ path: ['individualCustomer', 'capabilities'], extensions: { code } }]);
});

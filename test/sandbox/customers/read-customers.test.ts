import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import { attach, customerOf, exampleAttach, get, read } from '../sandbox-client.ts';

const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';
const STRANGE_TIME = '0001-01-01T00:00:00Z';

it("the API page's own customer is a whole person from the start", async () => {
  await using sandbox = await startSandbox();
  expect(await customerOf(sandbox, CUSTOMER_ID.toUpperCase())).toEqual({
    customer_id: CUSTOMER_ID,
    type: 'INDIVIDUAL',
    first_name: 'Clara',
    last_name: 'Whitfield',
    email: 'clara.whitfield@example.com',
    phone: '+14155550132',
    country_of_residence: 'USA',
    verification_type: 'STANDARD',
    customer_status: 'INCOMPLETE',
    tos_policies_url: `https://orchestration.fin.com/orchestration-customer-tos?customer_id=${CUSTOMER_ID}&tos_policies_value=e9414388-fbdf-4407-b5c2-bc39eae3645b`,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    last_status_updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    capabilities: { on_ramp: expect.any(Array), off_ramp: expect.any(Array) },
    rejection_reason: null,
    request_for_information: [],
  });
});

it.each([
  [`/v1/customers/${UNKNOWN_ID}`, 404, { message: 'Customer not found' }],
  [
    '/v1/customers/cust-uuid-1234',
    422,
    { message: 'Validation failed', errors: [{ customer_id: 'must be a UUID' }] },
  ],
  ['/v1/customers/%E0%A4%A', 422, expect.anything()],
  ['/v2/customers', 422, { message: 'Validation failed', errors: [{ type: 'is required' }] }],
  [
    '/v2/customers?type=individual&per_page=513&current_page=0',
    422,
    {
      message: 'Validation failed',
      errors: [
        { type: 'must be one of INDIVIDUAL, BUSINESS' },
        { per_page: 'must be a whole number from 1 to 512' },
        { current_page: 'must be a whole number from 1 to 999999999' },
      ],
    },
  ],
  ['/v2/customers?type=BUSINESS&per_page=', 422, expect.anything()],
])('%s is a %i', async (path, status, body) => {
  await using sandbox = await startSandbox();
  const answer = await read(sandbox, path);
  expect([answer.status, answer.json]).toEqual([status, body]);
});

it.each([`/v1/customers/${CUSTOMER_ID}`, '/v2/customers?type=INDIVIDUAL', '/v2/customers'])(
  'GET %s wants a token',
  async (path) => {
    await using sandbox = await startSandbox();
    const { status, json } = await get(sandbox, path);
    expect([status, json]).toEqual([401, { message: 'Authentication failed' }]);
  },
);

it('a list shows customers in the order of their creation, page by page, with less of each', async () => {
  await using sandbox = await startSandbox();
  const ids = [CUSTOMER_ID, ...Array.from({ length: 11 }, () => sandbox.control.addCustomer().customerId)];
  const first = await read(sandbox, '/v2/customers?type=INDIVIDUAL');
  expect(first.json).toMatchObject({
    data: { pagination: { current_page: 1, per_page: 10, total_page: 2, total: 12 } },
  });
  const second = await read(sandbox, '/v2/customers?type=INDIVIDUAL&current_page=2');
  const beyond = await read(sandbox, '/v2/customers?type=INDIVIDUAL&per_page=512&current_page=2');
  expect([first, second, beyond].map(({ json }) => idsIn(json))).toEqual([
    ids.slice(0, 10),
    ids.slice(10),
    [],
  ]);
  const [item] = (first.json as List).data.customers;
  expect(Object.keys(item ?? {})).toEqual([
    'customer_id',
    'type',
    'first_name',
    'last_name',
    'email',
    'phone',
    'country_of_residence',
    'customer_status',
    'tos_policies_url',
    'created_at',
    'updated_at',
  ]);
});

it('a list shows the status of the moment, and what was seen before stays as it was', async () => {
  await using sandbox = await startSandbox();
  const before = sandbox.control.customer(CUSTOMER_ID);
  await attach(sandbox, exampleAttach());
  sandbox.control.advanceClock(6_000);
  const [item] = ((await read(sandbox, '/v2/customers?type=INDIVIDUAL')).json as List).data.customers;
  expect([before, item]).toMatchObject([{ customer_status: 'INCOMPLETE' }, { customer_status: 'APPROVED' }]);
});

it('businesses are listed apart, with the members of a business', async () => {
  await using sandbox = await startSandbox();
  const { customerId } = sandbox.control.addCustomer();
  sandbox.control.setCustomer(customerId, {
    type: 'BUSINESS',
    business_name: 'Quay & Sons',
    country_of_incorporation: 'SGP',
    first_name: undefined,
  });
  const businesses = await read(sandbox, '/v2/customers?type=BUSINESS');
  expect(businesses.json).toMatchObject({
    data: { customers: [{ customer_id: customerId, business_name: 'Quay & Sons' }] },
  });
  expect(idsIn((await read(sandbox, '/v2/customers?type=INDIVIDUAL')).json)).toEqual([CUSTOMER_ID]);
});

it('no customers are no pages', async () => {
  await using sandbox = await startSandbox();
  expect((await read(sandbox, '/v2/customers?type=BUSINESS')).json).toEqual({
    data: { pagination: { current_page: 1, per_page: 10, total_page: 0, total: 0 }, customers: [] },
  });
});

it('any oddity can be forced, and is shown alone and in the list', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.setCustomer(CUSTOMER_ID, {
    customer_status: 'FROZEN_BY_MOONLIGHT',
    phone: undefined,
    email: null,
    updated_at: STRANGE_TIME,
    tos_policies_url: TOS_POLICIES_VALUE,
    capabilities: null,
    request_for_information: undefined,
    rejection_reason: 'because',
    surprise: 1,
  });
  const odd = await customerOf(sandbox, CUSTOMER_ID);
  expect(odd).toMatchObject({
    customer_status: 'FROZEN_BY_MOONLIGHT',
    email: null,
    updated_at: STRANGE_TIME,
    tos_policies_url: TOS_POLICIES_VALUE,
    capabilities: null,
    rejection_reason: 'because',
    surprise: 1,
  });
  for (const missing of ['phone', 'request_for_information']) {
    expect(odd).not.toHaveProperty(missing);
    expect(sandbox.control.customer(CUSTOMER_ID)).not.toHaveProperty(missing);
  }
  const [item] = ((await read(sandbox, '/v2/customers?type=INDIVIDUAL')).json as List).data.customers;
  expect(item).toMatchObject({
    customer_status: 'FROZEN_BY_MOONLIGHT',
    email: null,
    updated_at: STRANGE_TIME,
  });
  expect(item).not.toHaveProperty('phone');
  expect(() => sandbox.control.setCustomer(UNKNOWN_ID, {})).toThrow(RangeError);
});

it('what was asked for is recorded, without the token', async () => {
  await using sandbox = await startSandbox();
  await read(sandbox, '/v2/customers?type=INDIVIDUAL&per_page=3');
  const { status } = await sandbox.control.waitForRequest('listCustomers', { until: 'settled' });
  expect(status).toBe(200);
  expect(sandbox.control.requests.at(-1)).toMatchObject({
    operation: 'listCustomers',
    method: 'GET',
    path: '/v2/customers',
    query: { type: 'INDIVIDUAL', per_page: '3' },
  });
});

it('a read fails as it is told to', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('getCustomer', [{ status: 500 }, { malformed: true }]);
  const path = `/v1/customers/${CUSTOMER_ID}`;
  const answers = [await read(sandbox, path), await read(sandbox, path), await read(sandbox, path)];
  expect(answers.map(({ status, json }) => [status, json !== undefined])).toEqual([
    [500, true],
    [200, false],
    [200, true],
  ]);
});

it('methods that a customer does not know are told which it knows', async () => {
  await using sandbox = await startSandbox();
  const response = await fetch(`${sandbox.url}/v1/customers/${CUSTOMER_ID}`, { method: 'DELETE' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, PATCH']);
  expect(sandbox.control.count('getCustomer')).toBe(0);
});

interface List {
  readonly data: { readonly customers: readonly Record<string, unknown>[] };
}

function idsIn(json: unknown): unknown[] {
  return (json as List).data.customers.map(({ customer_id }) => customer_id);
}

import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const ID = EXAMPLE_INPUT.customerId;
const STATUS = 'query Status($id: UUID!) { individualCustomer(id: $id) { id status } }';
const EVERYTHING = `query Customer($id: UUID!) {
  individualCustomer(id: $id) {
    id firstName lastName email phone countryOfResidence status verificationType
    tosPoliciesUrl tosPoliciesValue createdAt updatedAt lastStatusUpdatedAt
    capabilities {
      onRamp { currency status methods reason { forCustomer forDeveloper } }
      offRamp { currency status methods reason { forCustomer forDeveloper } }
    }
    rejectionReason {
      applicant { moderationComment rejectLabels }
      documents { uri category moderationComment rejectLabels }
    }
    requestedInformation {
      section
      categories { documentType fields { fieldName dataType status reason side options } }
    }
    requestedFieldErrors { code }
    requiredDocuments { kind }
  }
}`;

const NULLS = {
  firstName: null,
  lastName: null,
  email: null,
  phone: null,
  countryOfResidence: null,
  status: null,
  verificationType: null,
  tosPoliciesUrl: null,
  tosPoliciesValue: null,
  createdAt: null,
  updatedAt: null,
  lastStatusUpdatedAt: null,
  capabilities: null,
  rejectionReason: null,
  requestedInformation: null,
  requestedFieldErrors: null,
  requiredDocuments: null,
};

/** The API page's example, with what it leaves empty filled in as v2's page has it. */
const WIRE_CUSTOMER = {
  customer_id: ID,
  type: 'INDIVIDUAL',
  first_name: 'John',
  last_name: 'Doe',
  email: 'john.doe@fin.com',
  phone: '+14724480512',
  country_of_residence: 'USA',
  verification_type: 'STANDARD',
  customer_status: 'ON_HOLD',
  tos_policies_url: `https://orchestration.fin.com/orchestration-customer-tos?customer_id=${ID}&tos_policies_value=e9414388-fbdf-4407-b5c2-bc39eae3645b`,
  created_at: '2026-04-15T11:49:27Z',
  updated_at: '2026-04-15T11:52:48.123456789Z',
  last_status_updated_at: '0001-01-01T00:00:00Z',
  capabilities: {
    on_ramp: [
      {
        currency: 'USD',
        status: false,
        methods: ['ACH', 'FEDWIRE'],
        reason: { for_customer: null, for_developer: null },
      },
    ],
    off_ramp: [{ currency: 'EUR', status: true, methods: ['BANK'] }],
  },
  rejection_reason: {
    applicant: { moderation_comment: '', reject_labels: ['LOW_QUALITY'] },
    documents: [
      {
        uri: '/OUkUie0z_document-0.jpg',
        category: 'PROOF_OF_IDENTITY',
        moderation_comment: 'Not valid for two months.',
        reject_labels: ['EXPIRATION_DATE'],
      },
    ],
  },
  request_for_information: [
    {
      scope: 'CUSTOMER',
      section: 'proof_of_identity',
      categories: [
        {
          document_type: 'PASSPORT',
          fields: [
            {
              field_name: 'expiry_date',
              data_type: 'DATE',
              status: 'EXPIRED',
              reason: 'Too short.',
              options: [],
            },
          ],
        },
      ],
    },
  ],
};

test("the API page's example is read in our names and types", async () => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', { status: 200, body: { data: WIRE_CUSTOMER } });

  const answer = await stack.request(EVERYTHING, { id: ID });

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({
    individualCustomer: {
      id: ID,
      firstName: 'John',
      lastName: 'Doe',
      email: 'john.doe@fin.com',
      phone: '+14724480512',
      countryOfResidence: 'USA',
      status: 'ON_HOLD',
      verificationType: 'STANDARD',
      tosPoliciesUrl: WIRE_CUSTOMER.tos_policies_url,
      tosPoliciesValue: TOS_POLICIES_VALUE,
      createdAt: '2026-04-15T11:49:27.000Z',
      updatedAt: '2026-04-15T11:52:48.123Z',
      lastStatusUpdatedAt: null,
      capabilities: {
        onRamp: [
          {
            currency: 'USD',
            status: false,
            methods: ['ACH', 'FEDWIRE'],
            reason: { forCustomer: null, forDeveloper: null },
          },
        ],
        offRamp: [{ currency: 'EUR', status: true, methods: ['BANK'], reason: null }],
      },
      rejectionReason: {
        applicant: { moderationComment: '', rejectLabels: ['LOW_QUALITY'] },
        documents: [
          {
            uri: '/OUkUie0z_document-0.jpg',
            category: 'PROOF_OF_IDENTITY',
            moderationComment: 'Not valid for two months.',
            rejectLabels: ['EXPIRATION_DATE'],
          },
        ],
      },
      requestedInformation: [
        {
          section: 'proof_of_identity',
          categories: [
            {
              documentType: 'PASSPORT',
              fields: [
                {
                  fieldName: 'expiry_date',
                  dataType: 'DATE',
                  status: 'EXPIRED',
                  reason: 'Too short.',
                  side: null,
                  options: [],
                },
              ],
            },
          ],
        },
      ],
      requestedFieldErrors: [{ code: 'EXPIRED' }],
      requiredDocuments: [],
    },
  });
});

test("the sandbox's own customer can be read, and is INCOMPLETE before anything is attached", async () => {
  await using stack = await startStack();

  const answer = await stack.request(STATUS, { id: ID.toUpperCase() });

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ individualCustomer: { id: ID, status: 'INCOMPLETE' } });
});

test.each([
  ['tells nothing but the id', { customer_id: ID }, {}],
  [
    'uses words that nobody documented',
    {
      customer_id: ID,
      customer_status: 'ASCENDED',
      verification_type: 'TELEPATHY',
      country_of_residence: 'XKX',
      tos_policies_url: 'bare-value',
    },
    { status: 'UNKNOWN', tosPoliciesValue: 'bare-value' },
  ],
  [
    'sends objects with nothing in them',
    { customer_id: ID, capabilities: {}, rejection_reason: {}, request_for_information: [{}] },
    {
      capabilities: { onRamp: [], offRamp: [] },
      rejectionReason: { applicant: null, documents: [] },
      requestedInformation: [{ section: null, categories: [] }],
      requestedFieldErrors: [],
    },
  ],
  [
    'fills lists with empty objects',
    {
      customer_id: ID,
      capabilities: { on_ramp: [{}], off_ramp: [{ reason: {} }] },
      rejection_reason: { applicant: {}, documents: [{}] },
      request_for_information: [{ categories: [{}, { fields: [{}] }] }],
    },
    {
      capabilities: {
        onRamp: [{ currency: null, status: null, methods: [], reason: null }],
        offRamp: [
          { currency: null, status: null, methods: [], reason: { forCustomer: null, forDeveloper: null } },
        ],
      },
      rejectionReason: {
        applicant: { moderationComment: null, rejectLabels: [] },
        documents: [{ uri: null, category: null, moderationComment: null, rejectLabels: [] }],
      },
      requestedInformation: [
        {
          section: null,
          categories: [
            { documentType: null, fields: [] },
            {
              documentType: null,
              fields: [
                {
                  fieldName: null,
                  dataType: 'UNKNOWN',
                  status: 'UNKNOWN',
                  reason: null,
                  side: null,
                  options: [],
                },
              ],
            },
          ],
        },
      ],
      requestedFieldErrors: [{ code: 'REFUSED' }],
    },
  ],
])('no field fails when Fin.com %s', async (_what, customer, told) => {
  await using stack = await startStack();
  stack.control.faults.script('getCustomer', { status: 200, body: { data: customer } });

  const answer = await stack.request(EVERYTHING, { id: ID });

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ individualCustomer: { id: ID, ...NULLS, ...told } });
});

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

import { expect, test } from 'vitest';
import { TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { ID, STATUS, WIRE_CUSTOMER } from './wire-customer.ts';

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

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerDetails } from '../../../src/datasources/fin/customers/customer-details.ts';
import {
  customerResponse,
  parseTermsUrl,
  toCustomerDetails,
} from '../../../src/datasources/fin/customers/customer-response.ts';
import { TOS_POLICIES_VALUE } from '../../support/example-data.ts';

const ID = '56c41b8e-e650-4f55-94f6-26a888a9b64d';
const VALUE = TOS_POLICIES_VALUE;
const URL_WITH_VALUE = `https://orchestration.fin.com/orchestration-customer-tos?customer_id=${ID}&tos_policies_value=${VALUE}`;

function read(members: Readonly<Record<string, unknown>>): CustomerDetails | undefined {
  const parsed = customerResponse.safeParse({ customer_id: ID, ...members });
  return parsed.data && toCustomerDetails(parsed.data);
}

const NOTHING: CustomerDetails = {
  id: ID,
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
};

test('a customer of which Fin.com tells nothing but the id is null in everything else', () => {
  expect(read({})).toEqual(NOTHING);
  expect(
    read({
      ...Object.fromEntries(
        ['first_name', 'last_name', 'email', 'phone', 'country_of_residence', 'customer_status'].map(
          (name) => [name, null],
        ),
      ),
      created_at: null,
      capabilities: null,
      rejection_reason: null,
      request_for_information: null,
    }),
  ).toEqual(NOTHING);
});

test.each([
  ['2026-04-15T11:49:27Z', '2026-04-15T11:49:27.000Z'],
  ['2026-05-04T12:32:34.4Z', '2026-05-04T12:32:34.400Z'],
  ['2026-05-04T12:32:34.47927Z', '2026-05-04T12:32:34.479Z'],
  ['2026-05-04T12:32:34.123456789Z', '2026-05-04T12:32:34.123Z'],
  ['2026-04-15 11:49:27+00', '2026-04-15T11:49:27.000Z'],
  ['2026-04-15T13:49:27+02:00', '2026-04-15T11:49:27.000Z'],
])('the moment %s is read', (text, moment) => {
  expect(read({ created_at: text })?.createdAt?.toISOString()).toBe(moment);
});

test.each(['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000000000Z', '0001-01-01 00:00:00+05', '', 'soon'])(
  'the moment %j is none',
  (text) => {
    const details = read({ created_at: text, updated_at: text, last_status_updated_at: text });
    expect(details).toEqual(NOTHING);
  },
);

test.each([
  ['QUEUED', 'QUEUED'],
  ['IN_COMPLIANCE', 'IN_COMPLIANCE'],
  ['ASSOCIATED_PARTIES_REMAINING', 'ASSOCIATED_PARTIES_REMAINING'],
  ['ASCENDED', 'UNKNOWN'],
  ['approved', 'UNKNOWN'],
  ['', null],
])('the status %j is %s', (word, status) => {
  expect(read({ customer_status: word })?.status).toBe(status);
});

test('a verification type that nobody documented is null', () => {
  expect(read({ verification_type: 'STANDARD' })?.verificationType).toBe('STANDARD');
  expect(read({ verification_type: 'TELEPATHY' })?.verificationType).toBeNull();
});

test.each([
  ['a URL with the value in its query', URL_WITH_VALUE, URL_WITH_VALUE, VALUE],
  ['a URL without one', 'https://fin.com/terms', 'https://fin.com/terms', null],
  [
    'a URL with an empty one',
    'https://fin.com/?tos_policies_value=',
    'https://fin.com/?tos_policies_value=',
    null,
  ],
  ['the bare value', VALUE, null, VALUE],
  ['nothing', '', null, null],
  ['null', null, null, null],
  ['words', 'see our website', null, null],
  ['a script', 'javascript:alert(1)', null, null],
  ['a path', '/terms?tos_policies_value=x', null, null],
  ['half a URL', 'https://', null, null],
])('of %s, URL and value of the terms are told apart', (_what, text, tosPoliciesUrl, tosPoliciesValue) => {
  expect(parseTermsUrl(text)).toEqual({ tosPoliciesUrl, tosPoliciesValue });
});

test('no text whatever breaks the reading of the terms', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => void parseTermsUrl(text)),
  );
});

test('capabilities are read as documented, and what is not so is left out', () => {
  const usd = {
    currency: 'USD',
    status: false,
    methods: ['ACH', 'FEDWIRE'],
    reason: { for_customer: null, for_developer: 'Customer is under review' },
  };
  expect(read({ capabilities: { on_ramp: [usd, null, 7, {}], off_ramp: 'none' } })?.capabilities).toEqual({
    onRamp: [
      {
        currency: 'USD',
        status: false,
        methods: ['ACH', 'FEDWIRE'],
        rails: [
          { rail: 'ACH', status: false },
          { rail: 'FEDWIRE', status: false },
        ],
        corridor: null,
        reason: { forCustomer: null, forDeveloper: 'Customer is under review' },
      },
      { currency: null, corridor: null, status: null, methods: [], rails: [], reason: null },
    ],
    offRamp: [],
  });
  expect(read({ capabilities: [] })?.capabilities).toBeNull();
});

test('a reason for rejection is read with its documents', () => {
  const documents = [
    {
      uri: '/a_b.png',
      category: 'PROOF_OF_IDENTITY',
      moderation_comment: 'a\nb',
      reject_labels: ['LOW_QUALITY', 4],
    },
    {},
  ];
  expect(
    read({ rejection_reason: { applicant: { moderation_comment: '', reject_labels: null }, documents } })
      ?.rejectionReason,
  ).toEqual({
    applicant: { moderationComment: '', rejectLabels: [] },
    documents: [
      {
        uri: '/a_b.png',
        category: 'PROOF_OF_IDENTITY',
        moderationComment: 'a\nb',
        rejectLabels: ['LOW_QUALITY'],
      },
      { uri: null, category: null, moderationComment: null, rejectLabels: [] },
    ],
  });
  expect(read({ rejection_reason: {} })?.rejectionReason).toEqual({ applicant: null, documents: [] });
  expect(read({ rejection_reason: 'because' })?.rejectionReason).toBeNull();
});

test('requested information keeps words it does not know as texts or UNKNOWN', () => {
  const fields = [
    { field_name: 'files', data_type: 'URI', status: 'MISSING', reason: null, side: 'BACK', options: [] },
    {
      field_name: 'text',
      data_type: 'COLOUR',
      status: 'ODD',
      reason: 'why',
      side: 'LEFT',
      options: ['A', 1],
    },
    'nonsense',
  ];
  expect(
    read({
      request_for_information: [
        {
          scope: 'CUSTOMER',
          section: 'proof_of_identity',
          categories: [{ document_type: 'GOVERNMENT_ID', fields }],
        },
        { scope: 'GALAXY', section: 7 },
        { scope: 7 },
        null,
      ],
    })?.requestedInformation,
  ).toEqual([
    {
      scope: 'CUSTOMER',
      section: 'proof_of_identity',
      categories: [
        {
          documentType: 'GOVERNMENT_ID',
          fields: [
            {
              fieldName: 'files',
              dataType: 'URI',
              status: 'MISSING',
              reason: null,
              side: 'BACK',
              options: [],
            },
            {
              fieldName: 'text',
              dataType: 'UNKNOWN',
              status: 'UNKNOWN',
              reason: 'why',
              side: null,
              options: ['A'],
            },
          ],
        },
      ],
    },
    { scope: 'UNKNOWN', section: null, categories: [] },
    { scope: null, section: null, categories: [] },
  ]);
  expect(read({ request_for_information: {} })?.requestedInformation).toBeNull();
  expect(read({ request_for_information: [] })?.requestedInformation).toEqual([]);
});

test.each([
  ['no object', null],
  ['no data', {}],
  ['a list', { data: [] }],
  ['no id', { data: { first_name: 'Ada' } }],
  ['an id that is none', { data: { customer_id: '7' } }],
  ['a name that is a number', { data: { customer_id: ID, first_name: 7 } }],
  ['a status that is an object', { data: { customer_id: ID, customer_status: {} } }],
])('an answer with %s breaks the contract', (_what, answer) => {
  expect(customerResponse.safeParse(answer).success).toBe(false);
});

test('whatever the untyped members hold, the customer can be read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (capabilities, rejection_reason, request) => {
      const details = read({ capabilities, rejection_reason, request_for_information: request });
      expect(details?.id).toBe(ID);
    }),
  );
});

import { EXAMPLE_INPUT } from '../../support/example-data.ts';

export const ID = EXAMPLE_INPUT.customerId;
export const STATUS = 'query Status($id: UUID!) { individualCustomer(id: $id) { id status } }';

/** The API page's example, with what it leaves empty filled in as v2's page has it. */
export const WIRE_CUSTOMER = {
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

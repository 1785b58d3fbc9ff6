import type { CreateIndividualCustomerRequest } from '../../src/datasources/fin/customers/create-individual-customer-request.ts';

/** The customer of the attach page, whom the sandbox knows. */
export const CUSTOMER_ID = '55bd6b4e-c20a-4cc8-9535-91d5557a67d9';
export const TOS_POLICIES_VALUE = 'e9414388-fbdf-4407-b5c2-bc39eae3645b';
/** Files that count as uploaded in the sandbox. */
const IDENTITY_URI = '/AbAcQ4hn_0652746727637.pdf';
const ADDRESS_URI = '/AbAcQ4hn_0652746727638.pdf';

/** The example of the attach page, as input of the gateway. */
export const EXAMPLE_INPUT = {
  customerId: CUSTOMER_ID,
  proofOfIdentity: {
    type: 'PASSPORT' as const,
    number: 'A12345678',
    country: 'USA' as const,
    issueDate: '2020-01-15',
    expiryDate: '2030-01-15',
    files: [{ side: 'FRONT' as const, uri: IDENTITY_URI }],
  },
  proofOfAddress: { type: 'BANK_STATEMENT' as const, country: 'USA' as const, files: [{ uri: ADDRESS_URI }] },
  tosPoliciesValue: TOS_POLICIES_VALUE,
};

/** The example with another document number, by which the sandbox chooses its response. */
export function inputWithNumber(number: string): typeof EXAMPLE_INPUT {
  return { ...EXAMPLE_INPUT, proofOfIdentity: { ...EXAMPLE_INPUT.proofOfIdentity, number } };
}

/** The same attach as Fin.com documents it, in the order of its page. */
export const WIRE_ATTACH = {
  customer_id: CUSTOMER_ID,
  proof_of_identity: {
    type: 'PASSPORT',
    number: 'A12345678',
    country: 'USA',
    issue_date: '2020-01-15',
    expiry_date: '2030-01-15',
    files: [{ side: 'FRONT', uri: IDENTITY_URI }],
  },
  proof_of_address: { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri: ADDRESS_URI }] },
  tos_policies_value: TOS_POLICIES_VALUE,
};

/** The example of v2's attach page, as input of the gateway, with a picture for a selfie. */
export const LICENSE_INPUT = {
  customerId: CUSTOMER_ID,
  proofOfIdentity: {
    type: 'DRIVERS_LICENSE' as const,
    number: 'DL987654321',
    country: 'USA' as const,
    state: 'US-CA',
    issueDate: '2019-06-01',
    expiryDate: '2029-06-01',
    files: [
      { side: 'FRONT' as const, uri: '/AbAcQ4hn_0652746727638.pdf' },
      { side: 'BACK' as const, uri: '/XyZ123mn_0652746727639.pdf' },
    ],
  },
  proofOfAddress: {
    type: 'BANK_STATEMENT' as const,
    country: 'USA' as const,
    files: [{ uri: '/PoAdef45_0652746727640.pdf' }],
  },
  selfie: { uri: '/AbAcQ4hn_0652746727637.jpg' },
  tosPoliciesValue: TOS_POLICIES_VALUE,
};

/** The same attach as v2 documents it. */
export const WIRE_LICENSE_V2 = {
  identifying_documents: [
    {
      type: 'DRIVERS_LICENSE',
      number: 'DL987654321',
      country: 'USA',
      state: 'US-CA',
      issue_date: '2019-06-01',
      expiry_date: '2029-06-01',
      files: [
        { side: 'FRONT', uri: '/AbAcQ4hn_0652746727638.pdf' },
        { side: 'BACK', uri: '/XyZ123mn_0652746727639.pdf' },
      ],
    },
    { type: 'SELFIE', files: [{ uri: '/AbAcQ4hn_0652746727637.jpg' }] },
  ],
  address_documents: [
    { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri: '/PoAdef45_0652746727640.pdf' }] },
  ],
  tos_policies_value: TOS_POLICIES_VALUE,
};

/** The example of the create page, as input of the gateway. Its state and postal code are made to match. */
export const NEW_CUSTOMER = {
  verificationType: 'STANDARD',
  basicInfo: {
    firstName: 'John',
    lastName: 'Doe',
    dob: '1990-01-15',
    email: 'john.doe@example.com',
    phone: '+14155551234',
    countryOfResidence: 'USA',
    nationality: 'USA',
    tin: '123-45-6789',
  },
  address: { street: '123 Main St', city: 'New York', state: 'US-NY', postalCode: '10001', country: 'USA' },
  financialProfile: { occupationId: 1, sourceOfFundId: 1, purposeId: 1, monthlyVolumeUsd: 5000 },
  metaData: { customer_reference: 'REF-12345' },
} as const satisfies CreateIndividualCustomerRequest;

/** The same creation as Fin.com documents it. */
export const WIRE_NEW_CUSTOMER = {
  verification_type: 'STANDARD',
  basic_info: {
    first_name: 'John',
    last_name: 'Doe',
    dob: '1990-01-15',
    email: 'john.doe@example.com',
    phone: '+14155551234',
    country_of_residence: 'USA',
    nationality: 'USA',
    tin: '123-45-6789',
  },
  address: { street: '123 Main St', city: 'New York', state: 'US-NY', postal_code: '10001', country: 'USA' },
  financial_profile: { occupation_id: 1, source_of_fund_id: 1, purpose_id: 1, monthly_volume_usd: 5000 },
  meta_data: { customer_reference: 'REF-12345' },
};

/** The example of v2's create page, as input of the gateway, with an occupation that the sandbox has. */
export const NEW_CUSTOMER_V2 = {
  verificationType: 'STANDARD',
  basicInfo: {
    firstName: 'Maria',
    middleName: 'Elena',
    lastName: 'Garcia',
    dob: '1990-04-15',
    email: 'maria.garcia@example.com',
    phone: '+14155552671',
    countryOfResidence: 'USA',
    nationality: 'USA',
    secondaryNationality: 'MEX',
    gender: 'FEMALE',
    taxInfo: [{ country: 'USA', documentType: 'SSN', documentId: '123-45-6789' }],
  },
  address: {
    street: '123 Market Street',
    streetLine2: 'Apt 4B',
    city: 'San Francisco',
    state: 'US-CA',
    postalCode: '94103',
    country: 'USA',
  },
  financialProfile: {
    employmentStatus: 'EMPLOYED',
    occupationId: 2,
    purposeId: 3,
    purposeRemarks: 'Personal remittances to family',
    sourceOfFundsDescription: 'Monthly salary from employment',
    sourceOfFundIds: [1, 5],
    monthlyVolumeUsd: 5000,
  },
  metaData: { reference: 'client-ref-abc-001' },
} as const satisfies CreateIndividualCustomerRequest;

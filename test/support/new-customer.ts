import type { CreateIndividualCustomerRequest } from '../../src/datasources/fin/customers/create-individual-customer.ts';

/** The API page's example of a create, in our names; its state and postal code fit each other. */
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

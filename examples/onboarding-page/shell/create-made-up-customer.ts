import type { GatewayClient } from '@fin-gateway/client/client';
import { CreateCustomerDocument, FormChoicesDocument } from '../../generated/graphql.ts';

/**
 * Creates a customer for trying out the page. The person does not exist. The input fits both versions of Fin.com's API.
 *
 * @returns the id of the new customer
 * @throws if Fin.com does not create it
 */
export async function createMadeUpCustomer(client: GatewayClient): Promise<string> {
  const { occupations, purposes, sourcesOfFunds } = await client.execute(FormChoicesDocument, {});
  const { createIndividualCustomer } = await client.execute(CreateCustomerDocument, {
    input: {
      verificationType: 'STANDARD',
      basicInfo: {
        firstName: 'Ada',
        lastName: 'Example',
        dob: '1990-01-15',
        email: 'ada.example@example.com',
        phone: '+14155551234',
        countryOfResidence: 'USA',
        nationality: 'USA',
        taxInfo: [{ country: 'USA', documentType: 'SSN', documentId: '123-45-6789' }],
      },
      address: {
        street: '123 Main St',
        city: 'New York',
        state: 'US-NY',
        postalCode: '10001',
        country: 'USA',
      },
      financialProfile: {
        employmentStatus: 'EMPLOYED',
        occupationId: firstId(occupations),
        purposeId: firstId(purposes),
        sourceOfFundId: firstId(sourcesOfFunds),
        monthlyVolumeUsd: 5000,
      },
    },
  });
  if (!createIndividualCustomer) throw new Error('No customer was created.');
  return createIndividualCustomer.customer.id;
}

function firstId(items: readonly { readonly id: number }[] | null): number {
  const [first] = items ?? [];
  if (!first) throw new Error('The catalogue has an empty list.');
  return first.id;
}

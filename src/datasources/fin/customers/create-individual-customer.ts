import { z } from 'zod/mini';
import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import { endpoint } from '../wire/endpoint.ts';
import { lenientText } from '../wire/lenient-schema.ts';
import { freeForm, object, publicField, shape } from '../wire/shape.ts';
import type { CustomerDetails, VerificationType } from './customer-details.ts';
import { parseTermsUrl } from './customer-response.ts';

export interface CreateIndividualCustomerRequest {
  readonly verificationType: VerificationType;
  readonly basicInfo: {
    readonly firstName: string;
    readonly lastName: string;
    /** YYYY-MM-DD. */
    readonly dob: string;
    /** Lowercase. */
    readonly email: string;
    /** E.164. */
    readonly phone: string;
    /** ISO 3166-1 alpha-3. */
    readonly countryOfResidence: string;
    /** ISO 3166-1 alpha-3. */
    readonly nationality: string;
    readonly tin: string;
  };
  readonly address: {
    readonly street: string;
    readonly city: string;
    /** ISO 3166-2. */
    readonly state: string;
    readonly postalCode: string;
    /** ISO 3166-1 alpha-3. */
    readonly country: string;
  };
  readonly financialProfile: {
    readonly occupationId: number;
    readonly sourceOfFundId: number;
    readonly purposeId: number;
    readonly monthlyVolumeUsd: number;
  };
  readonly metaData?: Readonly<Record<string, unknown>> | null | undefined;
}

export const createIndividualCustomerV1 = endpoint({
  operation: 'createIndividualCustomer',
  method: 'POST',
  path: 'v1/customers/individual',
  effect: 'write',
  unknownOutcomeAdvice:
    'It is unknown whether the customer was created: look for the customer before you try again, or there may be two.',
  usedFor: '`createIndividualCustomer`',
  request: shape<CreateIndividualCustomerRequest>({
    verificationType: publicField('verification_type'),
    basicInfo: object('basic_info', {
      firstName: 'first_name',
      lastName: 'last_name',
      dob: 'dob',
      email: 'email',
      phone: 'phone',
      countryOfResidence: publicField('country_of_residence'),
      nationality: publicField('nationality'),
      tin: 'tin',
    }),
    address: object('address', {
      street: 'street',
      city: 'city',
      state: 'state',
      postalCode: 'postal_code',
      country: publicField('country'),
    }),
    financialProfile: object('financial_profile', {
      occupationId: publicField('occupation_id'),
      sourceOfFundId: publicField('source_of_fund_id'),
      purposeId: publicField('purpose_id'),
      monthlyVolumeUsd: 'monthly_volume_usd',
    }),
    metaData: freeForm('meta_data'),
  }),
  response: z.object({ customer_id: z.guid(), tos_policies_url: lenientText }),
});

/** Has the terms only if Fin.com returned them. */
export type CreatedCustomer = Pick<CustomerDetails, 'id'> &
  Partial<Pick<CustomerDetails, 'tosPoliciesUrl' | 'tosPoliciesValue'>>;

export async function createIndividualCustomer(
  connection: FinConnection,
  request: CreateIndividualCustomerRequest,
  options: CallOptions,
): Promise<CreatedCustomer> {
  const created = await callEndpoint(connection, createIndividualCustomerV1, request, options);
  const { customer_id: id, tos_policies_url: url } = created;
  return url ? { id, ...parseTermsUrl(url) } : { id };
}

import { z } from 'zod/mini';
import { type CallOptions, callEndpoint } from '../call-endpoint.ts';
import { type Endpoint, endpoint } from '../wire/endpoint.ts';
import { lenientText } from '../wire/lenient-schema.ts';
import { freeForm, list, object, publicField, publicValues, shape } from '../wire/shape.ts';
import {
  type CreateV1Request,
  type CreateV2Request,
  type Translation,
  toV1Request,
  toV2Request,
} from './create-dialects.ts';
import type { CreateIndividualCustomerRequest } from './create-individual-customer-request.ts';
import type { CustomerConnection } from './customer-connection.ts';
import type { CustomerDetails } from './customer-details.ts';
import { parseTermsUrl } from './customer-response.ts';

const UNKNOWN_OUTCOME_ADVICE =
  'It is unknown whether the customer was created: look for the customer before you try again, or there may be two.';
const createdCustomer = z.object({ customer_id: z.guid(), tos_policies_url: lenientText });

export const createIndividualCustomerV1 = endpoint({
  operation: 'createIndividualCustomer',
  method: 'POST',
  path: 'v1/customers/individual',
  effect: 'write',
  unknownOutcomeAdvice: UNKNOWN_OUTCOME_ADVICE,
  usedFor: '`createIndividualCustomer`, with `FIN_CUSTOMER_API=v1`',
  request: shape<CreateV1Request>({
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
  response: createdCustomer,
});

export const createIndividualCustomerV2 = endpoint({
  operation: 'createIndividualCustomerV2',
  method: 'POST',
  path: 'v2/customers/individual',
  effect: 'write',
  unknownOutcomeAdvice: UNKNOWN_OUTCOME_ADVICE,
  usedFor: '`createIndividualCustomer`, with `FIN_CUSTOMER_API=v2`',
  request: shape<CreateV2Request>({
    verificationType: publicField('verification_type'),
    basicInfo: object('basic_info', {
      firstName: 'first_name',
      firstNameEn: 'first_name_en',
      middleName: 'middle_name',
      middleNameEn: 'middle_name_en',
      lastName: 'last_name',
      lastNameEn: 'last_name_en',
      dob: 'dob',
      email: 'email',
      phone: 'phone',
      countryOfResidence: publicField('country_of_residence'),
      nationality: publicField('primary_nationality'),
      secondaryNationality: publicField('secondary_nationality'),
      gender: publicField('gender'),
      taxInfo: list('tax_info', {
        country: publicField('country_code'),
        documentType: 'document_type',
        documentId: 'document_id',
      }),
    }),
    address: object('address', {
      street: 'street_line_1',
      streetEn: 'street_line_1_en',
      streetLine2: 'street_line_2',
      streetLine2En: 'street_line_2_en',
      city: 'city',
      state: 'subdivision_code',
      postalCode: 'postal_code',
      country: publicField('country'),
    }),
    financialProfile: object('financial_profile', {
      employmentStatus: publicField('employment_status'),
      occupationId: publicField('occupation_id'),
      purposeId: publicField('purpose_id'),
      purposeRemarks: 'purpose_remarks',
      sourceOfFundsDescription: 'source_of_funds_description',
      sourceOfFundIds: publicValues('source_of_fund_ids'),
      monthlyVolumeUsd: 'monthly_volume_usd',
    }),
    metaData: freeForm('meta_data'),
  }),
  response: createdCustomer,
});

/** Between them, the requests have every member of the input under the input's own name. */
const inputShapes = [createIndividualCustomerV1.request, createIndividualCustomerV2.request];

/** Has the terms only if Fin.com returned them. */
export type CreatedCustomer = Pick<CustomerDetails, 'id'> &
  Partial<Pick<CustomerDetails, 'tosPoliciesUrl' | 'tosPoliciesValue'>>;

/** Creates the customer through the version of the API that the account uses. */
export async function createIndividualCustomer(
  connection: CustomerConnection,
  input: CreateIndividualCustomerRequest,
  options: CallOptions,
): Promise<CreatedCustomer> {
  const send = <Request extends object, Data>(
    endpointOfVersion: Endpoint<Request, Data>,
    { request, origins }: Translation<Request>,
  ) => callEndpoint(connection, endpointOfVersion, request, options, { origins, input, inputShapes });
  const { customer_id: id, tos_policies_url: url } =
    connection.customerApi === 'v1'
      ? await send(createIndividualCustomerV1, toV1Request(input))
      : await send(createIndividualCustomerV2, toV2Request(input));
  return url ? { id, ...parseTermsUrl(url) } : { id };
}

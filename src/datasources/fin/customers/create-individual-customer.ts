import { type CallOptions, type FinConnection, sendAuthorized } from '../auth/authorized-call.ts';
import { badResponse, fromRefusal } from '../errors/upstream-error.ts';
import { parseAnswer } from '../wire/wire.ts';
import { CREATE_INDIVIDUAL_CUSTOMER, toInputPath, toWireBody } from '../wire/wire-names.ts';
import type { CustomerDetails, VerificationType } from './customer-details.ts';
import { createCustomerAnswer, termsOf } from './wire-customer.ts';

/** The request of POST /v1/customers/individual in our names. */
export interface CreateIndividualCustomerRequest {
  readonly verificationType: VerificationType;
  readonly basicInfo: {
    readonly firstName: string;
    readonly lastName: string;
    /** YYYY-MM-DD. */
    readonly dob: string;
    /** In lower case. */
    readonly email: string;
    /** E.164. */
    readonly phone: string;
    /** ISO 3166-1 alpha-3, as is the nationality. */
    readonly countryOfResidence: string;
    readonly nationality: string;
    readonly tin: string;
  };
  readonly address: {
    readonly street: string;
    readonly city: string;
    /** ISO 3166-2. */
    readonly state: string;
    readonly postalCode: string;
    readonly country: string;
  };
  readonly financialProfile: {
    readonly occupationId: number;
    readonly sourceOfFundId: number;
    readonly purposeId: number;
    readonly monthlyVolumeUsd: number;
  };
  /** Sent as it is. */
  readonly metaData?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What the answer to a create tells; the terms only where Fin.com sent them. */
export type CreatedCustomer = Pick<CustomerDetails, 'id'> &
  Partial<Pick<CustomerDetails, 'tosPoliciesUrl' | 'tosPoliciesValue'>>;

const OPERATION = 'createIndividualCustomer';

/** See `Customers.createIndividualCustomer`. */
export async function createIndividualCustomer(
  connection: FinConnection,
  input: CreateIndividualCustomerRequest,
  options: CallOptions,
): Promise<CreatedCustomer> {
  const answer = await sendAuthorized(connection, options, {
    operation: OPERATION,
    path: 'v1/customers/individual',
    json: toWireBody(CREATE_INDIVIDUAL_CUSTOMER, input),
  });
  if (answer.status !== 200) {
    throw fromRefusal(answer, {
      operation: OPERATION,
      toInputPath: (field) => toInputPath(CREATE_INDIVIDUAL_CUSTOMER, input, field),
      privateValues: privateValuesOf(input),
    });
  }
  const created = parseAnswer(createCustomerAnswer, answer.text)?.data;
  if (!created) throw badResponse(answer, OPERATION);
  const { customer_id: id, tos_policies_url: url } = created;
  return url ? { id, ...termsOf(url) } : { id };
}

/** All that was typed in about the person; ids of the catalogue and countries say too little to hide. */
function privateValuesOf(input: CreateIndividualCustomerRequest): string[] {
  const { basicInfo, address, financialProfile, metaData } = input;
  const { firstName, lastName, dob, email, phone, tin } = basicInfo;
  const { street, city, state, postalCode } = address;
  return [
    ...[firstName, lastName, dob, email, phone, tin, street, city, state, postalCode],
    String(financialProfile.monthlyVolumeUsd),
    ...textsIn(metaData ?? {}),
  ];
}

function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string' || typeof next === 'number') texts.push(String(next));
    // One by one: a list may be longer than a call may have arguments.
    else if (typeof next === 'object' && next !== null)
      for (const inner of Object.values(next)) pending.push(inner);
  }
  return texts;
}

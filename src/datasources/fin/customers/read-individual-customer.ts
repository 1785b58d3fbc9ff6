import { GatewayError } from '../../../errors.ts';
import type { CustomerApi } from '../../../rules/rule-context.ts';
import { type CallOptions, callEndpoint } from '../call-endpoint.ts';
import { hasStatus } from '../errors/has-status.ts';
import { endpoint } from '../wire/endpoint.ts';
import { pathParameter, shape } from '../wire/shape.ts';
import type { CustomerConnection } from './customer-connection.ts';
import type { ReadCustomer } from './customer-details.ts';
import { customerResponse, isSameCustomer, toCustomerDetails } from './customer-response.ts';

export const getCustomerV1 = endpoint({
  operation: 'getCustomer',
  method: 'GET',
  path: 'v1/customers/{customer_id}',
  effect: 'read',
  usedFor: '`individualCustomer`, `attachOutcome`, and fields of a customer that a mutation returned',
  request: shape<{ readonly id: string }>({ id: pathParameter('customer_id') }),
  response: customerResponse,
  isResponseTo: (data, { id }) => isSameCustomer(data, id),
});

/** Does not know customers that were created through v1. */
export const getCustomerV2 = endpoint({
  operation: 'getCustomerV2',
  method: 'GET',
  path: 'v2/customers/{customer_id}',
  effect: 'read',
  usedFor:
    'The same, for customers that were created through v2; after a rejected attach, to learn whether v2 created the customer',
  request: shape<{ readonly id: string }>({ id: pathParameter('customer_id') }),
  response: customerResponse,
  isResponseTo: (data, { id }) => isSameCustomer(data, id),
});

const ENDPOINTS = { v1: getCustomerV1, v2: getCustomerV2 } as const;
const OTHER_VERSION = { v1: 'v2', v2: 'v1' } as const satisfies Record<CustomerApi, CustomerApi>;

export interface ReadCustomerOptions extends CallOptions {
  /** The version to ask first. The default is the version that the account uses. */
  readonly firstVersion?: CustomerApi | undefined;
}

/**
 * Reads a customer through one version of the API, and through the other one after a 404. Any other error of the first read
 * is final.
 *
 * @throws {GatewayError} NOT_FOUND if neither version knows the customer, and for a business
 */
export async function readIndividualCustomer(
  connection: CustomerConnection,
  id: string,
  options: ReadCustomerOptions,
): Promise<ReadCustomer> {
  const version = options.firstVersion ?? connection.customerApi;
  const otherVersion = OTHER_VERSION[version];
  try {
    return await readThrough(version, connection, id, options);
  } catch (error) {
    if (!hasStatus(error, ENDPOINTS[version], 404)) throw error;
    return await readThrough(otherVersion, connection, id, options).catch((otherError: unknown) => {
      throw hasStatus(otherError, ENDPOINTS[otherVersion], 404) ? error : otherError;
    });
  }
}

async function readThrough(
  customerApi: CustomerApi,
  connection: CustomerConnection,
  id: string,
  options: CallOptions,
): Promise<ReadCustomer> {
  const customer = await callEndpoint(connection, ENDPOINTS[customerApi], { id }, options);
  if (customer.type === 'BUSINESS') {
    const message = 'This customer is a business, not an individual.';
    throw new GatewayError('NOT_FOUND', { message });
  }
  const details = toCustomerDetails(customer);
  const capabilities = customerApi === 'v1' ? details.capabilities : (details.capabilities ?? undefined);
  return { ...details, capabilities, customerApi };
}

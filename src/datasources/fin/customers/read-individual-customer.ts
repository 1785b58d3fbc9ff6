import { GatewayError } from '../../../errors.ts';
import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import { endpoint } from '../wire/endpoint.ts';
import { pathParameter, shape } from '../wire/shape.ts';
import type { CustomerDetails } from './customer-details.ts';
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
  usedFor: 'The same, for customers that were created through v2',
  request: shape<{ readonly id: string }>({ id: pathParameter('customer_id') }),
  response: customerResponse,
  isResponseTo: (data, { id }) => isSameCustomer(data, id),
});

/** @throws {GatewayError} NOT_FOUND also for a business */
export async function readIndividualCustomer(
  connection: FinConnection,
  id: string,
  options: CallOptions,
): Promise<CustomerDetails> {
  const customer = await callEndpoint(connection, getCustomerV1, { id }, options);
  if (customer.type === 'BUSINESS') {
    const message = 'This customer is a business, not an individual.';
    throw new GatewayError('NOT_FOUND', { message });
  }
  return toCustomerDetails(customer);
}

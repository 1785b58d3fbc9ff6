import { type CallOptions, callEndpoint, type FinConnection } from '../call-endpoint.ts';
import { endpoint } from '../wire/endpoint.ts';
import { type PageRequest, type Pagination, pageOf, pageShape } from '../wire/pages.ts';
import type { CustomerDetails } from './customer-details.ts';
import { customerResponse, toCustomerDetails } from './customer-response.ts';

/** The list omits these members, so they are read when a client asks for them. */
type UnlistedMember =
  | 'verificationType'
  | 'lastStatusUpdatedAt'
  | 'capabilities'
  | 'rejectionReason'
  | 'requestedInformation';
export type ListedCustomer = Omit<CustomerDetails, UnlistedMember>;

export interface CustomerPage {
  readonly customers: readonly ListedCustomer[];
  readonly pagination: Pagination;
}

export const listCustomersV2 = endpoint({
  operation: 'listCustomers',
  method: 'GET',
  path: 'v2/customers',
  query: { type: 'INDIVIDUAL' },
  effect: 'read',
  usedFor: '`individualCustomers`',
  request: pageShape,
  response: pageOf('customers', customerResponse),
});

/** Reads one page of the individuals, in Fin.com's order, which is undocumented. */
export async function listIndividualCustomers(
  connection: FinConnection,
  request: PageRequest,
  options: CallOptions,
): Promise<CustomerPage> {
  const { items, pagination } = await callEndpoint(connection, listCustomersV2, request, options);
  // The documentation's own example of this list contains a business.
  const individuals = items.filter(({ type }) => type !== 'BUSINESS');
  return { customers: individuals.map((item) => toListedCustomer(toCustomerDetails(item))), pagination };
}

function toListedCustomer(details: CustomerDetails): ListedCustomer {
  const {
    verificationType: _verificationType,
    lastStatusUpdatedAt: _lastStatusUpdatedAt,
    capabilities: _capabilities,
    rejectionReason: _rejectionReason,
    requestedInformation: _requestedInformation,
    ...listed
  } = details;
  return listed;
}

import type { CallOptions, FinConnection } from '../auth/authorized-call.ts';
import { type PagedList, type Pagination, readPage } from '../wire/pages.ts';
import type { CustomerDetails } from './customer-details.ts';
import { customerItem, toCustomerDetails } from './wire-customer.ts';

/** What the list tells of a customer. */
export type ListedCustomer = Omit<
  CustomerDetails,
  'verificationType' | 'lastStatusUpdatedAt' | 'capabilities' | 'rejectionReason' | 'requestedInformation'
>;

export interface CustomerPage {
  readonly customers: readonly ListedCustomer[];
  readonly pagination: Pagination;
}

const INDIVIDUALS: PagedList<ReturnType<typeof customerItem.parse>> = {
  operation: 'listCustomers',
  path: 'v2/customers',
  query: { type: 'INDIVIDUAL' },
  member: 'customers',
  item: customerItem,
};

/** See `Customers.listIndividualCustomers`. */
export async function listIndividualCustomers(
  connection: FinConnection,
  asked: { readonly page: number; readonly perPage: number },
  options: CallOptions,
): Promise<CustomerPage> {
  const { items, pagination } = await readPage(connection, options, INDIVIDUALS, asked);
  // The documentation's own example of the list of individuals has a business among them.
  const individuals = items.filter(({ type }) => type !== 'BUSINESS');
  return { customers: individuals.map((item) => toListed(toCustomerDetails(item))), pagination };
}

/** Without the members that the list never tells, so that they are read when they are asked for. */
function toListed(details: CustomerDetails): ListedCustomer {
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

import pLimit from 'p-limit';
import type { CustomerDetails } from './customer-details.ts';
import type { Customers } from './customers.ts';

/** Lives as long as one GraphQL request. */
export interface CustomerLoader {
  /** Reads each customer once. Fails as `readIndividualCustomer` does. */
  load(id: string): Promise<CustomerDetails>;
  /** Call it after a write, so that the next caller reads the customer again. */
  forget(id: string): void;
}

/** One GraphQL request may ask for many customers. */
const MAX_CONCURRENT_READS = 8;

export function createCustomerLoader(
  customers: Pick<Customers, 'readIndividualCustomer'>,
  options: { readonly requestId: string },
): CustomerLoader {
  const limit = pLimit(MAX_CONCURRENT_READS);
  const reads = new Map<string, Promise<CustomerDetails>>();
  return {
    load(id) {
      const key = id.toLowerCase();
      const read = reads.get(key) ?? limit(() => customers.readIndividualCustomer(key, options));
      reads.set(key, read);
      return read;
    },
    forget(id) {
      reads.delete(id.toLowerCase());
    },
  };
}

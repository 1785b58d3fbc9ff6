import type { CustomerPayload } from '../../resolvers/customers/customer-payload.ts';
import { builder } from '../builder.ts';
import { IndividualCustomer } from './individual-customer.ts';

interface Descriptions {
  readonly description: string;
  /** Of the member `customer`. */
  readonly customer: string;
}

/** The payload of a mutation that answers with the customer it was about. */
export function customerPayload(name: string, { description, customer }: Descriptions) {
  return builder.objectRef<CustomerPayload>(name).implement({
    description,
    fields: (t) => ({
      customer: t.expose('customer', { type: IndividualCustomer, description: customer }),
    }),
  });
}

import type { CustomerPayload } from '../../resolvers/customers/customer-payload.ts';
import { builder } from '../builder.ts';
import { IndividualCustomer } from './individual-customer.ts';

interface Descriptions {
  readonly description: string;
  /** Description of the field `customer`. */
  readonly customer: string;
}

/** Creates the payload type of a mutation that returns its customer. */
export function customerPayload(name: string, { description, customer }: Descriptions) {
  return builder.objectRef<CustomerPayload>(name).implement({
    description,
    fields: (t) => ({
      customer: t.expose('customer', { type: IndividualCustomer, description: customer }),
    }),
  });
}

import type { CustomerPayload } from '../../resolvers/customers/customer-payload.ts';
import { builder } from '../builder.ts';
import { IndividualCustomer } from './individual-customer.ts';

interface Descriptions {
  readonly description: string;
  /** Description of the field `customer`. */
  readonly customer: string;
}

/** Creates the payload type of a mutation that returns its customer. */
export function customerPayload<Payload extends CustomerPayload = CustomerPayload>(
  name: string,
  { description, customer }: Descriptions,
) {
  return builder.objectRef<Payload>(name).implement({
    description,
    fields: (t) => ({
      customer: t.field({
        type: IndividualCustomer,
        description: customer,
        resolve: (payload) => payload.customer,
      }),
    }),
  });
}

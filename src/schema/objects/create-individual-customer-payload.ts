import { builder } from '../builder.ts';
import { IndividualCustomer, type IndividualCustomerShape } from './individual-customer.ts';

export interface CreateIndividualCustomerPayloadShape {
  readonly customer: IndividualCustomerShape;
}

export const CreateIndividualCustomerPayload = builder.objectRef<CreateIndividualCustomerPayloadShape>(
  'CreateIndividualCustomerPayload',
);

CreateIndividualCustomerPayload.implement({
  description: 'Fin.com has created the customer. The next step is to show the terms and attach documents.',
  fields: (t) => ({
    customer: t.expose('customer', {
      type: IndividualCustomer,
      description:
        'The new customer. `id`, `tosPoliciesUrl` and `tosPoliciesValue` are at hand; anything else is read from Fin.com.',
    }),
  }),
});

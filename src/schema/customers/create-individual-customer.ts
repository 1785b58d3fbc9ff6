import { createIndividualCustomer } from '../../resolvers/customers/create-individual-customer.ts';
import { createCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { CreateIndividualCustomerInput } from './create-individual-customer-input.ts';
import { customerPayload } from './customer-payload.ts';

const CreateIndividualCustomerPayload = customerPayload('CreateIndividualCustomerPayload', {
  description: 'Fin.com has created the customer. The next step is to show the terms and attach documents.',
  customer:
    'The new customer. `id`, `tosPoliciesUrl` and `tosPoliciesValue` are at hand; anything else is read from Fin.com.',
});

builder.mutationField('createIndividualCustomer', (t) =>
  t.field({
    type: CreateIndividualCustomerPayload,
    nullable: true,
    access: { scope: 'customers:write', customer: 'ALL' },
    description:
      'Creates a person at Fin.com: the first step. Show the terms at `customer.tosPoliciesUrl`, then attach documents. Sent once and never repeated by the gateway: if the answer is lost, `extensions.outcome` is `UNKNOWN`.',
    args: {
      input: t.arg({ type: CreateIndividualCustomerInput, required: true, description: 'The person.' }),
    },
    inputCheck: createCheck,
    resolve: createIndividualCustomer,
  }),
);

import { createIndividualCustomer } from '../../resolvers/customers/create-individual-customer.ts';
import { createCheck } from '../../resolvers/mutation-checks.ts';
import { builder } from '../builder.ts';
import { CreateIndividualCustomerInput } from './create-individual-customer-input.ts';
import { customerPayload } from './customer-payload.ts';

const CreateIndividualCustomerPayload = customerPayload('CreateIndividualCustomerPayload', {
  description: 'Fin.com has created the customer. Next, show the terms and attach the documents.',
  customer:
    'The new customer. `id`, `tosPoliciesUrl` and `tosPoliciesValue` are already known; other fields are read from Fin.com.',
});

builder.mutationField('createIndividualCustomer', (t) =>
  t.field({
    type: CreateIndividualCustomerPayload,
    nullable: true,
    access: { scope: 'customers:write', customer: 'ALL' },
    description:
      "Creates an individual customer at Fin.com: the first step of onboarding. Next, show the terms at `customer.tosPoliciesUrl` and attach the documents. The gateway sends the request once and never retries: if Fin.com's response is lost, `extensions.outcome` is `UNKNOWN`.",
    args: {
      input: t.arg({ type: CreateIndividualCustomerInput, required: true, description: 'The person.' }),
    },
    inputCheck: createCheck,
    resolve: createIndividualCustomer,
  }),
);

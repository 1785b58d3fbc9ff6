import { z } from 'zod/mini';
import { route } from '../../http/route.ts';
import { checkCountryRules } from './check-country-rules.ts';
import { createCustomerRequest } from './create-customer-request.ts';
import { respondCreated, toPerson } from './respond-created.ts';

export const createIndividualCustomer = route({
  method: 'POST',
  path: '/v1/customers/individual',
  input: z.object({ body: createCustomerRequest }),
  respond({ body }, state) {
    const violations = checkCountryRules({
      ...body,
      subdivision: { name: 'state', code: body.address.state },
    });
    return respondCreated({ version: 'v1', violations, person: toPerson(body) }, state);
  },
});

import { builder } from '../builder.ts';
import { KEYED_BY_ID } from '../federation-directives.ts';

export interface IndividualCustomerShape {
  readonly id: string;
}

export const IndividualCustomer = builder.objectRef<IndividualCustomerShape>('IndividualCustomer');

IndividualCustomer.implement({
  description: 'A person who is onboarded to Fin.com.',
  extensions: KEYED_BY_ID,
  fields: (t) => ({
    id: t.expose('id', { type: 'UUID', description: "The customer's id at Fin.com." }),
  }),
});

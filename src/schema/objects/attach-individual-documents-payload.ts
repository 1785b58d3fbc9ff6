import { builder } from '../builder.ts';
import { IndividualCustomer, type IndividualCustomerShape } from './individual-customer.ts';

export interface AttachIndividualDocumentsPayloadShape {
  readonly customer: IndividualCustomerShape;
}

export const AttachIndividualDocumentsPayload = builder.objectRef<AttachIndividualDocumentsPayloadShape>(
  'AttachIndividualDocumentsPayload',
);

AttachIndividualDocumentsPayload.implement({
  description:
    'Fin.com has taken the documents. The verdict comes later: being taken says nothing about being accepted.',
  fields: (t) => ({
    customer: t.expose('customer', {
      type: IndividualCustomer,
      description: 'The customer that the documents now belong to.',
    }),
  }),
});

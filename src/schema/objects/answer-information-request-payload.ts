import { builder } from '../builder.ts';
import { IndividualCustomer, type IndividualCustomerShape } from './individual-customer.ts';

export interface AnswerInformationRequestPayloadShape {
  readonly customer: IndividualCustomerShape;
}

export const AnswerInformationRequestPayload = builder.objectRef<AnswerInformationRequestPayloadShape>(
  'AnswerInformationRequestPayload',
);

AnswerInformationRequestPayload.implement({
  description: 'Fin.com has taken the answer. The verdict comes later.',
  fields: (t) => ({
    customer: t.expose('customer', {
      type: IndividualCustomer,
      description: 'The customer that was asked about.',
    }),
  }),
});

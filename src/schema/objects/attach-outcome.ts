import { builder } from '../builder.ts';
import { AttachState } from '../enums/attach-state.ts';
import { IndividualCustomer, type IndividualCustomerShape } from './individual-customer.ts';

export interface AttachOutcomeShape {
  readonly state: AttachState;
  readonly customer: IndividualCustomerShape | null;
}

export const AttachOutcome = builder.objectRef<AttachOutcomeShape>('AttachOutcome');

AttachOutcome.implement({
  description: 'What is known of an `attachIndividualDocuments` that was sent with an idempotency key.',
  fields: (t) => ({
    state: t.expose('state', { type: AttachState, description: 'What became of it, and so what to do.' }),
    customer: t.expose('customer', {
      type: IndividualCustomer,
      nullable: true,
      description:
        'Whose documents they are; null if nothing was sent to Fin.com, or if the record was lost.',
    }),
  }),
});

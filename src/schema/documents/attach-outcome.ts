import { type AttachOutcomeShape, attachOutcome } from '../../resolvers/documents/attach-outcome.ts';
import { builder } from '../builder.ts';
import { IndividualCustomer } from '../customers/individual-customer.ts';
import { AttachState } from './attach-state.ts';

const AttachOutcome = builder.objectRef<AttachOutcomeShape>('AttachOutcome');

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

builder.queryField('attachOutcome', (t) =>
  t.field({
    type: AttachOutcome,
    nullable: true,
    access: { scope: 'documents:write', customer: 'CHECKED_BY_RESOLVER' },
    description:
      'Tells what became of an `attachIndividualDocuments` that was sent with an idempotency key, by the same caller: after a time-out, a lost connection or a crash of the app. Nothing is attached by asking.',
    args: {
      idempotencyKey: t.arg.string({ required: true, description: 'The key that it was sent with.' }),
    },
    resolve: attachOutcome,
  }),
);

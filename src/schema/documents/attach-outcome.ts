import { type AttachOutcomeShape, attachOutcome } from '../../resolvers/documents/attach-outcome.ts';
import { builder } from '../builder.ts';
import { IndividualCustomer } from '../customers/individual-customer.ts';
import { AttachState } from './attach-state.ts';

const AttachOutcome = builder.objectRef<AttachOutcomeShape>('AttachOutcome');

AttachOutcome.implement({
  description: 'The outcome of an `attachIndividualDocuments` mutation with an idempotency key.',
  fields: (t) => ({
    state: t.expose('state', {
      type: AttachState,
      description: 'The outcome, which decides what to do next.',
    }),
    customer: t.expose('customer', {
      type: IndividualCustomer,
      nullable: true,
      description:
        'The customer that the documents belong to. Null if nothing was sent to Fin.com or if the record was lost.',
    }),
  }),
});

builder.queryField('attachOutcome', (t) =>
  t.field({
    type: AttachOutcome,
    nullable: true,
    access: { scope: 'documents:write', customer: 'CHECKED_BY_RESOLVER' },
    description:
      'Returns the outcome of an `attachIndividualDocuments` mutation that the same caller sent with an idempotency key. Use it after a timeout, a lost connection or a crash of the app. This query attaches nothing.',
    args: {
      idempotencyKey: t.arg.string({ required: true, description: 'The idempotency key of the mutation.' }),
    },
    resolve: attachOutcome,
  }),
);

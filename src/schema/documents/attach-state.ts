import { builder } from '../builder.ts';

export const AttachState = builder.enumType('AttachState', {
  description: 'What became of an `attachIndividualDocuments` with an idempotency key.',
  values: {
    SUCCEEDED: {
      description:
        'The documents are attached. Where the answer was lost, judged by the status of the customer, which has moved on since.',
    },
    REFUSED: {
      description:
        'Fin.com refused them and nothing was done. Correct the input and send it with the same key: files that were stored are not sent to Fin.com again.',
    },
    IN_FLIGHT: { description: 'It is under way. Ask again in a second.' },
    NOT_ATTACHED: {
      description:
        'It was sent, its answer was lost, and the customer still waits for documents. Read the customer once more after a minute, then send the documents with a new key.',
    },
    UNKNOWN: {
      description:
        'It was sent, its answer was lost, and the status does not tell, as where documents were attached earlier; or the gateway has lost its records, so that nobody knows whether it was sent. Look the customer up, or ask a person.',
    },
    NOT_FOUND: {
      description:
        'Nothing was done under this key, or too long ago to be remembered. If you sent it within the last day, send it again with the same key.',
    },
  } as const,
});
export type AttachState = typeof AttachState.$inferType;

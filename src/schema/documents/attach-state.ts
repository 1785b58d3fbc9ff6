import { builder } from '../builder.ts';

export const AttachState = builder.enumType('AttachState', {
  description: 'The outcome of an `attachIndividualDocuments` mutation with an idempotency key.',
  values: {
    SUCCEEDED: {
      description:
        "The documents are attached. If Fin.com's response was lost, the gateway concludes this from the customer's status, which has advanced since.",
    },
    REFUSED: {
      description:
        'Fin.com rejected the documents and nothing was attached. Correct the input and send it again with the same key: files that are already stored are not uploaded again.',
    },
    IN_FLIGHT: { description: 'The mutation is in progress. Query again in a second.' },
    NOT_ATTACHED: {
      description:
        "The gateway sent the documents and lost Fin.com's response, and the customer's documents are still missing. Read the customer again after a minute, then send the documents with a new key.",
    },
    UNKNOWN: {
      description:
        "The gateway sent the documents and lost Fin.com's response, and the customer's status does not show whether they were attached, for example because others were attached earlier. Or the gateway lost its records and does not know whether it sent the documents. Look up the customer or let a person decide.",
    },
    NOT_FOUND: {
      description:
        'There is no record of this key: nothing was done, or the record has expired. If you sent the mutation within the last day, send it again with the same key.',
    },
  } as const,
});
export type AttachState = typeof AttachState.$inferType;

import { builder } from '../builder.ts';

export const AttachState = builder.enumType('AttachState', {
  description: 'The outcome of an `attachIndividualDocuments` with an idempotency key.',
  values: {
    SUCCEEDED: {
      description:
        "The documents are attached. If Fin.com's response was lost, this is concluded from the customer's status, which has advanced since.",
    },
    REFUSED: {
      description:
        'Fin.com rejected the documents and nothing was attached. Correct the input and send it again with the same key: files that are already stored are not uploaded again.',
    },
    IN_FLIGHT: { description: 'The attach is in progress. Ask again in a second.' },
    NOT_ATTACHED: {
      description:
        "The attach was sent, Fin.com's response was lost, and the customer's documents are still missing. Read the customer again after a minute, then send the documents with a new key.",
    },
    UNKNOWN: {
      description:
        "The attach was sent and Fin.com's response was lost, but the customer's status is inconclusive, for example because documents were attached earlier. Or the gateway lost its records and does not know whether it sent the attach. Look up the customer or let a person decide.",
    },
    NOT_FOUND: {
      description:
        'There is no record of this key: nothing was done, or the record has expired. If you sent the attach within the last day, send it again with the same key.',
    },
  } as const,
});
export type AttachState = typeof AttachState.$inferType;

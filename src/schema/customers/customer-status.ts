import type { CustomerStatus as Word } from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';

export const CustomerStatus = builder.enumType('CustomerStatus', {
  description:
    'Where a customer stands. Fin.com has two vocabularies, by the version of its API that created the customer; both are here. Show something sensible for `UNKNOWN` too.',
  values: {
    INCOMPLETE: {
      description:
        'Created; the documents are missing. Show the terms, collect the documents, then `attachIndividualDocuments`.',
    },
    QUEUED: {
      description: 'The documents wait for verification. Nothing to do but to look again later.',
    },
    PROCESSING: {
      description:
        'The documents wait for verification: the newer word for `QUEUED`. Nothing to do but to look again later.',
    },
    REVIEWING: {
      description:
        'Under review, which may take days. Nothing to do unless `requestedInformation` has something open.',
    },
    APPROVED: {
      description:
        'Verified: the customer may transact, within `capabilities`. Fin.com may still ask for something in `requestedInformation`.',
    },
    ON_HOLD: {
      description:
        'Paused for a compliance check at Fin.com. Do not ask the person for documents unless `requestedInformation` does.',
    },
    IN_COMPLIANCE: {
      description:
        'Paused for a compliance check at Fin.com: the newer word for `ON_HOLD`. Do not ask the person for documents unless `requestedInformation` does.',
    },
    REINITIATE: {
      description:
        'Another document is needed. See `rejectionReason` and `requestedInformation`, collect it, and attach again.',
    },
    ACTION_REQUIRED: {
      description:
        'Another document is needed: the newer word for `REINITIATE`. See `rejectionReason` and `requestedInformation`, collect it, and send it.',
    },
    REJECTED: {
      description:
        'Refused. `rejectionReason` says why; whether that is final, Fin.com decides. Offer support rather than another form.',
    },
    UNKNOWN: {
      description:
        'A word of Fin.com\'s that this gateway does not know. Treat it as "under way": do not grant anything, look again later.',
    },
  } satisfies Record<Word, { description: string }>,
});

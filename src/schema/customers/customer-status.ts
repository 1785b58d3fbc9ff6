import type { CustomerStatus as CustomerStatusValue } from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';

export const CustomerStatus = builder.enumType('CustomerStatus', {
  description:
    'The onboarding status of a customer. Each version of the Fin.com API has its own values; this list contains all of them. Handle `UNKNOWN` too.',
  values: {
    INCOMPLETE: {
      description:
        'Created, but the documents are missing. Show the terms, collect the documents, then call `attachIndividualDocuments`.',
    },
    QUEUED: {
      description: 'The documents are waiting for verification. Check again later.',
    },
    PROCESSING: {
      description: 'The documents are waiting for verification. Newer name for `QUEUED`. Check again later.',
    },
    REVIEWING: {
      description: 'Under review, which may take days. Act only if `requestedInformation` is not empty.',
    },
    APPROVED: {
      description:
        'Verified: the customer may transact within `capabilities`. Fin.com may still request information in `requestedInformation`.',
    },
    ON_HOLD: {
      description:
        'On hold for a compliance check at Fin.com. Ask the person for documents only if `requestedInformation` lists any.',
    },
    IN_COMPLIANCE: {
      description:
        'On hold for a compliance check at Fin.com. Newer name for `ON_HOLD`. Ask the person for documents only if `requestedInformation` lists any.',
    },
    REINITIATE: {
      description:
        'Another document is needed. `rejectionReason` and `requestedInformation` describe it. Collect it and attach again.',
    },
    ACTION_REQUIRED: {
      description:
        'Another document is needed. Newer name for `REINITIATE`. `rejectionReason` and `requestedInformation` describe it. Collect it and send it.',
    },
    REJECTED: {
      description:
        'Rejected; see `rejectionReason`. Fin.com decides whether this is final. Refer the person to support instead of showing the form again.',
    },
    ASSOCIATED_PARTIES_REMAINING: {
      description:
        'Other people have to be verified first. Fin.com documents this for businesses only. Check again later.',
    },
    UNKNOWN: {
      description:
        'A status that this gateway does not know. Treat it as pending: grant nothing and check again later.',
    },
  } satisfies Record<CustomerStatusValue, { description: string }>,
});

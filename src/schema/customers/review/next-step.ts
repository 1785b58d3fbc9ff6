import type { NextStep as NextStepValue } from '../../../resolvers/customers/next-step.ts';
import { builder } from '../../builder.ts';

export const NextStep = builder.enumType('NextStep', {
  description:
    'The next step of the app for a customer. It follows from `status` and `requestedInformation`, with the same values for both versions of the Fin.com API.',
  values: {
    ATTACH_DOCUMENTS: {
      description: 'Collect the `requiredDocuments` and call `attachIndividualDocuments`.',
    },
    ANSWER_REQUEST: {
      description:
        'Fin.com requests information. Show `requestedFieldErrors` and call `answerInformationRequest`.',
    },
    WAIT: { description: 'Fin.com is working. Check again later.' },
    DONE: { description: 'The customer is approved.' },
    CONTACT_SUPPORT: { description: 'The customer was rejected. Refer the person to support.' },
    UNKNOWN: {
      description: 'The status is one that this gateway does not know. Grant nothing and check again later.',
    },
  } satisfies Record<NextStepValue, { description: string }>,
});

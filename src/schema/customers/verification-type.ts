import type { VerificationType as VerificationTypeValue } from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';

export const VerificationType = builder.enumType('VerificationType', {
  description: 'The party that verifies the person.',
  values: {
    STANDARD: { description: 'Fin.com verifies the person using the documents.' },
    RELIANCE: {
      description:
        'Your company verifies the person, and Fin.com relies on that verification. If this is not enabled for your account, the error is `FEATURE_LOCKED`.',
    },
  } satisfies Record<VerificationTypeValue, { description: string }>,
});

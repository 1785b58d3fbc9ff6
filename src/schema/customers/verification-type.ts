import type { VerificationType as VerificationTypeValue } from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';

export const VerificationType = builder.enumType('VerificationType', {
  description: 'Who verifies the person.',
  values: {
    STANDARD: { description: 'Fin.com verifies the person with the documents.' },
    RELIANCE: {
      description:
        'Fin.com relies on a verification by your company. If this is not enabled for your account, the error is `FEATURE_LOCKED`.',
    },
  } satisfies Record<VerificationTypeValue, { description: string }>,
});

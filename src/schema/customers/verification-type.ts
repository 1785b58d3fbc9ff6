import type { VerificationType as Word } from '../../datasources/fin/customers/customer-details.ts';
import { builder } from '../builder.ts';

export const VerificationType = builder.enumType('VerificationType', {
  description: 'Who verifies the person.',
  values: {
    STANDARD: { description: 'Fin.com verifies the person by the documents.' },
    RELIANCE: {
      description:
        'Fin.com relies on a verification that your company has done. Must be enabled for your account, else `FEATURE_LOCKED`.',
    },
  } satisfies Record<Word, { description: string }>,
});

import { builder } from '../builder.ts';
import { CountryCode } from '../shared/country-code.ts';
import { IdentityDocumentFileInput } from './document-file-inputs.ts';
import { ProofOfIdentityType } from './proof-of-identity-type.ts';

export const ProofOfIdentityInput = builder.inputType('ProofOfIdentityInput', {
  description: 'A government document that shows who the customer is.',
  fields: (t) => ({
    type: t.field({ type: ProofOfIdentityType, required: true, description: 'Kind of document.' }),
    number: t.string({
      required: true,
      description: 'Number of the document, exactly as printed on it.',
    }),
    country: t.field({ type: CountryCode, required: true, description: 'Country that issued it.' }),
    issueDate: t.field({
      type: 'LocalDate',
      required: true,
      description: 'Day of issue, `YYYY-MM-DD`. Not in the future.',
    }),
    expiryDate: t.field({
      type: 'LocalDate',
      required: true,
      description: 'Last day of validity, `YYYY-MM-DD`. Not in the past, not before the day of issue.',
    }),
    files: t.field({
      type: [IdentityDocumentFileInput],
      required: true,
      description:
        'At least one file. A passport usually needs its photo page, other documents both sides; what is enough depends on country and document, and Fin.com decides in review.',
    }),
  }),
});

import { builder } from '../builder.ts';
import { CountryCode } from '../shared/country-code.ts';
import { IdentityDocumentFileInput } from './document-file-inputs.ts';
import { ProofOfIdentityType } from './proof-of-identity-type.ts';

export const ProofOfIdentityInput = builder.inputType('ProofOfIdentityInput', {
  description: "A government document that proves the person's identity.",
  fields: (t) => ({
    type: t.field({ type: ProofOfIdentityType, required: true, description: 'Document type.' }),
    number: t.string({
      required: true,
      description: 'Document number, exactly as printed.',
    }),
    country: t.field({ type: CountryCode, required: true, description: 'Issuing country.' }),
    state: t.string({
      description:
        "Issuing state or province, ISO 3166-2, such as `US-CA`. At most 64 characters. API v2 requires it for a driver's license of the USA. v1 has no place for it, so it is not sent.",
    }),
    issueDate: t.field({
      type: 'LocalDate',
      required: true,
      description: 'Date of issue, `YYYY-MM-DD`. Not in the future.',
    }),
    expiryDate: t.field({
      type: 'LocalDate',
      required: true,
      description:
        'Expiry date, the last valid day, `YYYY-MM-DD`. Not in the past and not before the date of issue; with API v2, in the future and after the date of issue.',
    }),
    files: t.field({
      type: [IdentityDocumentFileInput],
      required: true,
      description:
        'API v1: at least one file. Usually, a passport needs its photo page and other documents need both sides. What is sufficient depends on country and document, and Fin.com decides in review. API v2: exactly one file of a passport; exactly one `FRONT` and one `BACK` of other documents.',
    }),
  }),
});

import { builder } from '../builder.ts';
import { CountryCode } from '../shared/country-code.ts';
import { AddressDocumentFileInput } from './document-file-inputs.ts';
import { ProofOfAddressType } from './proof-of-address-type.ts';

export const ProofOfAddressInput = builder.inputType('ProofOfAddressInput', {
  description: "A document that proves the person's home address, issued within the last three months.",
  fields: (t) => ({
    type: t.field({ type: ProofOfAddressType, required: true, description: 'Document type.' }),
    country: t.field({ type: CountryCode, required: true, description: 'Issuing country.' }),
    issueDate: t.field({
      type: 'LocalDate',
      description:
        'Date of issue, `YYYY-MM-DD`. Not in the future and not older than three months. Only API v2 gets it; v1 has no place for it.',
    }),
    files: t.field({
      type: [AddressDocumentFileInput],
      required: true,
      description: 'API v1: at least one file. API v2: exactly one file.',
    }),
  }),
});

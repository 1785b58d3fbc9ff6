import { builder } from '../builder.ts';
import { CountryCode } from '../shared/country-code.ts';
import { AddressDocumentFileInput } from './document-file-inputs.ts';
import { ProofOfAddressType } from './proof-of-address-type.ts';

export const ProofOfAddressInput = builder.inputType('ProofOfAddressInput', {
  description: 'A document, not older than three months, that shows where the customer lives.',
  fields: (t) => ({
    type: t.field({ type: ProofOfAddressType, required: true, description: 'Kind of document.' }),
    country: t.field({ type: CountryCode, required: true, description: 'Country that issued it.' }),
    files: t.field({
      type: [AddressDocumentFileInput],
      required: true,
      description: 'At least one file.',
    }),
  }),
});

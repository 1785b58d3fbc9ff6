import { builder } from '../builder.ts';

export const ProofOfAddressType = builder.enumType('ProofOfAddressType', {
  description:
    'Documents that Fin.com accepts as proof of address, issued within the last three months. API v2 accepts only `UTILITY_BILL`, `GOVERNMENT_LETTER` and `BANK_STATEMENT`.',
  values: {
    PASSPORT: { description: 'Passport with the address.' },
    NATIONAL_ID: { description: 'National identity card with the address.' },
    DRIVERS_LICENSE: { description: "Driver's license with the address." },
    RESIDENCE_PERMIT: { description: 'Residence permit with the address.' },
    UTILITY_BILL: { description: 'Utility bill, such as electricity, gas or water.' },
    GOVERNMENT_LETTER: { description: 'Letter from a public authority.' },
    BANK_STATEMENT: { description: 'Bank statement.' },
  },
});
export type ProofOfAddressType = typeof ProofOfAddressType.$inferType;

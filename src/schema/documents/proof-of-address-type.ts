import { builder } from '../builder.ts';

export const ProofOfAddressType = builder.enumType('ProofOfAddressType', {
  description:
    'Documents that Fin.com accepts as proof of address. They must not be older than three months.',
  values: {
    PASSPORT: { description: 'Passport that shows the address.' },
    NATIONAL_ID: { description: 'National identity card that shows the address.' },
    DRIVERS_LICENSE: { description: "Driver's license that shows the address." },
    RESIDENCE_PERMIT: { description: 'Residence permit that shows the address.' },
    UTILITY_BILL: { description: 'Bill for electricity, gas, water or the like.' },
    GOVERNMENT_LETTER: { description: 'Letter from a public authority.' },
    BANK_STATEMENT: { description: 'Statement of a bank account.' },
  },
});
export type ProofOfAddressType = typeof ProofOfAddressType.$inferType;

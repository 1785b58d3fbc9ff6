import { builder } from '../builder.ts';

export const ProofOfIdentityType = builder.enumType('ProofOfIdentityType', {
  description: 'Government documents that Fin.com accepts as proof of identity.',
  values: {
    PASSPORT: { description: 'Passport. Usually the photo page is needed.' },
    NATIONAL_ID: { description: 'National identity card. Usually both sides are needed.' },
    DRIVERS_LICENSE: { description: "Driver's license. Usually both sides are needed." },
    RESIDENCE_PERMIT: { description: 'Residence permit. Usually both sides are needed.' },
  },
});
export type ProofOfIdentityType = typeof ProofOfIdentityType.$inferType;

export const IDENTITY_TYPES = ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const;
const ADDRESS_ONLY_TYPES = ['UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] as const;

/** The proofs of address that each version of Fin.com's API accepts. */
export const ADDRESS_TYPES = {
  v1: [...IDENTITY_TYPES, ...ADDRESS_ONLY_TYPES],
  v2: ADDRESS_ONLY_TYPES,
} as const;

import { z } from 'zod/mini';
import { calendarDate, countryCode, notBlank } from '../validation/field-schemas.ts';

export const IDENTITY_TYPES = ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const;
export const SIDES = ['FRONT', 'BACK'] as const;
const ADDRESS_TYPES = [...IDENTITY_TYPES, 'UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] as const;

/** Unknown properties are allowed and kept, as the API's schema leaves all objects open. */
export const attachRequest = z.looseObject({
  customer_id: z.guid(),
  proof_of_identity: z.looseObject({
    type: z.enum(IDENTITY_TYPES),
    number: notBlank,
    country: countryCode,
    issue_date: calendarDate,
    expiry_date: calendarDate,
    files: z.array(z.looseObject({ uri: z.string(), side: z.optional(z.enum(SIDES)) })),
  }),
  proof_of_address: z.looseObject({
    type: z.enum(ADDRESS_TYPES),
    country: countryCode,
    files: z.array(z.looseObject({ uri: z.string() })),
  }),
  tos_policies_value: z.string(),
});
export type AttachRequest = z.infer<typeof attachRequest>;

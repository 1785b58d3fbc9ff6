import { z } from 'zod/mini';
import { calendarDate, countryCode, notBlank } from './field-schemas.ts';

const IDENTITY_TYPES = ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const;
const ADDRESS_TYPES = [...IDENTITY_TYPES, 'UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] as const;

/** Members that the API does not document are let through: its schema leaves all objects open. */
export const attachRequest = z.object({
  customer_id: z.guid(),
  proof_of_identity: z.object({
    type: z.enum(IDENTITY_TYPES),
    number: notBlank,
    country: countryCode,
    issue_date: calendarDate,
    expiry_date: calendarDate,
    files: z.array(z.object({ uri: z.string(), side: z.optional(z.enum(['FRONT', 'BACK'])) })),
  }),
  proof_of_address: z.object({
    type: z.enum(ADDRESS_TYPES),
    country: countryCode,
    files: z.array(z.object({ uri: z.string() })),
  }),
  tos_policies_value: z.string(),
});
export type AttachRequest = z.infer<typeof attachRequest>;

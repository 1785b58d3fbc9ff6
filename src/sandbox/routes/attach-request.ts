import { z } from 'zod/mini';
import { COUNTRY_CODES } from '../country-codes.ts';

const IDENTITY_TYPES = ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'] as const;
const ADDRESS_TYPES = [...IDENTITY_TYPES, 'UTILITY_BILL', 'GOVERNMENT_LETTER', 'BANK_STATEMENT'] as const;

const country = z
  .string()
  .check(z.refine((code) => COUNTRY_CODES.has(code), 'must be an ISO 3166-1 alpha-3 country code'));
const calendarDate = z
  .string()
  .check(z.refine(isCalendarDate, 'must be a date of the calendar as YYYY-MM-DD'));
const notBlank = z.string().check(z.refine((text) => text.trim() !== '', 'must not be blank'));

/** Members that the API does not document are let through: its schema leaves all objects open. */
export const attachRequest = z.object({
  customer_id: z.guid(),
  proof_of_identity: z.object({
    type: z.enum(IDENTITY_TYPES),
    number: notBlank,
    country,
    issue_date: calendarDate,
    expiry_date: calendarDate,
    files: z.array(z.object({ uri: z.string(), side: z.optional(z.enum(['FRONT', 'BACK'])) })),
  }),
  proof_of_address: z.object({
    type: z.enum(ADDRESS_TYPES),
    country,
    files: z.array(z.object({ uri: z.string() })),
  }),
  tos_policies_value: z.string(),
});
export type AttachRequest = z.infer<typeof attachRequest>;

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 30 February parses, as 1 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

import { z } from 'zod/mini';
import { COUNTRY_CODES } from '../catalogue/countries.ts';

export const countryCode = z
  .string()
  .check(z.refine((code) => COUNTRY_CODES.has(code), 'must be an ISO 3166-1 alpha-3 country code'));

export const calendarDate = z
  .string()
  .check(z.refine(isCalendarDate, 'must be a valid date in the format YYYY-MM-DD'));

export const customerType = z.enum(['INDIVIDUAL', 'BUSINESS']);

export const notBlank = z.string().check(z.refine((text) => text.trim() !== '', 'must not be blank'));

export function nonEmptyArray<T extends z.ZodMiniType>(item: T) {
  return z.array(item).check(z.refine((items) => items.length > 0, 'must not be empty'));
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // JavaScript parses 30 February as 1 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

import { z } from 'zod/mini';
import { OCCUPATIONS, PURPOSES, SOURCES_OF_FUNDS, type TitledItem } from '../catalogue/titled-items.ts';
import { calendarDate, countryCode, notBlank } from '../validation/field-schemas.ts';

/** Letters with accents are Latin too. */
const latin = notBlank.check(
  z.refine((text) => !/(?!\p{Script=Latin})\p{L}/u.test(text), 'must contain only Latin letters'),
);
const email = z.email().check(z.refine((address) => address === address.toLowerCase(), 'must be lowercase'));
const phone = z
  .string()
  .check(
    z.refine(
      (number) => /^\+[1-9]\d{6,14}$/.test(number),
      'must be a phone number in E.164 format, such as +14155550132',
    ),
  );
const state = z
  .string()
  .check(
    z.refine(
      (code) => /^[A-Z]{2}-[A-Z\d]{1,3}$/.test(code),
      'must be an ISO 3166-2 subdivision code, such as US-CA',
    ),
  );

const idOf = (items: readonly TitledItem[]) =>
  z
    .number('must be a whole number')
    .check(z.refine((id) => items.some((item) => item.id === id), 'must be an id from the catalogue'));
const wholeAmount = z
  .number('must be a whole number')
  .check(z.refine((n) => Number.isInteger(n) && n >= 0, 'must be a whole number, 0 or more'));

/** Ignores properties that the API does not document. */
export const createCustomerRequest = z.object({
  verification_type: z.enum(['STANDARD', 'RELIANCE']),
  basic_info: z.object({
    first_name: latin,
    last_name: latin,
    dob: calendarDate,
    email,
    phone,
    country_of_residence: countryCode,
    nationality: countryCode,
    tin: latin,
  }),
  address: z.object({
    street: latin,
    city: latin,
    state,
    postal_code: z.string(),
    country: countryCode,
  }),
  financial_profile: z.object({
    occupation_id: idOf(OCCUPATIONS),
    source_of_fund_id: idOf(SOURCES_OF_FUNDS.INDIVIDUAL),
    purpose_id: idOf(PURPOSES.INDIVIDUAL),
    monthly_volume_usd: wholeAmount,
  }),
  meta_data: z.optional(z.record(z.string(), z.unknown())),
});
export type CreateCustomerRequest = z.infer<typeof createCustomerRequest>;

import { z } from 'zod/mini';
import { calendarDate, countryCode, nonEmptyArray, notBlank } from '../../validation/field-schemas.ts';
import {
  email,
  metaData,
  occupationId,
  phone,
  purposeId,
  sourceOfFundId,
  subdivisionCode,
  verificationType,
  wholeAmount,
} from './member-schemas.ts';

/** An English transliteration. */
const twin = z.optional(
  notBlank.check(z.refine((text) => isAscii(text), 'must contain only ASCII characters')),
);

/** Ignores properties that the API does not document. */
export const createCustomerRequestV2 = z.object({
  verification_type: verificationType,
  basic_info: z.object({
    first_name: notBlank,
    first_name_en: twin,
    middle_name: z.optional(notBlank),
    middle_name_en: twin,
    last_name: notBlank,
    last_name_en: twin,
    dob: calendarDate,
    email,
    phone,
    country_of_residence: countryCode,
    primary_nationality: countryCode,
    secondary_nationality: z.optional(countryCode),
    gender: z.optional(z.enum(['MALE', 'FEMALE'])),
    tax_info: nonEmptyArray(
      z.object({ country_code: countryCode, document_type: notBlank, document_id: notBlank }),
    ),
  }),
  address: z.object({
    street_line_1: notBlank,
    street_line_1_en: twin,
    street_line_2: z.optional(notBlank),
    street_line_2_en: twin,
    city: notBlank,
    subdivision_code: subdivisionCode,
    postal_code: z.string(),
    country: countryCode,
  }),
  financial_profile: z.object({
    employment_status: z.enum(['EMPLOYED', 'SELF_EMPLOYED', 'RETIRED', 'STUDENT', 'UNEMPLOYED']),
    occupation_id: occupationId,
    purpose_id: purposeId,
    purpose_remarks: z.optional(z.string()),
    source_of_fund_ids: nonEmptyArray(sourceOfFundId),
    source_of_funds_description: z.optional(z.string()),
    monthly_volume_usd: wholeAmount,
  }),
  meta_data: metaData,
});
export type CreateCustomerRequestV2 = z.infer<typeof createCustomerRequestV2>;

export function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

import { z } from 'zod/mini';
import { calendarDate, countryCode, notBlank } from '../../validation/field-schemas.ts';
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

/** Letters with accents are Latin too. */
const latin = notBlank.check(
  z.refine((text) => !/(?!\p{Script=Latin})\p{L}/u.test(text), 'must contain only Latin letters'),
);

/** Ignores properties that the API does not document. */
export const createCustomerRequest = z.object({
  verification_type: verificationType,
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
    state: subdivisionCode,
    postal_code: z.string(),
    country: countryCode,
  }),
  financial_profile: z.object({
    occupation_id: occupationId,
    source_of_fund_id: sourceOfFundId,
    purpose_id: purposeId,
    monthly_volume_usd: wholeAmount,
  }),
  meta_data: metaData,
});

import { z } from 'zod/mini';
import { OCCUPATIONS, PURPOSES, SOURCES_OF_FUNDS, type TitledItem } from '../../catalogue/titled-items.ts';

export const email = z
  .email()
  .check(z.refine((address) => address === address.toLowerCase(), 'must be lowercase'));

export const phone = z
  .string()
  .check(
    z.refine(
      (number) => /^\+[1-9]\d{6,14}$/.test(number),
      'must be a phone number in E.164 format, such as +14155550132',
    ),
  );

export const subdivisionCode = z
  .string()
  .check(
    z.refine(
      (code) => /^[A-Z]{2}-[A-Z\d]{1,3}$/.test(code),
      'must be an ISO 3166-2 subdivision code, such as US-CA',
    ),
  );

export const verificationType = z.enum(['STANDARD', 'RELIANCE']);

export const occupationId = idOf(OCCUPATIONS);
export const purposeId = idOf(PURPOSES.INDIVIDUAL);
export const sourceOfFundId = idOf(SOURCES_OF_FUNDS.INDIVIDUAL);

export const wholeAmount = z
  .number('must be a whole number')
  .check(z.refine((n) => Number.isInteger(n) && n >= 0, 'must be a whole number, 0 or more'));

export const metaData = z.optional(z.record(z.string(), z.unknown()));

function idOf(items: readonly TitledItem[]) {
  return z
    .number('must be a whole number')
    .check(z.refine((id) => items.some((item) => item.id === id), 'must be an id from the catalogue'));
}

import type { CreateIndividualCustomerRequest } from '../../datasources/fin/customers/create-individual-customer.ts';
import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError, validateNotBlank } from '../../field-errors.ts';
import type { KeyedInput } from '../../idempotency/idempotency-key.ts';
import type { RuleContext } from '../../rules/rule-context.ts';
import { latestToday } from '../../rules/today.ts';
import type { PartialInput } from '../input-check.ts';

export type CreateIndividualCustomerInput = CreateIndividualCustomerRequest & KeyedInput;

/** Marks and signs belong to all scripts. */
const NON_LATIN_LETTER = /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const FORMATS = {
  E164: { pattern: /^\+[1-9]\d{1,14}$/, example: '+14155551234' },
  ISO_3166_2: { pattern: /^[A-Z]{2}-[A-Z0-9]{1,3}$/, example: 'US-CA' },
} as const;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** The oldest person on record lived for 122 years. */
const MAX_AGE_YEARS = 150;

type Text = string | null | undefined;

/** Applies the documented rules of Fin.com. @returns all errors in the order of the fields; paths start with `input` */
export function validateCustomer(
  input: PartialInput<CreateIndividualCustomerInput>,
  { now }: RuleContext,
): FieldError[] {
  const basicInfo = input.basicInfo ?? {};
  const address = input.address ?? {};
  const inBasicInfo = (name: keyof typeof basicInfo) => ['input', 'basicInfo', name];
  const inAddress = (name: keyof typeof address) => ['input', 'address', name];
  const volume = input.financialProfile?.monthlyVolumeUsd;
  return [
    ...validateText(inBasicInfo('firstName'), basicInfo.firstName),
    ...validateText(inBasicInfo('lastName'), basicInfo.lastName),
    ...validateBirthDate(inBasicInfo('dob'), basicInfo.dob, now),
    ...validateEmail(inBasicInfo('email'), basicInfo.email),
    ...validateFormat(inBasicInfo('phone'), basicInfo.phone, 'E164'),
    ...validateText(inBasicInfo('tin'), basicInfo.tin),
    ...validateText(inAddress('street'), address.street),
    ...validateText(inAddress('city'), address.city),
    ...validateFormat(inAddress('state'), address.state, 'ISO_3166_2'),
    // Not every country has postal codes.
    ...validateLatin(inAddress('postalCode'), address.postalCode),
    ...validateVolume(['input', 'financialProfile', 'monthlyVolumeUsd'], volume),
  ];
}

function validateText(path: FieldPath, value: Text): FieldError[] {
  return [...validateNotBlank(path, value), ...validateLatin(path, value)];
}

function validateLatin(path: FieldPath, value: Text): FieldError[] {
  if (value == null || !NON_LATIN_LETTER.test(value)) return [];
  return [fieldError(path, 'INVALID_FORMAT', 'Must be in Latin letters.', { format: 'LATIN' })];
}

function validateEmail(path: FieldPath, email: Text): FieldError[] {
  const errors = validateText(path, email);
  if (email == null || errors.length > 0) return errors;
  if (!EMAIL.test(email)) {
    return [fieldError(path, 'INVALID_FORMAT', 'Must be an e-mail address.', { format: 'EMAIL' })];
  }
  // Converting it here would silently change what the person typed.
  if (email === email.toLowerCase()) return [];
  return [fieldError(path, 'INVALID_FORMAT', 'Must be in lower case.', { format: 'LOWER_CASE' })];
}

function validateBirthDate(path: FieldPath, dob: Text, now: Date): FieldError[] {
  if (dob == null) return [];
  const notAfter = latestToday(now);
  if (dob > notAfter) return [fieldError(path, 'OUT_OF_RANGE', 'Must not be in the future.', { notAfter })];
  const notBefore = `${Number(notAfter.slice(0, 4)) - MAX_AGE_YEARS}-01-01`;
  if (dob >= notBefore) return [];
  const message = `Must not be more than ${MAX_AGE_YEARS} years ago.`;
  return [fieldError(path, 'OUT_OF_RANGE', message, { notBefore })];
}

function validateFormat(path: FieldPath, value: Text, format: keyof typeof FORMATS): FieldError[] {
  const { pattern, example } = FORMATS[format];
  const blank = validateNotBlank(path, value);
  if (value == null || blank.length > 0 || pattern.test(value)) return blank;
  return [fieldError(path, 'INVALID_FORMAT', `Must have the same format as ${example}.`, { format })];
}

function validateVolume(path: FieldPath, volume: number | null | undefined): FieldError[] {
  if (volume == null || volume >= 0) return [];
  return [fieldError(path, 'OUT_OF_RANGE', 'Must not be negative.', { min: 0 })];
}

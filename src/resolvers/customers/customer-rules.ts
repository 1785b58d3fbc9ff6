import type { FieldError, FieldPath } from '../../errors.ts';
import { fieldError, validateNotBlank } from '../../field-errors.ts';
import { latestToday } from '../../rules/today.ts';
import type { CreateIndividualCustomerInput } from '../../schema/customers/create-individual-customer-input.ts';
import type { PartialInput } from '../input-check.ts';

/** A letter of another script. Marks and signs belong to all scripts. */
const FOREIGN_LETTER = /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const FORMS = {
  E164: { pattern: /^\+[1-9]\d{1,14}$/, example: '+14155551234' },
  ISO_3166_2: { pattern: /^[A-Z]{2}-[A-Z0-9]{1,3}$/, example: 'US-CA' },
} as const;
const EMAIL = /^[^\s@]+@[^\s@]+$/;
/** Nobody is known to have lived longer than 122 years. */
const MAX_AGE_YEARS = 150;

type Text = string | null | undefined;

/**
 * Every rule of Fin.com's documentation that a new customer breaks, in the order of the fields.
 *
 * @returns paths that start at the argument, `input`
 */
export function customerFaults(input: PartialInput<CreateIndividualCustomerInput>, now: Date): FieldError[] {
  const basicInfo = input.basicInfo ?? {};
  const address = input.address ?? {};
  const inBasicInfo = (name: keyof typeof basicInfo) => ['input', 'basicInfo', name];
  const inAddress = (name: keyof typeof address) => ['input', 'address', name];
  const volume = input.financialProfile?.monthlyVolumeUsd;
  return [
    ...textFaults(inBasicInfo('firstName'), basicInfo.firstName),
    ...textFaults(inBasicInfo('lastName'), basicInfo.lastName),
    ...birthFaults(inBasicInfo('dob'), basicInfo.dob, now),
    ...emailFaults(inBasicInfo('email'), basicInfo.email),
    ...formFaults(inBasicInfo('phone'), basicInfo.phone, 'E164'),
    ...textFaults(inBasicInfo('tin'), basicInfo.tin),
    ...textFaults(inAddress('street'), address.street),
    ...textFaults(inAddress('city'), address.city),
    ...formFaults(inAddress('state'), address.state, 'ISO_3166_2'),
    // Not every country has postal codes.
    ...latinFaults(inAddress('postalCode'), address.postalCode),
    ...volumeFaults(['input', 'financialProfile', 'monthlyVolumeUsd'], volume),
  ];
}

function textFaults(path: FieldPath, value: Text): FieldError[] {
  return [...validateNotBlank(path, value), ...latinFaults(path, value)];
}

function latinFaults(path: FieldPath, value: Text): FieldError[] {
  if (value == null || !FOREIGN_LETTER.test(value)) return [];
  return [fieldError(path, 'INVALID_FORMAT', 'Must be in Latin letters.', { format: 'LATIN' })];
}

function emailFaults(path: FieldPath, email: Text): FieldError[] {
  const faults = textFaults(path, email);
  if (email == null || faults.length > 0) return faults;
  if (!EMAIL.test(email)) {
    return [fieldError(path, 'INVALID_FORMAT', 'Must be an e-mail address.', { format: 'EMAIL' })];
  }
  // Lower-casing it here would change in silence what the person typed.
  if (email === email.toLowerCase()) return [];
  return [fieldError(path, 'INVALID_FORMAT', 'Must be in lower case.', { format: 'LOWER_CASE' })];
}

function birthFaults(path: FieldPath, dob: Text, now: Date): FieldError[] {
  if (dob == null) return [];
  const notAfter = latestToday(now);
  if (dob > notAfter) return [fieldError(path, 'OUT_OF_RANGE', 'Must not be in the future.', { notAfter })];
  const notBefore = `${Number(notAfter.slice(0, 4)) - MAX_AGE_YEARS}-01-01`;
  if (dob >= notBefore) return [];
  return [
    fieldError(path, 'OUT_OF_RANGE', `Must not be more than ${MAX_AGE_YEARS} years ago.`, { notBefore }),
  ];
}

function formFaults(path: FieldPath, value: Text, format: keyof typeof FORMS): FieldError[] {
  const { pattern, example } = FORMS[format];
  const blank = validateNotBlank(path, value);
  if (value == null || blank.length > 0 || pattern.test(value)) return blank;
  return [fieldError(path, 'INVALID_FORMAT', `Must be of the form ${example}.`, { format })];
}

function volumeFaults(path: FieldPath, volume: number | null | undefined): FieldError[] {
  return volume != null && volume < 0
    ? [fieldError(path, 'OUT_OF_RANGE', 'Must not be negative.', { min: 0 })]
    : [];
}

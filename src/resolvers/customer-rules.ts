import type { FieldError, FieldPath } from '../errors.ts';
import type { CreateIndividualCustomerInput } from '../schema/inputs/create-individual-customer-input.ts';
import { blankFaults, fault } from './field-fault.ts';

/** A letter of another script. Marks and signs belong to all scripts. */
const FOREIGN_LETTER = /[^\P{L}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;
const FORMS = {
  E164: { pattern: /^\+[1-9]\d{1,14}$/, example: '+14155551234' },
  ISO_3166_2: { pattern: /^[A-Z]{2}-[A-Z0-9]{1,3}$/, example: 'US-CA' },
} as const;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * Every rule of Fin.com's documentation that a new customer breaks, in the order of the fields.
 *
 * @returns paths that start at the argument, `input`
 */
export function customerFaults(input: CreateIndividualCustomerInput): FieldError[] {
  const { basicInfo, address, financialProfile } = input;
  const inBasicInfo = (name: keyof typeof basicInfo) => ['input', 'basicInfo', name];
  const inAddress = (name: keyof typeof address) => ['input', 'address', name];
  return [
    ...textFaults(inBasicInfo('firstName'), basicInfo.firstName),
    ...textFaults(inBasicInfo('lastName'), basicInfo.lastName),
    ...emailFaults(inBasicInfo('email'), basicInfo.email),
    ...formFaults(inBasicInfo('phone'), basicInfo.phone, 'E164'),
    ...textFaults(inBasicInfo('tin'), basicInfo.tin),
    ...textFaults(inAddress('street'), address.street),
    ...textFaults(inAddress('city'), address.city),
    ...formFaults(inAddress('state'), address.state, 'ISO_3166_2'),
    // Not every country has postal codes.
    ...latinFaults(inAddress('postalCode'), address.postalCode),
    ...volumeFaults(['input', 'financialProfile', 'monthlyVolumeUsd'], financialProfile.monthlyVolumeUsd),
  ];
}

function textFaults(path: FieldPath, value: string): FieldError[] {
  return [...blankFaults(path, value), ...latinFaults(path, value)];
}

function latinFaults(path: FieldPath, value: string): FieldError[] {
  if (!FOREIGN_LETTER.test(value)) return [];
  return [fault(path, 'INVALID_FORMAT', 'Must be in Latin letters.', { format: 'LATIN' })];
}

function emailFaults(path: FieldPath, email: string): FieldError[] {
  const faults = textFaults(path, email);
  if (faults.length > 0) return faults;
  if (!EMAIL.test(email)) {
    return [fault(path, 'INVALID_FORMAT', 'Must be an e-mail address.', { format: 'EMAIL' })];
  }
  // Lower-casing it here would change in silence what the person typed.
  if (email === email.toLowerCase()) return [];
  return [fault(path, 'INVALID_FORMAT', 'Must be in lower case.', { format: 'LOWER_CASE' })];
}

function formFaults(path: FieldPath, value: string, format: keyof typeof FORMS): FieldError[] {
  const { pattern, example } = FORMS[format];
  const blank = blankFaults(path, value);
  if (blank.length > 0 || pattern.test(value)) return blank;
  return [fault(path, 'INVALID_FORMAT', `Must be of the form ${example}.`, { format })];
}

function volumeFaults(path: FieldPath, volume: number): FieldError[] {
  return volume < 0 ? [fault(path, 'OUT_OF_RANGE', 'Must not be negative.', { min: 0 })] : [];
}

import { type FieldName, type FormValues, hasBackSide } from './form-values.ts';

export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

export const CHOOSE_COUNTRY = 'Choose a country from the list.';

const HOUR_MS = 3_600_000;

/**
 * Finds errors that the gateway would find too, before anything is sent. Never rejects what the gateway accepts: dates are
 * compared in the time zone that favors the person.
 */
export function validateForm(values: FormValues, now: Date): FieldErrors {
  const { front, back, addressProof } = values;
  const backError = hasBackSide(values.identityType) ? back?.error : undefined;
  const hasIdentityFile = front || (hasBackSide(values.identityType) && back);
  return withoutUndefined({
    identityType: values.identityType ? undefined : 'Choose the type of document.',
    identityCountry: values.identityCountry ? undefined : CHOOSE_COUNTRY,
    number: values.number.trim() ? undefined : 'Enter the number that is printed on the document.',
    issueDate: checkIssueDate(values, now),
    expiryDate: checkExpiryDate(values, now),
    front: hasIdentityFile ? front?.error : 'Add a photo or scan of the document.',
    back: backError,
    addressType: values.addressType ? undefined : 'Choose the type of document.',
    addressCountry: values.addressCountry ? undefined : CHOOSE_COUNTRY,
    addressProof: addressProof ? addressProof.error : 'Add a photo or scan of the document.',
    consent: values.consent ? undefined : 'Please read and accept the terms.',
  });
}

function checkIssueDate({ issueDate }: FormValues, now: Date): string | undefined {
  if (!issueDate) return 'Enter the date of issue.';
  // UTC+14 is the first time zone to reach a new day.
  return issueDate > dayAt(now, 14) ? 'The date of issue is in the future.' : undefined;
}

function checkExpiryDate({ issueDate, expiryDate }: FormValues, now: Date): string | undefined {
  if (!expiryDate) return 'Enter the expiry date.';
  // UTC-12 is the last time zone to reach a new day.
  if (expiryDate < dayAt(now, -12)) return 'This document has expired. Please use a valid one.';
  return issueDate && expiryDate < issueDate ? 'The expiry date is before the date of issue.' : undefined;
}

function dayAt(now: Date, utcOffsetHours: number): string {
  return new Date(now.getTime() + utcOffsetHours * HOUR_MS).toISOString().slice(0, 10);
}

function withoutUndefined(fieldErrors: Partial<Record<FieldName, string | undefined>>): FieldErrors {
  return Object.fromEntries(Object.entries(fieldErrors).filter(([, text]) => text !== undefined));
}

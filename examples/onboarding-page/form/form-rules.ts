import { type FieldName, type FormValues, hasBackSide, hasState } from './form-values.ts';

export type FieldErrors = Readonly<Partial<Record<FieldName, string>>>;

export const CHOOSE_COUNTRY = 'Choose a country from the list.';
const CHOOSE_TYPE = 'Choose the type of document.';
const ADD_FILE = 'Add a photo or scan of the document.';

const HOUR_MS = 3_600_000;

/**
 * Finds errors that the gateway would find too, before anything is sent. Never rejects what the gateway accepts: dates are
 * compared in the time zone that favors the person.
 *
 * @param hasSelfie whether a selfie is required. Only API v2 has selfies, and it also requires both sides of a document
 *   and the state of a license. Without a selfie, the page does not know the version and leaves these rules to the gateway.
 */
export function validateForm(values: FormValues, now: Date, hasSelfie: boolean): FieldErrors {
  const { identityType, addressProof, selfie } = values;
  const isStateMissing = hasSelfie && hasState(values) && !values.identityState;
  return withoutUndefined({
    identityType: identityType ? undefined : CHOOSE_TYPE,
    identityCountry: values.identityCountry ? undefined : CHOOSE_COUNTRY,
    identityState: isStateMissing ? 'Choose a state from the list.' : undefined,
    number: values.number.trim() ? undefined : 'Enter the number that is printed on the document.',
    issueDate: checkIssueDate(values, now),
    expiryDate: checkExpiryDate(values, now),
    ...checkSides(values, hasSelfie),
    addressType: values.addressType ? undefined : CHOOSE_TYPE,
    addressCountry: values.addressCountry ? undefined : CHOOSE_COUNTRY,
    addressProof: addressProof ? addressProof.error : ADD_FILE,
    selfie: hasSelfie && !selfie ? 'Take a photo of yourself.' : selfie?.error,
    consent: values.consent ? undefined : 'Please read and accept the terms.',
  });
}

function checkSides({ identityType, front, back }: FormValues, needsBoth: boolean) {
  if (!hasBackSide(identityType)) return { front: front ? front.error : ADD_FILE };
  const isFrontMissing = !front && (needsBoth || !back);
  const isBackMissing = !back && needsBoth && identityType !== '';
  return {
    front: isFrontMissing ? ADD_FILE : front?.error,
    back: isBackMissing ? 'Add a photo or scan of the back side.' : back?.error,
  };
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

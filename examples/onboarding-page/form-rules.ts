import { type FieldName, type FormValues, hasBackSide } from './form-values.ts';

export type Mistakes = Readonly<Partial<Record<FieldName, string>>>;

export const CHOOSE_COUNTRY = 'Choose a country from the list.';

const HOUR_MS = 3_600_000;

/**
 * Mistakes that the gateway would find too, reported before anything is sent. Never refuses what the gateway accepts:
 * dates are compared in the time zone that favours the person.
 */
export function brokenRules(values: FormValues, now: Date): Mistakes {
  const { front, back, addressProof } = values;
  const backFault = hasBackSide(values.identityType) ? back?.fault : undefined;
  const hasIdentityFile = front || (hasBackSide(values.identityType) && back);
  return present({
    identityType: values.identityType ? undefined : 'Choose the type of document.',
    identityCountry: values.identityCountry ? undefined : CHOOSE_COUNTRY,
    number: values.number.trim() ? undefined : 'Enter the number that is printed on the document.',
    issueDate: issueDateMistake(values, now),
    expiryDate: expiryDateMistake(values, now),
    front: hasIdentityFile ? front?.fault : 'Add a photo or scan of the document.',
    back: backFault,
    addressType: values.addressType ? undefined : 'Choose the type of document.',
    addressCountry: values.addressCountry ? undefined : CHOOSE_COUNTRY,
    addressProof: addressProof ? addressProof.fault : 'Add a photo or scan of the document.',
    consent: values.consent ? undefined : 'Please read and accept the terms.',
  });
}

function issueDateMistake({ issueDate }: FormValues, now: Date): string | undefined {
  if (!issueDate) return 'Enter the date of issue.';
  // In UTC+14, a new day begins first.
  return issueDate > dayAt(now, 14) ? 'The date of issue is in the future.' : undefined;
}

function expiryDateMistake({ issueDate, expiryDate }: FormValues, now: Date): string | undefined {
  if (!expiryDate) return 'Enter the expiry date.';
  // In UTC-12, a new day begins last.
  if (expiryDate < dayAt(now, -12)) return 'This document has expired. Please use a valid one.';
  return issueDate && expiryDate < issueDate ? 'The expiry date is before the date of issue.' : undefined;
}

function dayAt(now: Date, utcOffsetHours: number): string {
  return new Date(now.getTime() + utcOffsetHours * HOUR_MS).toISOString().slice(0, 10);
}

function present(mistakes: Partial<Record<FieldName, string | undefined>>): Mistakes {
  return Object.fromEntries(Object.entries(mistakes).filter(([, text]) => text !== undefined));
}

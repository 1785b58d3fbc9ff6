import type { FieldError, FieldErrorParams } from '@fin-gateway/client/errors';
import type { FormField } from './form-fields.ts';
import { type FieldName, type FormValues, isFileName } from './form-values.ts';

const HOUR_MS = 3_600_000;

/**
 * Finds mistakes that the gateway would find too, before anything is sent. Accepts whatever the gateway accepts: dates are
 * compared in the time zone that favors the person.
 */
export function checkForm(fields: readonly FormField[], values: FormValues, now: Date): FieldError[] {
  const missing = fields
    .filter(({ name, isRequired }) => isRequired && isEmpty(name, values))
    .map(requiredError);
  const shown = new Set<FieldName>(fields.map(({ name }) => name));
  return [
    ...missing,
    ...checkUnnamedTexts(fields, values),
    ...checkIssueDate(values, now, shown),
    ...checkExpiryDate(values, now, shown),
  ];
}

function isEmpty(name: FieldName, { texts, files, hasConsent }: FormValues): boolean {
  if (isFileName(name)) return files[name] === undefined;
  return name === 'tosPoliciesValue' ? !hasConsent : !texts[name]?.trim();
}

function requiredError({ name, side }: FormField): FieldError {
  return toError(name, 'REQUIRED', { dataType: dataTypeOf(name), ...(side === 'BACK' && { side }) });
}

function dataTypeOf(name: FieldName): NonNullable<FieldErrorParams['REQUIRED']['dataType']> {
  if (isFileName(name)) return 'URI';
  if (name.endsWith('Date')) return 'DATE';
  return name.endsWith('.number') ? 'TEXT' : 'ENUM';
}

/** If Fin.com asks for an unnamed text of a proof, one of its fields must be filled in. */
function checkUnnamedTexts(fields: readonly FormField[], values: FormValues): FieldError[] {
  const isEachEmpty = fields.length > 0 && fields.every(({ name }) => isEmpty(name, values));
  const first = fields.find(({ isRequired, name }) => !isRequired && !isFileName(name));
  return first && isEachEmpty ? [requiredError(first)] : [];
}

function checkIssueDate({ texts }: FormValues, now: Date, shown: ReadonlySet<FieldName>): FieldError[] {
  const name = 'proofOfIdentity.issueDate';
  // UTC+14 is the first time zone to reach a new day.
  const notAfter = dayAt(now, 14);
  const issueDate = shown.has(name) && texts[name];
  return issueDate && issueDate > notAfter ? [toError(name, 'OUT_OF_RANGE', { notAfter })] : [];
}

function checkExpiryDate({ texts }: FormValues, now: Date, shown: ReadonlySet<FieldName>): FieldError[] {
  const name = 'proofOfIdentity.expiryDate';
  const expiryDate = shown.has(name) && texts[name];
  if (!expiryDate) return [];
  // UTC-12 is the last time zone to reach a new day.
  const notBefore = dayAt(now, -12);
  if (expiryDate < notBefore) return [toError(name, 'EXPIRED', { notBefore })];
  const issueDate = shown.has('proofOfIdentity.issueDate') && texts['proofOfIdentity.issueDate'];
  return issueDate && expiryDate < issueDate
    ? [toError(name, 'OUT_OF_RANGE', { notBeforeField: 'issueDate' })]
    : [];
}

function toError<Code extends 'REQUIRED' | 'EXPIRED' | 'OUT_OF_RANGE'>(
  name: FieldName,
  code: Code,
  params: FieldErrorParams[Code],
) {
  return { path: ['input', ...name.split('.')], code, params, message: '' };
}

function dayAt(now: Date, utcOffsetHours: number): string {
  return new Date(now.getTime() + utcOffsetHours * HOUR_MS).toISOString().slice(0, 10);
}

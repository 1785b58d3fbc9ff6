import type { FieldError, FieldPath } from '../errors.ts';
import { fieldError } from '../field-errors.ts';

/** Fin.com documents no limits; real names, streets and numbers are far shorter. */
const MAX_LENGTH = 1_000;

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/**
 * Control characters, lone surrogates, private and unassigned code points, line separators, and characters without a width,
 * among them bidirectional controls.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;
/** Names in Persian and Indic scripts contain joiners. Between Latin letters, joiners have no meaning. */
const JOINERS = /(?<=[^\P{L}\p{Script=Latin}]\p{M}*)[\u200c\u200d](?=[^\P{L}\p{Script=Latin}])/gu;

/** Validates length and characters of a text. */
export function validateText(text: string, path: FieldPath): FieldError[] {
  if (text.length > MAX_LENGTH) return [tooLong(path, MAX_LENGTH)];
  if (PLAIN_ASCII.test(text) || !INVISIBLE.test(text.replace(JOINERS, ''))) return [];
  return [notPrintable(path)];
}

export function tooLong(path: FieldPath, max: number): FieldError {
  const message = `Must have at most ${max} characters.`;
  return fieldError(path, 'OUT_OF_RANGE', message, { max, unit: 'CHARACTERS' });
}

export function notPrintable(path: FieldPath): FieldError {
  const message = 'Must not contain control characters or invisible characters.';
  return fieldError(path, 'INVALID_FORMAT', message, { format: 'PRINTABLE' });
}

import type { FieldError, FieldPath } from '../errors.ts';
import { fieldError } from '../field-errors.ts';

/** Of any text of an input. Fin.com documents no bounds; real names, streets and numbers are far shorter. */
const MAX_LENGTH = 1_000;

const PLAIN_ASCII = /^[\x20-\x7e]*$/;
/**
 * Control characters, halves of surrogate pairs, private and unassigned code points that no font shows, line separators,
 * and characters without a width, among them those that turn the direction of writing.
 */
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;
/** Persian and the scripts of India spell names with joiners. Between Latin letters they mean nothing. */
const JOINERS = /(?<=[^\P{L}\p{Script=Latin}]\p{M}*)[\u200c\u200d](?=[^\P{L}\p{Script=Latin}])/gu;

/** What is wrong with any text: too long, or not visible as a whole. */
export function textFaults(text: string, path: FieldPath): FieldError[] {
  if (text.length > MAX_LENGTH) return [tooLong(path, MAX_LENGTH)];
  if (PLAIN_ASCII.test(text) || !INVISIBLE.test(text.replace(JOINERS, ''))) return [];
  return [invisible(path)];
}

export function tooLong(path: FieldPath, max: number): FieldError {
  const message = `Must have at most ${max} characters.`;
  return fieldError(path, 'OUT_OF_RANGE', message, { max, unit: 'CHARACTERS' });
}

export function invisible(path: FieldPath): FieldError {
  const message = 'Must not have control characters or characters that cannot be seen.';
  return fieldError(path, 'INVALID_FORMAT', message, { format: 'PRINTABLE' });
}

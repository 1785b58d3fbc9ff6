import type { FieldError, FieldPath } from '../errors.ts';
import { fieldError, MAX_FIELD_ERRORS } from '../field-errors.ts';
import { INEXACT_NUMBER } from './exact-number.ts';
import { notPrintable, tooLong } from './text-rules.ts';

const MAX_LEVELS = 20;
const MAX_MEMBERS = 1_000;
const MAX_TEXT_LENGTH = 10_000;
const MAX_NAME_LENGTH = 200;

/**
 * Line breaks, tabs, emoji and all scripts are allowed. NUL and lone surrogates cannot be stored; other control characters
 * and bidirectional overrides can deceive readers.
 */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/u;

/**
 * Validates an object with arbitrary members: its depth, its size, and that every value can be sent unchanged.
 *
 * @returns errors with paths that start at the object
 */
export function validateFreeForm(object: object): FieldError[] {
  const errors: FieldError[] = [];
  const path: (string | number)[] = [];
  let members = 0;

  function validate(value: unknown): void {
    if (value === INEXACT_NUMBER) errors.push(inexact([...path]));
    else if (typeof value === 'string') errors.push(...validateFreeText(path, value));
    else if (typeof value !== 'object' || value === null) return;
    else if (path.length >= MAX_LEVELS) errors.push(tooDeep([...path]));
    else if (Array.isArray(value)) validateAll(value.length, value.entries());
    else validateMembers(value);
  }

  function validateMembers(value: object): void {
    const names = Object.keys(value);
    if (members + names.length > MAX_MEMBERS) members += names.length;
    else if (names.some(isForbiddenName)) errors.push(forbiddenName([...path]));
    else validateAll(names.length, Object.entries(value));
  }

  function validateAll(count: number, entries: Iterable<[string | number, unknown]>): void {
    members += count;
    for (const [step, inner] of entries) {
      if (members > MAX_MEMBERS || errors.length >= MAX_FIELD_ERRORS) return;
      path.push(step);
      validate(inner);
      path.pop();
    }
  }

  validate(object);
  return members > MAX_MEMBERS ? [tooMany()] : errors.slice(0, MAX_FIELD_ERRORS);
}

function isForbiddenName(name: string): boolean {
  return name.length > MAX_NAME_LENGTH || FORBIDDEN.test(name);
}

function validateFreeText(path: FieldPath, text: string): FieldError[] {
  if (text.length > MAX_TEXT_LENGTH) return [tooLong([...path], MAX_TEXT_LENGTH)];
  return FORBIDDEN.test(text) ? [notPrintable([...path])] : [];
}

function inexact(path: FieldPath): FieldError {
  const message =
    'The number has too many digits or too large an exponent to be kept exactly. Send it as a string.';
  return fieldError(path, 'INVALID_FORMAT', message, { format: 'EXACT_NUMBER' });
}

function tooDeep(path: FieldPath): FieldError {
  const message = `Must have at most ${MAX_LEVELS} levels.`;
  return fieldError(path, 'OUT_OF_RANGE', message, { max: MAX_LEVELS, unit: 'LEVELS' });
}

function tooMany(): FieldError {
  const message = `Must have at most ${MAX_MEMBERS} members and items in total.`;
  return fieldError([], 'OUT_OF_RANGE', message, { max: MAX_MEMBERS, unit: 'MEMBERS' });
}

/** Points at the object, because the name may be long or not printable. */
function forbiddenName(path: FieldPath): FieldError {
  const message = `Names must have at most ${MAX_NAME_LENGTH} characters, all of them printable.`;
  return fieldError(path, 'OUT_OF_RANGE', message, { max: MAX_NAME_LENGTH, unit: 'CHARACTERS' });
}

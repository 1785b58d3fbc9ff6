import type { FieldError, FieldPath } from '../errors.ts';
import { fieldError } from '../field-errors.ts';
import { INEXACT_NUMBER } from './exact-number.ts';
import { invisible, tooLong } from './text-rules.ts';

const MAX_LEVELS = 20;
const MAX_MEMBERS = 1_000;
const MAX_TEXT_LENGTH = 10_000;
const MAX_NAME_LENGTH = 200;
/** More would help nobody. */
const MAX_FAULTS = 50;

/**
 * Unlike in a name, line breaks, tabs, emoji and every script are welcome. NUL and halves of surrogate pairs cannot be
 * stored; other control characters and reversed writing only serve to deceive.
 */
const UNFIT = /(?![\t\n\r])\p{Cc}|[\p{Cs}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/u;

/**
 * What is wrong with an object whose names are the client's own: too deep, too large, or with a value that would be
 * changed on its way.
 *
 * @returns paths from the object
 */
export function freeFormFaults(object: object): FieldError[] {
  const faults: FieldError[] = [];
  const path: (string | number)[] = [];
  let members = 0;

  function judge(value: unknown): void {
    if (value === INEXACT_NUMBER) faults.push(inexact([...path]));
    else if (typeof value === 'string') faults.push(...freeTextFaults(path, value));
    else if (typeof value !== 'object' || value === null) return;
    else if (path.length >= MAX_LEVELS) faults.push(tooDeep([...path]));
    else if (Array.isArray(value)) judgeAll(value.length, value.entries());
    else judgeMembers(value);
  }

  function judgeMembers(value: object): void {
    const names = Object.keys(value);
    if (members + names.length > MAX_MEMBERS) members += names.length;
    else if (names.some(isUnfitName)) faults.push(unfitName([...path]));
    else judgeAll(names.length, Object.entries(value));
  }

  function judgeAll(count: number, entries: Iterable<[string | number, unknown]>): void {
    members += count;
    for (const [step, inner] of entries) {
      if (members > MAX_MEMBERS || faults.length >= MAX_FAULTS) return;
      path.push(step);
      judge(inner);
      path.pop();
    }
  }

  judge(object);
  return members > MAX_MEMBERS ? [tooMany()] : faults.slice(0, MAX_FAULTS);
}

function isUnfitName(name: string): boolean {
  return name.length > MAX_NAME_LENGTH || UNFIT.test(name);
}

function freeTextFaults(path: FieldPath, text: string): FieldError[] {
  if (text.length > MAX_TEXT_LENGTH) return [tooLong([...path], MAX_TEXT_LENGTH)];
  return UNFIT.test(text) ? [invisible([...path])] : [];
}

function inexact(path: FieldPath): FieldError {
  const message = 'The number has more digits or a larger exponent than can be kept: send it as a text.';
  return fieldError(path, 'INVALID_FORMAT', message, { format: 'EXACT_NUMBER' });
}

function tooDeep(path: FieldPath): FieldError {
  const message = `Must have at most ${MAX_LEVELS} levels.`;
  return fieldError(path, 'OUT_OF_RANGE', message, { max: MAX_LEVELS, unit: 'LEVELS' });
}

function tooMany(): FieldError {
  const message = `Must have at most ${MAX_MEMBERS} members and items on all levels together.`;
  return fieldError([], 'OUT_OF_RANGE', message, { max: MAX_MEMBERS, unit: 'MEMBERS' });
}

/** Points at the object: a long name would make the path as long. */
function unfitName(path: FieldPath): FieldError {
  const message = `Names must have at most ${MAX_NAME_LENGTH} characters, and none that cannot be seen.`;
  return fieldError(path, 'OUT_OF_RANGE', message, { max: MAX_NAME_LENGTH, unit: 'CHARACTERS' });
}

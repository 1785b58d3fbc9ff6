import type { FieldError, FieldPath } from '../../../errors.ts';
import { fieldError, validateNotBlank } from '../../../field-errors.ts';
import {
  hasOnlyLatinLetters,
  isBlank,
  latinSpelling,
  type WithTwins,
} from '../../../rules/alternative-members.ts';
import type { RuleContext } from '../../../rules/rule-context.ts';

export type MaybeText = string | null | undefined;

const NON_ASCII = /\P{ASCII}/u;
const PATTERNS = {
  E164: { pattern: /^\+[1-9]\d{1,14}$/, example: '+14155551234' },
  ISO_3166_2: { pattern: /^[A-Z]{2}-[A-Z0-9]{1,3}$/, example: 'US-CA' },
} as const;

/**
 * Validates a text that has an English twin. v1 takes Latin letters, from the text or from its twin. v2 takes any letters, and
 * requires the twin if there are others than those of ASCII.
 */
export function validateSpelling<Name extends string>(
  path: FieldPath,
  texts: WithTwins<Name>,
  name: Name,
  { customerApi }: RuleContext,
): FieldError[] {
  if (customerApi === 'v2') return validateTwin([...path, `${name}En`], texts[name], texts[`${name}En`]);
  const spelling = latinSpelling(texts, name);
  return validateLatin([...path, ...spelling.path], spelling.value);
}

function validateTwin(path: FieldPath, text: MaybeText, twin: MaybeText): FieldError[] {
  if (twin != null && NON_ASCII.test(twin)) {
    const message = 'Must consist of ASCII characters.';
    return [fieldError(path, 'INVALID_FORMAT', message, { format: 'PRINTABLE_ASCII' })];
  }
  if (text == null || !NON_ASCII.test(text) || !isBlank(twin)) return [];
  const message = 'An English transliteration is required, because the original has characters beyond ASCII.';
  return [fieldError(path, 'REQUIRED', message)];
}

/** Validates a text without a twin, which v2 takes in any script. */
export function validateLatinInV1(
  path: FieldPath,
  text: MaybeText,
  { customerApi }: RuleContext,
): FieldError[] {
  return customerApi === 'v1' ? validateLatin(path, text) : [];
}

function validateLatin(path: FieldPath, text: MaybeText): FieldError[] {
  if (text == null || hasOnlyLatinLetters(text)) return [];
  return [fieldError(path, 'INVALID_FORMAT', 'Must be in Latin letters.', { format: 'LATIN' })];
}

export function validatePattern(
  path: FieldPath,
  value: MaybeText,
  format: keyof typeof PATTERNS,
): FieldError[] {
  const { pattern, example } = PATTERNS[format];
  const blank = validateNotBlank(path, value);
  if (value == null || blank.length > 0 || pattern.test(value)) return blank;
  return [fieldError(path, 'INVALID_FORMAT', `Must have the same format as ${example}.`, { format })];
}

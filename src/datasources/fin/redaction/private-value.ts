import { decodeEscapes, type MappedText, withoutMapping } from './decode-escapes.ts';
import { foldCharacter, normalizeText } from './normalize-text.ts';

/** Longer than any searched text. */
const MAX_LENGTH = 4_000;
const MAY_HAVE_ESCAPE = /&[#a-z]|%[\da-f]{2}|\\|<[a-z/]/i;
/** Letters that the machine-readable zone of passports replaces (ICAO 9303, part 3, section 6). */
const TRANSLITERATIONS: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ø: 'oe',
  ü: 'ue',
  å: 'aa',
  ñ: 'nxx',
};
const TRANSLITERATED = /[äöøüåñ]|[aou]\u0308|a\u030a|n\u0303/gi;
const E164_NUMBER = /^\+\d{8,15}$/;
/** A country calling code has one to three digits. */
const CALLING_CODE_LENGTHS = [1, 2, 3];
/** Replaces the calling code in domestic numbers of most countries. */
const TRUNK_PREFIX = '0';
const MIN_NATIONAL_LENGTH = 7;

/** One spelling of a private value. */
export interface ValueForm {
  /** Letters and digits only. */
  readonly folded: string;
  readonly plain: string;
  /** The punctuation around the letters and digits, which is redacted with them. */
  readonly before: string;
  readonly after: string;
}

/** Whether decoding may change the start of a value, so that `foldedStart` cannot be relied on. */
export function hasEscapes(value: string): boolean {
  return MAY_HAVE_ESCAPE.test(value);
}

/** Returns the value and, if it differs, its transliteration in the machine-readable zone of a passport. */
export function toSpellings(value: string): string[] {
  const transliterated = value.replace(
    TRANSLITERATED,
    (letter) => TRANSLITERATIONS[letter.normalize('NFC').toLowerCase()] ?? letter,
  );
  return transliterated === value ? [value] : [value, transliterated];
}

/** Returns the form of a spelling and, if it contains escapes, of the decoded spelling. */
export function toForms(spelling: string): ValueForm[] {
  const source = withoutMapping(spelling.slice(0, MAX_LENGTH).trim());
  const decoded = MAY_HAVE_ESCAPE.test(spelling) ? decodeEscapes(source) : undefined;
  return (decoded ? [source, decoded] : [source]).map(toForm);
}

/** Returns the first letters and digits of a value. One character may add two, so there may be one more than asked for. */
export function foldedStart(value: string, length: number): string {
  let start = '';
  for (const character of value) {
    start += foldCharacter(character);
    if (start.length >= length) return start;
  }
  return start;
}

function toForm(source: MappedText): ValueForm {
  const { plain, folded } = normalizeText(source);
  const first = folded.starts[0] ?? plain.text.length;
  const last = folded.ends.at(-1) ?? plain.text.length;
  const { text } = plain;
  return { folded: folded.text, plain: text, before: text.slice(0, first), after: text.slice(last) };
}

/** Returns an E.164 number without its calling code. Other values have no such form. */
export function toNationalForms(value: string): ValueForm[] {
  if (!E164_NUMBER.test(value)) return [];
  return CALLING_CODE_LENGTHS.map((length) => value.slice(1 + length))
    .filter(({ length }) => length >= MIN_NATIONAL_LENGTH)
    .map((digits) => ({ folded: digits, plain: digits, before: TRUNK_PREFIX, after: '' }));
}

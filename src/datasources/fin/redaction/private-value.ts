import { decodeEscapes, type MappedText, withoutMapping } from './decode-escapes.ts';
import { foldCharacter, normalizeText } from './normalize-text.ts';

/** Longer than any text that is searched. */
const MAX_LENGTH = 4_000;
const MAY_HAVE_ESCAPE = /&[#a-z]|%[\da-f]{2}|\\|<[a-z/]/i;
/** As passports write letters that their machine-readable zone does not have (ICAO 9303, part 3, section 6). */
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
/** Replaces the calling code inside most countries. */
const TRUNK_PREFIX = '0';
const MIN_NATIONAL_LENGTH = 7;

/** One way to write a private value. */
export interface ValueForm {
  /** Letters and digits only. */
  readonly folded: string;
  readonly plain: string;
  /** What stands before the first and after the last letter or digit, so that it can be redacted as well. */
  readonly before: string;
  readonly after: string;
}

/** Whether a value may begin in another way than `foldedStart` says. */
export function hasEscapes(value: string): boolean {
  return MAY_HAVE_ESCAPE.test(value);
}

/** The value itself and, where it has other letters, as the machine-readable zone of a passport writes it. */
export function toSpellings(value: string): string[] {
  const transliterated = value.replace(
    TRANSLITERATED,
    (letter) => TRANSLITERATIONS[letter.normalize('NFC').toLowerCase()] ?? letter,
  );
  return transliterated === value ? [value] : [value, transliterated];
}

/** A spelling as it is, and without escapes of its own. */
export function toForms(spelling: string): ValueForm[] {
  const source = withoutMapping(spelling.slice(0, MAX_LENGTH).trim());
  const decoded = MAY_HAVE_ESCAPE.test(spelling) ? decodeEscapes(source) : undefined;
  return (decoded ? [source, decoded] : [source]).map(toForm);
}

/** The first letters and digits of a value: as many as asked for or one more, fewer if it has fewer. */
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

/** A phone number without its calling code; none for any other value. */
export function toNationalForms(value: string): ValueForm[] {
  if (!E164_NUMBER.test(value)) return [];
  return CALLING_CODE_LENGTHS.map((length) => value.slice(1 + length))
    .filter(({ length }) => length >= MIN_NATIONAL_LENGTH)
    .map((digits) => ({ folded: digits, plain: digits, before: TRUNK_PREFIX, after: '' }));
}

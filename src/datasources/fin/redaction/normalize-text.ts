import { type MappedText, withoutMapping } from './decode-escapes.ts';

/** Two forms of a text in which different spellings of the same value are equal. */
export interface NormalizedText {
  /** In NFKD with ASCII digits, without accents and invisible characters. Maps to the original. */
  readonly plain: MappedText;
  /** Only the letters and digits of `plain`, in lower case. Maps to `plain`. */
  readonly folded: MappedText;
}

/** Marks, format characters and fillers, which are invisible on their own. */
const INVISIBLE = /[\p{M}\p{Cf}\p{DI}]/gu;
const NO_LETTER_OR_DIGIT = /[^\p{L}\p{N}]/gu;
const DIGIT = /^\p{Nd}$/u;
/** Letters that Unicode does not decompose. */
const BASE_LETTERS: Readonly<Record<string, string>> = {
  ...{ ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ŧ: 't', ı: 'i', æ: 'ae', œ: 'oe', þ: 'th' },
};
const MAX_CACHED_CHARACTERS = 5_000;
const ASCII_END = 0x80;

const plainCache = new Map<string, string>();
const foldCache = new Map<string, string>();

export function normalizeText(source: MappedText): NormalizedText {
  const plain = mapCharacters(source, toPlain);
  return { plain, folded: mapCharacters(withoutMapping(plain.text), foldCharacter) };
}

/** Returns the letters and digits that a character stands for: usually one or none. */
export function foldCharacter(character: string): string {
  const code = character.charCodeAt(0);
  if (code < ASCII_END) return foldAscii(character, code);
  return cached(foldCache, character, () => {
    const lower = toPlain(toPlain(character).toUpperCase().toLowerCase());
    return [...lower.replace(NO_LETTER_OR_DIGIT, '')]
      .map((letter) => BASE_LETTERS[letter] ?? letter)
      .join('');
  });
}

function foldAscii(character: string, code: number): string {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return character;
  return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 0x20) : '';
}

function toPlain(character: string): string {
  if (character.length === 1 && character.charCodeAt(0) < ASCII_END) return character;
  return cached(plainCache, character, () =>
    [...character.normalize('NFKD').replace(INVISIBLE, '')].map(toAsciiDigit).join(''),
  );
}

/** Unicode encodes the decimal digits of each script consecutively, from zero to nine. */
function toAsciiDigit(character: string): string {
  if (!DIGIT.test(character)) return character;
  const point = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

/** An invisible character belongs to the one before it, like an accent. */
function mapCharacters(source: MappedText, map: (character: string) => string): MappedText {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let index = 0;
  for (const character of source.text) {
    const end = source.ends[index + character.length - 1] ?? 0;
    const mapped = map(character);
    parts.push(mapped);
    for (let unit = 0; unit < mapped.length; unit += 1) {
      starts.push(source.starts[index] ?? 0);
      ends.push(end);
    }
    if (mapped === '' && INVISIBLE_ONLY.test(character) && ends.length > 0) ends[ends.length - 1] = end;
    index += character.length;
  }
  return { text: parts.join(''), starts, ends };
}

const INVISIBLE_ONLY = /^[\p{M}\p{Cf}\p{DI}]$/u;

function cached(cache: Map<string, string>, key: string, compute: () => string): string {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= MAX_CACHED_CHARACTERS) cache.clear();
  const computed = compute();
  cache.set(key, computed);
  return computed;
}

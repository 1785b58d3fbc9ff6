/** Shorter values may be ordinary words, so they are redacted only in some contexts. */
export const MIN_LENGTH = 3;
const MAX_UNITS = 2 * (MIN_LENGTH - 1);
const NOT_LATIN = /^[^\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u;
const CAPITALIZED_PAIR = /^\p{Lu}\p{L}$/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
const QUOTE = /["'`‘’‚“”„«»‹›]/u;

export interface PlainRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds values of one or two letters. Values in another script than Latin are found everywhere, because the API writes
 * English. Latin values are found in quotes, or as a separate word of two letters with an initial capital.
 *
 * @param text in plain form, like the values
 */
export function findShortValues(text: string, values: ReadonlySet<string>): PlainRange[] {
  const ranges: PlainRange[] = [];
  if (values.size === 0) return ranges;
  for (let start = 0; start < text.length; start += 1) {
    for (let end = start + 1; end <= Math.min(text.length, start + MAX_UNITS); end += 1) {
      if (values.has(text.slice(start, end)) && isPrivateHere(text, start, end)) ranges.push({ start, end });
    }
  }
  return ranges;
}

function isPrivateHere(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  if (NOT_LATIN.test(value)) return true;
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (QUOTE.test(before) && QUOTE.test(after)) return true;
  const isAlone = !LETTER_OR_DIGIT.test(before) && !LETTER_OR_DIGIT.test(after);
  return isAlone && CAPITALIZED_PAIR.test(value);
}

/** Shorter values may be words of a sentence, and are not redacted everywhere. */
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
 * Finds values of one or two letters. In a script other than Latin they are redacted wherever they stand, since the API
 * writes English. Latin ones count when they stand alone: in quotes, or two letters of which the first is a capital.
 *
 * @param values plain, as the text
 */
export function findShortValues(text: string, values: ReadonlySet<string>): PlainRange[] {
  const ranges: PlainRange[] = [];
  if (values.size === 0) return ranges;
  for (let start = 0; start < text.length; start += 1) {
    for (let end = start + 1; end <= Math.min(text.length, start + MAX_UNITS); end += 1) {
      if (values.has(text.slice(start, end)) && isTelling(text, start, end)) ranges.push({ start, end });
    }
  }
  return ranges;
}

function isTelling(text: string, start: number, end: number): boolean {
  const value = text.slice(start, end);
  if (NOT_LATIN.test(value)) return true;
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  if (QUOTE.test(before) && QUOTE.test(after)) return true;
  const isAlone = !LETTER_OR_DIGIT.test(before) && !LETTER_OR_DIGIT.test(after);
  return isAlone && CAPITALIZED_PAIR.test(value);
}

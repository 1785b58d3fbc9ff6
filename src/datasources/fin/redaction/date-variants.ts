const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CENTURIES = ['19', '20'];

const GAP = String.raw`(?:[^\p{L}\p{N}]{1,3}|\s?[年月]\s?)`;
const NAME_GAP = String.raw`[^\p{L}\p{N}]{0,3}(?:of\s)?`;
const YEAR = String.raw`(?<y>\d{4}|\d{2})`;
const MONTH = String.raw`(?<m>\d{1,2})`;
const MONTH_NAME = String.raw`(?<name>${MONTHS.join('|')})\p{L}{0,9}`;
const DAY = String.raw`(?<d>\d{1,2})`;
const ORDINAL_DAY = `${DAY}(?:st|nd|rd|th)?`;

/** Common date formats: numeric, without separators, and with the month's name. */
const DATES = [
  [YEAR, GAP, MONTH, GAP, DAY],
  [DAY, GAP, MONTH, GAP, YEAR],
  [MONTH, GAP, DAY, GAP, YEAR],
  [String.raw`(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})`],
  [String.raw`(?<d>\d{2})(?<m>\d{2})(?<y>\d{4})`],
  [String.raw`(?<m>\d{2})(?<d>\d{2})(?<y>\d{4})`],
  [ORDINAL_DAY, NAME_GAP, MONTH_NAME, NAME_GAP, YEAR],
  [MONTH_NAME, NAME_GAP, ORDINAL_DAY, NAME_GAP, YEAR],
  [YEAR, NAME_GAP, MONTH_NAME, NAME_GAP, ORDINAL_DAY],
].map((parts) => new RegExp(`(?<!\\d)${parts.join('')}(?!\\d)`, 'giu'));

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Whether a value is an ISO 8601 date, the input of `findDates`. */
export function isIsoDate(value: string): boolean {
  return value.length === 10 && ISO_DATE.test(value);
}

/** Finds these dates in a text, in any common format. @param isoDates such as 1987-03-05 */
export function findDates(text: string, isoDates: ReadonlySet<string>): TextRange[] {
  if (isoDates.size === 0) return [];
  return DATES.flatMap((pattern) => overlappingMatches(pattern, text))
    .filter(({ groups = {} }) => toIsoDates(groups).some((date) => isoDates.has(date)))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Matches may overlap, because a number before a date may look like its first part. */
function overlappingMatches(pattern: RegExp, text: string): RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    matches.push(match);
    pattern.lastIndex = match.index + 1;
  }
  return matches;
}

function toIsoDates({ y = '', m, d = '', name }: Readonly<Record<string, string | undefined>>): string[] {
  const month = m ?? String(MONTHS.indexOf(name?.toLowerCase() ?? '') + 1);
  const years = y.length === 4 ? [y] : CENTURIES.map((century) => century + y);
  return years.map((year) => `${year}-${month.padStart(2, '0')}-${d.padStart(2, '0')}`);
}

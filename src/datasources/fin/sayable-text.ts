import { spelledDay } from './spelled-days.ts';

const MAX_TEXT_LENGTH = 300;
/** Of a text that expressions are run on. */
const MAX_READ_LENGTH = 20_000;
const MIN_REDACTED_LENGTH = 3;
/** Longer values are no numbers that somebody would spell in another way. */
const MAX_SPELLED_LENGTH = 200;
/** What an access token looks like, should an answer quote one. */
const TOKEN_LIKE = /\bBearer\s+\S+|(?<![\w-])ey[\w-]{6,}\.[\w-]{6,}\.[\w-]{6,}/gi;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Escaping has no one form of it. */
const APOSTROPHES = ['&#39;', '&#039;', '&#x27;', '&apos;'];

/**
 * Makes text of Fin.com's fit to be passed on: one line, of bounded length, without what the client sent in private.
 *
 * @param privateValues as they were sent; taken out however Fin.com writes them
 */
export function sayableWithout(privateValues: readonly string[]): (text: string) => string {
  // Longer ones first, since one may contain another.
  const values = [...new Set(privateValues.flatMap(writings))]
    .filter(({ length }) => length >= MIN_REDACTED_LENGTH)
    .toSorted((a, b) => b.length - a.length);
  const spellings = values.flatMap((value) => [...spelling(value), ...spelledDay(value)]);
  return (text) => {
    const exact = values.reduce((left, value) => left.replaceAll(value, '[redacted]'), text);
    const read = exact.slice(0, MAX_READ_LENGTH);
    const known = spellings.reduce((left, spelled) => left.replaceAll(spelled, '[redacted]'), read);
    const said = oneLine(known).replace(TOKEN_LIKE, '[redacted]');
    return said.length > MAX_TEXT_LENGTH ? `${said.slice(0, MAX_TEXT_LENGTH - 1)}…` : said;
  };
}

/** The value as it is, and as it stands in a URL, in a query, in HTML and in JSON: mostly all the same. */
function writings(value: string): string[] {
  const inUrl = encodeURIComponent(value.toWellFormed());
  const inQuery = new URLSearchParams({ '': value }).toString().slice(1);
  const inHtml = value.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
  const inJson = JSON.stringify(value).slice(1, -1);
  return [
    ...[value, inUrl, inQuery, inHtml, inJson],
    ...APOSTROPHES.map((apostrophe) => inHtml.replaceAll("'", apostrophe)),
    inJson.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ];
}

/** The value in any case, with other blanks and dashes or without them; none for one that is too short or too long. */
function spelling(value: string): RegExp[] {
  const letters = [...value.replaceAll(/[\s-]/g, '')];
  if (letters.length < MIN_REDACTED_LENGTH || letters.length > MAX_SPELLED_LENGTH) return [];
  return [new RegExp(letters.map(escaped).join('[\\s-]*'), 'giu')];
}

function escaped(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

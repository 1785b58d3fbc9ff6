const MAX_TEXT_LENGTH = 300;
/** Of a text that expressions are run on. */
const MAX_READ_LENGTH = 20_000;
const MIN_REDACTED_LENGTH = 3;
/** Longer values are no numbers that somebody would spell in another way. */
const MAX_SPELLED_LENGTH = 200;
/** What an access token looks like, should an answer quote one. */
const TOKEN_LIKE = /\bBearer\s+\S+|(?<![\w-])ey[\w-]{6,}\.[\w-]{6,}\.[\w-]{6,}/gi;
/** Between the letters of a value; a URL has its blanks in two ways. */
const BETWEEN = String.raw`(?:[\s+-]|%20)*`;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** Text of Fin.com's, fit to be passed on: one line, of bounded length, without what the client sent in private. */
export function sayable(text: string, privateValues: readonly string[]): string {
  // Longer ones first, since one may contain another.
  const values = privateValues.toSorted((a, b) => b.length - a.length);
  const exact = values.reduce(redactExactly, text);
  const known = values.reduce(redact, exact.slice(0, MAX_READ_LENGTH));
  const said = oneLine(known).replace(TOKEN_LIKE, '[redacted]');
  return said.length > MAX_TEXT_LENGTH ? `${said.slice(0, MAX_TEXT_LENGTH - 1)}…` : said;
}

function redactExactly(text: string, value: string): string {
  return value.length < MIN_REDACTED_LENGTH ? text : text.replaceAll(value, '[redacted]');
}

/** Takes a value out however it is spelled: in other case, with other blanks and dashes, or as in a URL, HTML or JSON. */
function redact(text: string, value: string): string {
  const letters = [...value.replaceAll(/[\s-]/g, '')];
  if (letters.length < MIN_REDACTED_LENGTH || letters.length > MAX_SPELLED_LENGTH) return text;
  return text.replaceAll(new RegExp(letters.map(spelled).join(BETWEEN), 'giu'), '[redacted]');
}

/** The letter as a pattern of all that it may be written as. */
function spelled(letter: string): string {
  // Half of a surrogate pair has no other form.
  if (/^[a-z\d]$/i.test(letter) || !letter.isWellFormed()) return letter;
  const code = letter.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const forms = [
    String.raw`\\?${escaped(letter)}`,
    `%${Buffer.from(letter).toString('hex').match(/../g)?.join('%')}`,
    `&#0*${code};`,
    `&#x0*${hex};`,
    String.raw`\\u${hex.padStart(4, '0')}`,
    ...(letter in ENTITIES ? [`&${ENTITIES[letter]};`] : []),
  ];
  return `(?:${forms.join('|')})`;
}

function escaped(letter: string): string {
  return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

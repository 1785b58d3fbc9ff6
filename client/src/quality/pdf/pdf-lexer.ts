/** The words that decide whether a PDF is encrypted. All other names and keywords are reported as `OTHER`. */
const WORDS = [
  'obj',
  'endobj',
  'stream',
  'trailer',
  'startxref',
  'R',
  '/Type',
  '/XRef',
  '/Encrypt',
  '/Length',
] as const;
export type PdfToken = (typeof WORDS)[number] | '<<' | '>>' | 'INTEGER' | 'OTHER';

const MAX_WORD_LENGTH = Math.max(...WORDS.map(({ length }) => length));
/** Comparing bytes is twenty times as fast as making a text of each word. */
const WORDS_BY_LENGTH = Array.from({ length: MAX_WORD_LENGTH + 1 }, (_, length) =>
  WORDS.filter((word) => word.length === length).map((token) => ({
    token,
    bytes: Array.from(token, (char) => char.charCodeAt(0)),
  })),
);
/** A parenthesis that is never closed must not hide the rest of the file. */
const MAX_STRING_BYTES = 65_536;

const [REGULAR, WHITESPACE, DELIMITER] = [0, 1, 2];
const KINDS = new Uint8Array(256);
for (const char of '\0\t\n\f\r ') KINDS[char.charCodeAt(0)] = WHITESPACE;
for (const char of '()<>[]{}/%') KINDS[char.charCodeAt(0)] = DELIMITER;

const [LINE_FEED, CARRIAGE_RETURN, BACKSLASH] = [0x0a, 0x0d, 0x5c];
const [PERCENT, OPEN, CLOSE, SLASH, ZERO, NINE, LESS, GREATER] = [
  0x25, 0x28, 0x29, 0x2f, 0x30, 0x39, 0x3c, 0x3e,
];

/**
 * Splits the text of a PDF into tokens. Comments and strings are left out (ISO 32000-2, 7.2 and 7.3). Each byte is looked at
 * once and most words are never made into a text: a file may have millions of them.
 */
export class PdfLexer {
  /** The value of the last INTEGER. */
  integer = 0;
  readonly #onToken: (token: PdfToken) => void;
  readonly #word = new Uint8Array(MAX_WORD_LENGTH);
  /** May be longer than what is kept of the word. */
  #wordLength = 0;
  #isInteger: boolean = true;
  #mode: 'TEXT' | 'COMMENT' | 'STRING' | 'HEX_STRING' = 'TEXT';
  /** An angle bracket that may be the first of two, or 0. */
  #bracket = 0;
  #parentheses = 0;
  #isEscaped: boolean = false;
  #stringBytes = 0;

  constructor(onToken: (token: PdfToken) => void) {
    this.#onToken = onToken;
  }

  push(byte: number): void {
    if (this.#mode === 'TEXT') this.#readText(byte);
    else if (this.#mode === 'STRING') this.#readString(byte);
    else if (this.#mode === 'HEX_STRING' ? byte === GREATER : byte === LINE_FEED || byte === CARRIAGE_RETURN)
      this.#mode = 'TEXT';
  }

  /** Completes the last token. */
  end(): void {
    if (this.#wordLength === 0) return;
    const token = this.#isInteger ? 'INTEGER' : this.#findWord();
    this.#wordLength = 0;
    this.#isInteger = true;
    this.#onToken(token);
  }

  #readText(byte: number): void {
    if (this.#bracket !== 0 && this.#readAfterBracket(byte)) return;
    const kind = KINDS[byte];
    if (kind === REGULAR) this.#readRegular(byte);
    else if (kind === WHITESPACE) this.end();
    else this.#readDelimiter(byte);
  }

  #readRegular(byte: number): void {
    if (this.#wordLength < MAX_WORD_LENGTH) this.#word[this.#wordLength] = byte;
    if (byte < ZERO || byte > NINE) this.#isInteger = false;
    else if (this.#isInteger) this.integer = (this.#wordLength === 0 ? 0 : this.integer * 10) + byte - ZERO;
    this.#wordLength++;
  }

  #findWord(): PdfToken {
    for (const { token, bytes } of WORDS_BY_LENGTH[this.#wordLength] ?? []) {
      if (this.#isWord(bytes)) return token;
    }
    return 'OTHER';
  }

  #isWord(bytes: readonly number[]): boolean {
    for (let index = 0; index < bytes.length; index++) {
      if (this.#word[index] !== bytes[index]) return false;
    }
    return true;
  }

  /** @returns false if the byte does not belong to the bracket */
  #readAfterBracket(byte: number): boolean {
    const bracket = this.#bracket;
    this.#bracket = 0;
    if (byte === bracket) this.#onToken(bracket === LESS ? '<<' : '>>');
    else if (bracket === LESS && byte !== GREATER) this.#mode = 'HEX_STRING';
    return byte === bracket || bracket === LESS;
  }

  #readDelimiter(byte: number): void {
    this.end();
    if (byte === SLASH) this.#readRegular(byte);
    if (byte === LESS || byte === GREATER) this.#bracket = byte;
    if (byte === PERCENT) this.#mode = 'COMMENT';
    if (byte === OPEN) {
      this.#mode = 'STRING';
      this.#parentheses = 1;
      this.#stringBytes = 0;
    }
  }

  #readString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === OPEN) this.#parentheses++;
    else if (byte === CLOSE) this.#parentheses--;
    if (this.#parentheses === 0 || ++this.#stringBytes > MAX_STRING_BYTES) this.#mode = 'TEXT';
  }
}

import { ByteMatcher } from './byte-matcher.ts';
import { PdfLexer, type PdfToken } from './pdf-lexer.ts';

/** Readers accept a header within this many bytes. */
const HEADER_WITHIN = 1_024;
/**
 * Bounds the time that a hostile file takes: reading bytes one at a time is slow. The contents of streams are skipped, and the rest
 * of a document for a review is far smaller than this.
 */
const MAX_BYTES_READ = 1_048_576;

/**
 * Finds out whether a PDF is encrypted: its trailer, or the dictionary of its cross-reference stream, has an entry `Encrypt`
 * (ISO 32000-2, 7.5.5, 7.5.8 and 7.6.2). The contents of streams, strings and comments do not count.
 */
export class PdfEncryption {
  readonly #header = new ByteMatcher('%PDF-');
  readonly #endOfStream = new ByteMatcher('endstream');
  readonly #lexer = new PdfLexer((token) => this.#readToken(token));
  #mode: 'HEADER' | 'TEXT' | 'STREAM' | 'IGNORED' = 'HEADER';
  #bytesRead = 0;
  #isEncrypted: boolean = false;
  /** The last three tokens. */
  #last: PdfToken = 'OTHER';
  #lastButOne: PdfToken = 'OTHER';
  #lastButTwo: PdfToken = 'OTHER';
  #depth = 0;
  /** Findings about the current object or trailer. */
  #isTrailer: boolean = false;
  #hasEncrypt: boolean = false;
  #streamBytes = 0;

  push(chunk: Uint8Array): void {
    let index = 0;
    while (index < chunk.length && this.#mode !== 'IGNORED') {
      index = this.#mode === 'STREAM' ? this.#skipStream(chunk, index) : this.#readByte(chunk, index);
    }
  }

  /** Call it when the file has ended. */
  isEncrypted(): boolean {
    this.#lexer.end();
    this.#endObject();
    return this.#isEncrypted;
  }

  #readByte(chunk: Uint8Array, index: number): number {
    const byte = chunk[index] ?? 0;
    this.#bytesRead++;
    if (this.#bytesRead >= MAX_BYTES_READ) this.#mode = 'IGNORED';
    else if (this.#mode === 'TEXT') this.#lexer.push(byte);
    else if (this.#header.push(byte)) this.#mode = 'TEXT';
    else if (this.#bytesRead >= HEADER_WITHIN) this.#mode = 'IGNORED';
    return index + 1;
  }

  /** @returns the index behind the stream, or the end of the chunk */
  #skipStream(chunk: Uint8Array, start: number): number {
    const skipped = Math.min(this.#streamBytes, chunk.length - start);
    this.#streamBytes -= skipped;
    return this.#findEndOfStream(chunk, start + skipped);
  }

  #findEndOfStream(chunk: Uint8Array, start: number): number {
    let index = start;
    while (index < chunk.length && this.#mode === 'STREAM') {
      index = this.#endOfStream.skip(chunk, index);
      if (this.#endOfStream.push(chunk[index++])) this.#mode = 'TEXT';
      if (++this.#bytesRead >= MAX_BYTES_READ) this.#mode = 'IGNORED';
    }
    return index;
  }

  #readToken(token: PdfToken): void {
    if (this.#depth === 1) this.#readValue(token);
    if (token === '<<') this.#depth++;
    else if (token === '>>') this.#depth--;
    else if (token !== 'INTEGER' && token !== 'OTHER') this.#readKeyword(token);
    this.#lastButTwo = this.#lastButOne;
    this.#lastButOne = this.#last;
    this.#last = token;
  }

  /** Entries of inner dictionaries do not count. */
  #readValue(token: PdfToken): void {
    if (this.#last === '/Type' && token === '/XRef') this.#isTrailer = true;
    if (this.#last === '/Encrypt' && (token === '<<' || token === 'INTEGER')) this.#hasEncrypt = true;
    if (this.#last === '/Length' && token === 'INTEGER') this.#streamBytes = this.#lexer.integer;
    // The length is in an object of its own.
    if (this.#lastButTwo === '/Length' && token === 'R') this.#streamBytes = 0;
  }

  #readKeyword(token: PdfToken): void {
    if (token === 'obj' || token === 'trailer') this.#beginObject(token === 'trailer');
    if (token === 'stream') this.#mode = 'STREAM';
    if (token === 'endobj' || token === 'startxref') this.#endObject();
  }

  #beginObject(isTrailer: boolean): void {
    this.#endObject();
    this.#isTrailer = isTrailer;
    this.#streamBytes = 0;
    this.#depth = 0;
  }

  #endObject(): void {
    if (this.#isTrailer && this.#hasEncrypt) this.#isEncrypted = true;
    this.#isTrailer = false;
    this.#hasEncrypt = false;
  }
}

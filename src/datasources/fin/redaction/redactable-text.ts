import { decodeEscapes, type MappedText, withoutMapping } from './decode-escapes.ts';
import { type NormalizedText, normalizeText } from './normalize-text.ts';

const REDACTED = '[redacted]';
/** More than the maximum that is shown, because redaction shortens a text. */
const MAX_READ_LENGTH = 1_000;
/** Hidden at the end of a truncated text, where a truncated escape would not be recognized. */
const CUT_MARGIN = 64;

/** The start of a text, its decoded form, and the ranges of it that are hidden. */
export class RedactableText {
  readonly isCut: boolean;
  /** The text itself and, if it contains escapes, the decoded text. */
  readonly forms: readonly NormalizedText[];
  readonly #shown: string;
  readonly #isHidden: Uint8Array;

  constructor(text: string) {
    this.isCut = text.length > MAX_READ_LENGTH;
    const read = withoutMapping(text.slice(0, MAX_READ_LENGTH));
    const decoded = decodeEscapes(read);
    const shownEnd = this.isCut ? MAX_READ_LENGTH - CUT_MARGIN : text.length;
    const forms = (decoded ? [read, decoded] : [read]).map((form) => endingAt(form, shownEnd));
    this.forms = forms.map(normalizeText);
    this.#shown = text.slice(0, Math.min(...forms.map(({ ends }) => ends.at(-1) ?? 0)));
    this.#isHidden = new Uint8Array(this.#shown.length);
  }

  /** Hides a range of the plain text of one of the forms. */
  hide({ plain }: NormalizedText, start: number, end: number): void {
    this.#isHidden.fill(1, plain.starts[start] ?? 0, plain.ends[end - 1] ?? 0);
  }

  toString(): string {
    const parts: string[] = [];
    let index = 0;
    while (index < this.#shown.length) {
      const isHidden = this.#isHidden[index] === 1;
      const change = this.#isHidden.indexOf(isHidden ? 0 : 1, index);
      const end = change === -1 ? this.#shown.length : change;
      parts.push(isHidden ? REDACTED : this.#shown.slice(index, end));
      index = end;
    }
    return parts.join('');
  }
}

/** Keeps the units that come from before a position in the original. */
function endingAt({ text, starts, ends }: MappedText, end: number): MappedText {
  const firstBeyond = ends.findIndex((unitEnd) => unitEnd > end);
  const count = firstBeyond === -1 ? text.length : firstBeyond;
  return { text: text.slice(0, count), starts: starts.slice(0, count), ends: ends.slice(0, count) };
}

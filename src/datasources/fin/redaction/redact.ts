import { findDates, isIsoDate } from './date-variants.ts';
import type { NormalizedText } from './normalize-text.ts';
import {
  foldedStart,
  hasEscapes,
  toForms,
  toNationalForms,
  toSpellings,
  type ValueForm,
} from './private-value.ts';
import { RedactableText } from './redactable-text.ts';
import { findShortValues, MIN_LENGTH } from './short-values.ts';
import { GRAM_LENGTH, TextIndex } from './text-index.ts';

const REDACTED = '[redacted]';
const MAX_SHOWN_LENGTH = 300;
/** About 20 ms of work for all texts of a response. If they need more, they are redacted as a whole. */
const MAX_STEPS = 1_000_000;
/** The cost of computing a value's forms. */
const STEPS_OF_FORMS = 100;
/** A prefix of this length is redacted too, because a message may truncate a long value. */
const MIN_PARTIAL_LENGTH = 12;
/** Shorter values may match by chance across the end of one word and the start of the next. */
const MIN_LENGTH_ACROSS_WORDS = 8;
/** Separates texts that are searched together. It is part of no value. */
const SEPARATOR = '\0';
const LETTER = /\p{L}/u;
const DIGIT = /\p{N}/u;
/** Access tokens, in case a response quotes one. */
const TOKEN_LIKE = /\bBearer\s+\S+|(?<![\w-])ey[\w-]{6,}\.[\w-]{6,}\.[\w-]{6,}/gi;

/**
 * Removes private values from Fin.com's texts, and shortens each to one line of at most 300 characters.
 *
 * Compares letters and digits only, so case, accents, whitespace, punctuation and escapes make no difference. Finds dates in
 * other formats, and phone numbers without their calling code. Does not find base64 or encrypted values.
 *
 * @param privateValues as they were sent. A value that does not occur costs one look-up
 */
export function redactAll(texts: readonly string[], privateValues: readonly string[]): string[] {
  const search = new PrivateValueSearch(texts);
  search.hideAll(new Set(privateValues));
  return search.toStrings().map(toShownText);
}

function toShownText(redacted: string): string {
  const line = redacted.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  const shown = line.replace(TOKEN_LIKE, REDACTED);
  return shown.length > MAX_SHOWN_LENGTH ? `${shown.slice(0, MAX_SHOWN_LENGTH - 1)}…` : shown;
}

interface SearchedForm extends NormalizedText {
  readonly owner: RedactableText;
  /** The range of its letters and digits in the index. */
  readonly start: number;
  readonly end: number;
}

class PrivateValueSearch {
  readonly #texts: readonly RedactableText[];
  readonly #forms: readonly SearchedForm[];
  readonly #index: TextIndex;
  readonly #plainLength: number;
  readonly #dates = new Set<string>();
  readonly #shortValues = new Set<string>();
  #steps = 0;

  constructor(texts: readonly string[]) {
    this.#texts = texts.map((text) => new RedactableText(text));
    const forms = this.#texts.flatMap((owner) => owner.forms.map((form) => ({ ...form, owner })));
    let start = 0;
    this.#forms = forms.map((form) => {
      const searched = { ...form, start, end: start + form.folded.text.length };
      start = searched.end + SEPARATOR.length;
      return searched;
    });
    this.#index = new TextIndex(forms.map(({ folded }) => folded.text).join(SEPARATOR));
    this.#plainLength = forms.reduce((sum, { plain }) => sum + plain.text.length, 0);
  }

  hideAll(values: ReadonlySet<string>): void {
    for (const value of values) {
      if (this.#steps > MAX_STEPS) return;
      this.#hideValue(value);
    }
    for (const form of this.#forms) {
      for (const { start, end } of findDates(form.plain.text, this.#dates)) form.owner.hide(form, start, end);
      for (const { start, end } of findShortValues(form.plain.text, this.#shortValues))
        form.owner.hide(form, start, end);
    }
  }

  toStrings(): string[] {
    return this.#texts.map((text) => (this.#steps > MAX_STEPS ? REDACTED : text.toString()));
  }

  #hideValue(value: string): void {
    if (isIsoDate(value)) this.#dates.add(value);
    for (const form of toNationalForms(value)) this.#hideForm(form);
    for (const spelling of toSpellings(value))
      if (hasEscapes(spelling) || this.#mayOccur(spelling)) this.#hideSpelling(spelling);
  }

  #hideSpelling(spelling: string): void {
    this.#steps += STEPS_OF_FORMS;
    for (const form of toForms(spelling)) {
      if (form.folded.length >= MIN_LENGTH) this.#hideForm(form);
      else if (form.plain.length >= MIN_LENGTH) this.#hidePunctuated(form);
      else if (form.plain !== '') this.#shortValues.add(form.plain);
    }
  }

  #mayOccur(value: string): boolean {
    const first = foldedStart(value, GRAM_LENGTH);
    if (first.length < MIN_LENGTH) return true;
    const positions = this.#index.positionsOf(first);
    if (positions.length === 0) return false;
    const start = foldedStart(value, MIN_PARTIAL_LENGTH);
    return positions.some((position) => {
      const length = this.#index.matchLength(start, position);
      this.#steps += length;
      return length === start.length || this.#endsAt(position + length);
    });
  }

  /** Whether a truncated text ends at this position. */
  #endsAt(position: number): boolean {
    return this.#forms.some(({ owner, end }) => owner.isCut && position === end);
  }

  #hideForm(value: ValueForm): void {
    for (const position of this.#index.positionsOf(value.folded)) {
      const length = this.#index.matchLength(value.folded, position);
      this.#steps += length;
      if (this.#steps > MAX_STEPS) return;
      const form = this.#forms.find(({ end }) => position < end);
      if (form && isSpellingOf(value, form, position - form.start, length))
        hideSpelling(value, form, position - form.start, length);
    }
  }

  /** Matches the punctuation too, for values that are mostly punctuation. */
  #hidePunctuated({ plain }: ValueForm): void {
    this.#steps += this.#plainLength;
    const value = plain.toLowerCase();
    for (const form of this.#forms) {
      const text = form.plain.text.toLowerCase();
      for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1))
        form.owner.hide(form, at, at + value.length);
    }
  }
}

/** @param at index into the form's letters and digits @param length how many of the value's letters and digits match */
function isSpellingOf(value: ValueForm, form: SearchedForm, at: number, length: number): boolean {
  if (length < value.folded.length) {
    const isCutOff = form.owner.isCut && form.start + at + length === form.end;
    return isCutOff || length >= MIN_PARTIAL_LENGTH;
  }
  if (length >= MIN_LENGTH_ACROSS_WORDS) return true;
  const { start, end } = rangeOf(form, at, length);
  const written = form.plain.text.slice(start, end);
  const isInOnePiece = written.length === length || value.plain.toLowerCase().includes(written.toLowerCase());
  return isInOnePiece || (isWordBoundary(form, start) && isWordBoundary(form, end));
}

function isWordBoundary({ plain }: SearchedForm, index: number): boolean {
  const before = plain.text.charAt(index - 1);
  const after = plain.text.charAt(index);
  if (LETTER.test(before)) return !LETTER.test(after);
  return !(DIGIT.test(before) && DIGIT.test(after));
}

function hideSpelling(value: ValueForm, form: SearchedForm, at: number, length: number): void {
  let { start, end } = rangeOf(form, at, length);
  const { text } = form.plain;
  const { before, after } = value;
  for (let back = 1; back <= before.length && text.at(start - 1) === before.at(-back); back += 1) start -= 1;
  if (length === value.folded.length)
    for (let ahead = 0; ahead < after.length && text[end] === after[ahead]; ahead += 1) end += 1;
  form.owner.hide(form, start, end);
}

/** Returns a range of the plain text. */
function rangeOf({ folded }: SearchedForm, at: number, length: number): { start: number; end: number } {
  return { start: folded.starts[at] ?? 0, end: folded.ends[at + length - 1] ?? 0 };
}

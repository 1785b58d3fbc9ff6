/** The number of letters and digits in one look-up. */
export const GRAM_LENGTH = 3;

/** Indexes the trigrams of a text, so that a value that does not occur costs one look-up. */
export class TextIndex {
  readonly #text: string;
  readonly #positions = new Map<number, number[]>();

  constructor(text: string) {
    this.#text = text;
    for (let index = 0; index + GRAM_LENGTH <= text.length; index += 1) {
      const key = keyOf(text, index);
      const known = this.#positions.get(key);
      if (known) known.push(index);
      else this.#positions.set(key, [index]);
    }
  }

  /** Returns every position at which a value may start, by its first trigram. Shorter values are never found. */
  positionsOf(value: string): readonly number[] {
    if (value.length < GRAM_LENGTH) return [];
    return this.#positions.get(keyOf(value, 0)) ?? [];
  }

  /** Returns the length of the value's prefix that matches at a position. */
  matchLength(value: string, position: number): number {
    const end = Math.min(value.length, this.#text.length - position);
    let length = 0;
    while (length < end && value.charCodeAt(length) === this.#text.charCodeAt(position + length)) length += 1;
    return length;
  }
}

function keyOf(text: string, index: number): number {
  const first = text.charCodeAt(index) * 31 + text.charCodeAt(index + 1);
  return first * 31 + text.charCodeAt(index + 2);
}

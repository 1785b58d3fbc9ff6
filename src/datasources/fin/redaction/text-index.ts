/** How many letters and digits are looked up at once. */
export const GRAM_LENGTH = 3;

/** Where each group of three characters stands in a text, so that a value that is not there costs one look-up. */
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

  /** Where a value may stand, by its first three characters. Misses no place; a shorter value is never found. */
  positionsOf(value: string): readonly number[] {
    if (value.length < GRAM_LENGTH) return [];
    return this.#positions.get(keyOf(value, 0)) ?? [];
  }

  /** How many of a value's first characters stand at a position. */
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

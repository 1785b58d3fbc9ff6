/** Finds an ASCII pattern in bytes that arrive one at a time (Knuth, Morris and Pratt). */
export class ByteMatcher {
  readonly #pattern: readonly number[];
  readonly #fallbacks: readonly number[];
  #matched = 0;

  constructor(pattern: string) {
    this.#pattern = Array.from(pattern, (char) => char.charCodeAt(0));
    this.#fallbacks = this.#pattern.map((_, length) => longestBorder(pattern.slice(0, length)));
  }

  /** The next byte may begin the pattern, so that all others can be skipped. */
  get isAtStart(): boolean {
    return this.#matched === 0;
  }

  get firstByte(): number | undefined {
    return this.#pattern[0];
  }

  /** @returns true if the byte completes the pattern */
  push(byte: number): boolean {
    while (this.#matched > 0 && byte !== this.#pattern[this.#matched]) {
      this.#matched = this.#fallbacks[this.#matched] ?? 0;
    }
    if (byte === this.#pattern[this.#matched]) this.#matched++;
    if (this.#matched < this.#pattern.length) return false;
    this.#matched = 0;
    return true;
  }
}

/** The length of the longest proper prefix that is also a suffix. */
function longestBorder(text: string): number {
  let length = Math.max(text.length - 1, 0);
  while (length > 0 && !text.endsWith(text.slice(0, length))) length--;
  return length;
}

/** Finds an ASCII pattern in bytes that arrive one at a time (Knuth, Morris and Pratt). */
export class ByteMatcher {
  readonly #pattern: readonly number[];
  readonly #fallbacks: readonly number[];
  #matched = 0;

  constructor(pattern: string) {
    this.#pattern = Array.from(pattern, (char) => char.charCodeAt(0));
    this.#fallbacks = this.#pattern.map((_, length) => longestBorder(pattern.slice(0, length)));
  }

  /** @returns the index of the next byte that makes a difference. It is the length of the chunk if there is none. */
  skip(chunk: Uint8Array, start: number): number {
    const [firstByte] = this.#pattern;
    if (this.#matched > 0 || firstByte === undefined) return start;
    const next = chunk.indexOf(firstByte, start);
    return next === -1 ? chunk.length : next;
  }

  /** @returns true if the byte completes the pattern */
  push(byte: number | undefined): boolean {
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

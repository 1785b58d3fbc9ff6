const INTERVAL_MS = 1_000;
/** As many as a process remembers by itself. The oldest are given up first. */
const MAX_UNTOLD = 10_000;

/** What Redis could not be told when it happened, and is told as soon as it listens. */
export class UntoldWrites {
  readonly #tellings = new Map<string, () => Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;

  has(name: string): boolean {
    return this.#tellings.has(name);
  }

  /** @param tell rejects while Redis cannot be told; may be called again after it has resolved */
  add(name: string, tell: () => Promise<unknown>): void {
    const before = this.#tellings.get(name);
    this.#tellings.set(name, before ? () => before().then(tell) : tell);
    const [oldest = ''] = this.#tellings.size > MAX_UNTOLD ? this.#tellings.keys() : [];
    this.#tellings.delete(oldest);
    this.#timer ??= this.#schedule();
  }

  #schedule(): NodeJS.Timeout {
    return setTimeout(() => void this.#tellAll(), INTERVAL_MS).unref();
  }

  /** One after the other: a Redis that has just come back has enough to do. */
  async #tellAll(): Promise<void> {
    for (const [name, tell] of this.#tellings) {
      const isTold = await tell().then(
        () => true,
        () => false,
      );
      if (!isTold) break;
      // Unless there is more by now.
      if (this.#tellings.get(name) === tell) this.#tellings.delete(name);
    }
    this.#timer = this.#tellings.size > 0 ? this.#schedule() : undefined;
  }
}

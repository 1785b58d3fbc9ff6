const INTERVAL_MS = 1_000;
/** As many as a process remembers by itself. The oldest are given up first. */
const MAX_UNTOLD = 10_000;
/** Under one name. A key that is repeated while Redis is away adds one each time; only the last ones matter. */
const MAX_FOR_NAME = 10;

type Tell = () => Promise<unknown>;

/** What Redis could not be told when it happened, and is told as soon as it listens. */
export class UntoldWrites {
  readonly #tellings = new Map<string, Tell[]>();
  #timer: NodeJS.Timeout | undefined;

  has(name: string): boolean {
    return this.#tellings.has(name);
  }

  /** @param tell rejects while Redis cannot be told */
  add(name: string, tell: Tell): void {
    const tellings = this.#tellings.get(name) ?? [];
    tellings.push(tell);
    if (tellings.length > MAX_FOR_NAME) tellings.shift();
    this.#tellings.set(name, tellings);
    const [oldest = ''] = this.#tellings.size > MAX_UNTOLD ? this.#tellings.keys() : [];
    this.#tellings.delete(oldest);
    this.#timer ??= this.#schedule();
  }

  #schedule(): NodeJS.Timeout {
    return setTimeout(() => {
      // It never rejects: that would end the telling for good.
      void this.#tellAll();
    }, INTERVAL_MS).unref();
  }

  /** One after the other: a Redis that has just come back has enough to do. */
  async #tellAll(): Promise<void> {
    for (const [name, tellings] of this.#tellings) {
      if (!(await tellInOrder(tellings))) break;
      this.#tellings.delete(name);
    }
    this.#timer = this.#tellings.size > 0 ? this.#schedule() : undefined;
  }
}

/** Takes each off the list once it is told, also those that are added meanwhile. @returns whether all were told */
async function tellInOrder(tellings: Tell[]): Promise<boolean> {
  for (let [tell] = tellings; tell; [tell] = tellings) {
    try {
      await tell();
    } catch {
      return false;
    }
    if (tellings[0] === tell) tellings.shift();
  }
  return true;
}

import { setTimeout as pause } from 'node:timers/promises';

const INTERVAL_MS = 1_000;
const FLUSH_INTERVAL_MS = 100;
/** As many names as a process remembers by itself. The oldest are given up first. */
const MAX_UNTOLD = 10_000;
/** The first may hold the record in Redis, and the last one says how it ended: those between are given up first. */
const MAX_PER_NAME = 8;

type Tell = () => Promise<unknown>;

/** What Redis could not be told when it happened, and is told as soon as it listens. */
export class UntoldWrites {
  readonly #tellings = new Map<string, Tell[]>();
  readonly #onGivenUp: () => void;
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  /** @param onGivenUp is called for each name that is given up because there are too many */
  constructor(onGivenUp: () => void = () => undefined) {
    this.#onGivenUp = onGivenUp;
  }

  has(name: string): boolean {
    return this.#tellings.has(name);
  }

  /** @param tell rejects while Redis cannot be told; may be called again after it has resolved */
  add(name: string, tell: Tell): void {
    const tellings = this.#tellings.get(name) ?? [];
    if (tellings.length >= MAX_PER_NAME) tellings.splice(1, 1);
    tellings.push(tell);
    this.#tellings.set(name, tellings);
    if (this.#tellings.size > MAX_UNTOLD) this.#giveUpOldest();
    this.#timer ??= this.#schedule();
  }

  /** Tells all that is left, again and again until it is told or the time is over. @returns how many names are left */
  async flush(timeoutMs: number): Promise<number> {
    const deadline = performance.now() + timeoutMs;
    clearTimeout(this.#timer);
    for (;;) {
      // A round that has begun before knows no deadline.
      const rest = pause(Math.max(0, deadline - performance.now()), undefined, { ref: false });
      await Promise.race([this.#tellAll(deadline), rest]);
      if (this.#tellings.size === 0 || performance.now() >= deadline) break;
      await pause(FLUSH_INTERVAL_MS);
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#tellings.size;
  }

  #giveUpOldest(): void {
    for (const oldest of this.#tellings.keys()) {
      this.#tellings.delete(oldest);
      this.#onGivenUp();
      return;
    }
  }

  #schedule(): NodeJS.Timeout {
    const tellAll = () =>
      void this.#tellAll().finally(() => {
        this.#timer = this.#tellings.size > 0 ? this.#schedule() : undefined;
      });
    return setTimeout(tellAll, INTERVAL_MS).unref();
  }

  /** Never rejects. Whoever comes while it runs waits for the same round. */
  #tellAll(deadline = Number.POSITIVE_INFINITY): Promise<void> {
    this.#round ??= this.#tellInOrder(deadline).finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  /** One after the other: a Redis that has just come back has enough to do. */
  async #tellInOrder(deadline: number): Promise<void> {
    for (const [name, tellings] of this.#tellings) {
      for (let [tell] = tellings; tell; [tell] = tellings) {
        if (performance.now() >= deadline || !(await isTold(tell))) return;
        // Unless it was given up meanwhile.
        if (tellings[0] === tell) tellings.shift();
      }
      this.#tellings.delete(name);
    }
  }
}

async function isTold(tell: Tell): Promise<boolean> {
  try {
    await tell();
    return true;
  } catch {
    return false;
  }
}

/** Retries per first attempt, over time. */
const RATIO = 0.1;
/** How many retries a quiet process can make at once. */
const MAX_SAVED = 10;

/**
 * Limits retries to a share of the calls, so that an outage of Fin.com does not multiply the load on it: a call that fails
 * twice would otherwise be sent three times.
 */
export class RetryBudget {
  #saved = MAX_SAVED;

  /** Called for the first attempt of each call. */
  earn(): void {
    this.#saved = Math.min(MAX_SAVED, this.#saved + RATIO);
  }

  /** @returns whether a retry may be made */
  spend(): boolean {
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}

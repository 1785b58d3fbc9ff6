import type { ReadCustomer } from '../datasources/fin/customers/customer-details.ts';
import type { CustomerState } from './customer-state.ts';

type Update = IteratorResult<ReadCustomer, undefined>;

const END: Update = { done: true, value: undefined };

/**
 * The states that one subscriber receives: the newest one, whenever it differs from the last one that the subscriber took. A
 * subscriber that is slow misses the states in between.
 */
export class CustomerUpdates implements AsyncIterableIterator<ReadCustomer, undefined> {
  readonly #onEnd: () => void;
  readonly #waiting: PromiseWithResolvers<Update>[] = [];
  #newest: CustomerState | undefined;
  /** Fingerprint of the state that the subscriber took last. */
  #taken: string | undefined;
  #isEnded: boolean = false;

  /** @param onEnd called once, when the subscriber ends the iteration */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  offer(state: CustomerState): void {
    const isNews = state.fingerprint !== this.#taken;
    const waiting = isNews ? this.#waiting.shift() : undefined;
    if (waiting) waiting.resolve(this.#take(state));
    else this.#newest = isNews ? state : undefined;
  }

  async next(): Promise<Update> {
    if (this.#isEnded) return END;
    if (this.#newest) return this.#take(this.#newest);
    const waiting = Promise.withResolvers<Update>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }

  async return(): Promise<Update> {
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#newest = undefined;
      for (const { resolve } of this.#waiting.splice(0)) resolve(END);
      this.#onEnd();
    }
    return END;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(state: CustomerState): Update {
    this.#newest = undefined;
    this.#taken = state.fingerprint;
    return { done: false, value: state.details };
  }
}

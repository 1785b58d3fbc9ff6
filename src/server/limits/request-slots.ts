export interface RequestSlotsOptions {
  readonly max: number;
  /** How long a request waits for a slot. */
  readonly maxWaitMs: number;
}

interface Waiting {
  readonly deadlineMs: number;
  readonly isGone: () => boolean;
  readonly settle: (hasSlot: boolean) => void;
}

/**
 * Bounds the requests in flight. A request that finds no free slot waits for a while, in the order of arrival, and its
 * connection with it. That bounds the rate at which requests are rejected, and with it the cost of an overload.
 */
export class RequestSlots {
  readonly #options: RequestSlotsOptions;
  readonly #waiting: Waiting[] = [];
  #inFlight = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RequestSlotsOptions) {
    this.#options = options;
  }

  /** Takes a slot if one is free. */
  tryTake(): boolean {
    if (this.#inFlight >= this.#options.max) return false;
    this.#inFlight += 1;
    return true;
  }

  /** @param isGone whether nobody waits for the response any more @returns false if no slot became free in time */
  wait(isGone: () => boolean): Promise<boolean> {
    return new Promise((settle) => {
      const deadlineMs = performance.now() + this.#options.maxWaitMs;
      this.#waiting.push({ deadlineMs, isGone, settle });
      this.#startTimer();
    });
  }

  /** Gives the slot to the request that has waited longest. */
  release(): void {
    let next = this.#waiting.shift();
    while (next?.isGone()) {
      next.settle(false);
      next = this.#waiting.shift();
    }
    if (next) next.settle(true);
    else this.#inFlight -= 1;
  }

  #startTimer(): void {
    const [first] = this.#waiting;
    if (first && !this.#timer) {
      const waitMs = Math.max(0, first.deadlineMs - performance.now());
      this.#timer = setTimeout(() => this.#rejectOverdue(), waitMs);
    }
  }

  #rejectOverdue(): void {
    this.#timer = undefined;
    const nowMs = performance.now();
    for (let first = this.#waiting[0]; first && first.deadlineMs <= nowMs; first = this.#waiting[0]) {
      this.#waiting.shift();
      first.settle(false);
    }
    this.#startTimer();
  }
}

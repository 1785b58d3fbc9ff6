/** A write of this process that has not finished. */
export interface InFlightWrite {
  readonly fingerprint: string;
  /** False while the store has not confirmed the claim. */
  isAcquired: boolean;
  readonly outcome: PromiseWithResolvers<Outcome>;
}

/** The failure that waiting requests share, if any. */
type Outcome = { readonly failure: unknown } | undefined;

export type Begun =
  | { readonly state: 'BEGUN'; readonly write: InFlightWrite }
  /** Another request with the same input has failed. */
  | { readonly state: 'FAILED'; readonly failure: unknown }
  | { readonly state: 'REUSED' | 'IN_FLIGHT' };

/** Serializes the writes of this process by name. */
export class InFlightWrites {
  readonly #writes = new Map<string, InFlightWrite>();

  /** Waits for earlier writes of the same name until the deadline. */
  async begin(name: string, fingerprint: string, deadline: number): Promise<Begun> {
    for (let earlier = this.#writes.get(name); earlier; earlier = this.#writes.get(name)) {
      const isSame = earlier.fingerprint === fingerprint;
      if (earlier.isAcquired && !isSame) return { state: 'REUSED' };
      const outcome = await withDeadline(earlier.outcome.promise, deadline);
      if (outcome === TIMED_OUT) return { state: 'IN_FLIGHT' };
      if (outcome && isSame) return { state: 'FAILED', failure: outcome.failure };
    }
    const write = { fingerprint, isAcquired: false, outcome: Promise.withResolvers<Outcome>() };
    this.#writes.set(name, write);
    return { state: 'BEGUN', write };
  }

  settle(name: string, outcome?: Outcome): void {
    this.#writes.get(name)?.outcome.resolve(outcome);
    this.#writes.delete(name);
  }

  async allSettled(): Promise<void> {
    await Promise.all(Array.from(this.#writes.values(), ({ outcome }) => outcome.promise));
  }
}

const TIMED_OUT = Symbol('timed out');

async function withDeadline<Value>(
  promise: Promise<Value>,
  deadline: number,
): Promise<Value | typeof TIMED_OUT> {
  const timeout = Promise.withResolvers<typeof TIMED_OUT>();
  const timer = setTimeout(timeout.resolve, deadline - performance.now(), TIMED_OUT);
  try {
    return await Promise.race([promise, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** A write of this process that is under way. */
export interface WriteFlight {
  readonly fingerprint: string;
  /** False while its key is only being asked for. */
  isOwn: boolean;
  readonly landing: PromiseWithResolvers<Landing>;
}

/** With the failure that those who wait are told too. */
type Landing = { readonly failure: unknown } | undefined;

export type Begun =
  | { readonly state: 'BEGUN'; readonly flight: WriteFlight }
  /** Another with the same input failed meanwhile. */
  | { readonly state: 'FAILED'; readonly failure: unknown }
  | { readonly state: 'REUSED' | 'IN_FLIGHT' };

/** Writes of this process, one at a time for a name. */
export class WriteFlights {
  readonly #flights = new Map<string, WriteFlight>();

  land(name: string, landing?: Landing): void {
    this.#flights.get(name)?.landing.resolve(landing);
    this.#flights.delete(name);
  }

  /** Waits for the one before, and then for whoever of those who waited was first. */
  async begin(name: string, fingerprint: string, deadline: number): Promise<Begun> {
    for (let flight = this.#flights.get(name); flight; flight = this.#flights.get(name)) {
      const isSame = flight.fingerprint === fingerprint;
      if (flight.isOwn && !isSame) return { state: 'REUSED' };
      const landing = await within(flight.landing.promise, deadline - performance.now());
      if (landing === LATE) return { state: 'IN_FLIGHT' };
      if (landing && isSame) return { state: 'FAILED', failure: landing.failure };
    }
    const begun = { fingerprint, isOwn: false, landing: Promise.withResolvers<Landing>() };
    this.#flights.set(name, begun);
    return { state: 'BEGUN', flight: begun };
  }

  async allLanded(): Promise<void> {
    await Promise.all(Array.from(this.#flights.values(), ({ landing }) => landing.promise));
  }
}

const LATE = Symbol('late');

async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | typeof LATE> {
  const { promise: lateness, resolve } = Promise.withResolvers<typeof LATE>();
  const timer = setTimeout(resolve, ms, LATE);
  try {
    return await Promise.race([promise, lateness]);
  } finally {
    clearTimeout(timer);
  }
}

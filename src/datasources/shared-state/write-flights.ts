/** A write of this process that is under way. */
export interface WriteFlight {
  readonly fingerprint: string;
  /** False while its key is only being asked for. */
  isOwn: boolean;
  readonly landing: PromiseWithResolvers<Landing>;
}

/** With the failure that those who wait are told too. */
type Landing = { readonly failure: unknown } | undefined;

export type Waited = 'FREE' | 'REUSED' | 'IN_FLIGHT' | { readonly failure: unknown };

/** Writes of this process, one at a time for a name. */
export class WriteFlights {
  readonly #flights = new Map<string, WriteFlight>();

  begin(name: string, fingerprint: string): WriteFlight {
    const flight = { fingerprint, isOwn: false, landing: Promise.withResolvers<Landing>() };
    this.#flights.set(name, flight);
    return flight;
  }

  land(name: string, landing?: Landing): void {
    this.#flights.get(name)?.landing.resolve(landing);
    this.#flights.delete(name);
  }

  /** Waits for the one before. After `FREE`, `begin` must follow at once, or somebody else may. */
  async wait(name: string, fingerprint: string, deadline: number): Promise<Waited> {
    for (let flight = this.#flights.get(name); flight; flight = this.#flights.get(name)) {
      const isSame = flight.fingerprint === fingerprint;
      if (flight.isOwn && !isSame) return 'REUSED';
      const landing = await within(flight.landing.promise, deadline - performance.now());
      if (landing === LATE) return 'IN_FLIGHT';
      if (landing && isSame) return landing;
    }
    return 'FREE';
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

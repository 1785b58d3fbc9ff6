export interface BenchmarkSettings {
  /** Fewer and shorter rounds. */
  readonly isQuick: boolean;
  /** For temporary files. */
  readonly directory: string;
}

/** A row of the table, measured several times on each server. */
export interface Measurement {
  /** Ends with the unit. */
  readonly what: string;
  readonly baseline: readonly number[];
  /** A server built the way the manuals of its libraries suggest. */
  readonly obvious?: readonly number[];
  readonly gateway: readonly number[];
  readonly target?: Target;
}

/** A limit on the ratio to the baseline, or on the gateway's own value. */
export type Target =
  | { readonly maxRatio: number }
  | { readonly minRatio: number }
  | { readonly maxValue: number };

export interface Benchmark {
  readonly name: string;
  /** @throws {Error} if any response is wrong, because then the measurements are worthless */
  run(settings: BenchmarkSettings): Promise<Measurement[]>;
}

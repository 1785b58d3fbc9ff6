/** How long to measure, and where to leave files; they are deleted at the end. */
export interface BenchmarkSettings {
  readonly isQuick: boolean;
  readonly directory: string;
}

/** One line of the table: the same thing measured on each, several times. */
export interface Measurement {
  /** With its unit. */
  readonly what: string;
  readonly baseline: readonly number[];
  /** A server for the same thing as its libraries suggest it, where there is one to compare with. */
  readonly obvious?: readonly number[];
  readonly gateway: readonly number[];
  readonly mark?: Mark;
}

/** What we mean to stay within: a multiple of the baseline, or the gateway's own figure. */
export type Mark =
  | { readonly maxRatio: number }
  | { readonly minRatio: number }
  | { readonly maxValue: number };

export interface Benchmark {
  readonly name: string;
  /** @throws {Error} if any answer was wrong: then no figure counts */
  run(settings: BenchmarkSettings): Promise<Measurement[]>;
}

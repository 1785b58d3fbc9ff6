export interface BenchmarkSettings {
  /** Fewer and shorter rounds. */
  readonly isQuick: boolean;
  /** For temporary files. */
  readonly directory: string;
}

/** A limit on the ratio, or on the value in the last column. */
export type Target =
  | { readonly maxRatio: number }
  | { readonly minRatio: number }
  | { readonly maxValue: number }
  | { readonly minValue: number };

/** A row of the table. */
export interface Measurement {
  /** Ends with the unit. */
  readonly what: string;
  /** The results of all rounds, by column. Columns without results stay empty. */
  readonly samples: Readonly<Record<string, readonly number[]>>;
  /** The column with which the last one is compared; by default the first one. */
  readonly comparedWith?: string | undefined;
  readonly target?: Target | undefined;
}

/** The reason why nothing was measured. */
export interface Skipped {
  readonly skipped: string;
}

export interface Benchmark {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** The servers or situations that are compared. */
  readonly columns: readonly string[];
  /** @throws {Error} if any response is wrong, because then the measurements are worthless */
  run(settings: BenchmarkSettings): Promise<readonly Measurement[] | Skipped>;
}

/** A row with the member `key` of each round. */
export function toMeasurement<Key extends string>(
  what: string,
  rounds: Readonly<Record<string, readonly Readonly<Record<Key, number>>[]>>,
  key: Key,
  target?: Target,
  comparedWith?: string,
): Measurement {
  const samples = Object.entries(rounds).map(([column, values]) => [
    column,
    values.map((round) => round[key]),
  ]);
  return { what, samples: Object.fromEntries(samples), target, comparedWith };
}

/** The places in which a marker may be found. */
export const SINKS = ['log', 'standard error', 'metrics', 'traces', 'Redis', 'errors', 'headers'] as const;
export type Sink = (typeof SINKS)[number];

/** A text that stands nowhere else, put where something private goes. */
export interface Marker {
  /** The path of the table, and its field. */
  readonly place: string;
  /** The text to search for. */
  readonly needle: string;
  /** Too short or too plain to be sure inside a longer word: it counts only by itself. */
  readonly isWord: boolean;
  readonly mayAppearIn: ReadonlySet<Sink>;
  /** Nobody is entitled to see it, not even in `data`. */
  readonly isSecret: boolean;
}

/** Makes the markers of one path. All that it made is searched for in the end. */
export interface Marks {
  readonly made: readonly Marker[];
  /** Nine letters and digits, the same in a URL, in JSON and in HTML. */
  text(field: string, mayAppearIn?: readonly Sink[]): string;
  /** Seven digits. */
  number(field: string): number;
  /** A day, `YYYY-MM-DD`, of the years from `fromYear`. */
  date(field: string, fromYear: number): string;
  uuid(field: string): string;
  /** E.164, Italian as those of the Holy See are. */
  phone(field: string): string;
  /** ISO 3166-2, made up. */
  subdivision(field: string): string;
  /** Something made elsewhere. */
  note(field: string, value: string, mayAppearIn?: readonly Sink[]): void;
  /** A credential or a token made elsewhere. */
  noteSecret(field: string, value: string): void;
}

const DAY_MS = 86_400_000;
let count = 0;

/** @param path its name in the table */
export function createMarks(path: string): Marks {
  const made: Marker[] = [];

  function add<Value extends string | number>(
    field: string,
    value: Value,
    { needle = String(value), isWord = false, isSecret = false, mayAppearIn = [] as readonly Sink[] } = {},
  ): Value {
    const place = `${field} of "${path}"`;
    made.push({ place, needle, isWord, isSecret, mayAppearIn: new Set(mayAppearIn) });
    return value;
  }
  const next = (base: number, length: number) => {
    count += 1;
    return count.toString(base).padStart(length, '0');
  };
  return {
    made,
    text: (field, mayAppearIn = []) => add(field, `qk${next(36, 4)}vzx`, { mayAppearIn }),
    number: (field) => add(field, Number(`73${next(10, 5)}`), { isWord: true }),
    date(field, fromYear) {
      const day = new Date(Date.UTC(fromYear, 0) + Number(next(10, 1)) * DAY_MS);
      return add(field, day.toISOString().slice(0, 10), { isWord: true });
    },
    uuid: (field) => add(field, `7e57ca5e-${next(16, 4)}-4c0d-9bad-0123456789ab`),
    phone(field) {
      const digits = `39347${next(10, 7)}`;
      return add(field, `+${digits}`, { needle: digits, isWord: true });
    },
    subdivision: (field) => add(field, `VA-${next(36, 3).toUpperCase()}`, { isWord: true }),
    note: (field, value, mayAppearIn = []) => {
      add(field, value, { mayAppearIn });
    },
    noteSecret: (field, value) => {
      add(field, value, { isSecret: true });
    },
  };
}

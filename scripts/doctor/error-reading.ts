import { asRecord, nameOf } from './shape.ts';

export interface ErrorReading {
  /** One of those that the API's schema leaves open, by its letter in docs/sandbox.md; undefined where no field is told. */
  readonly letter: string | undefined;
  readonly meaning: string;
  /** Names of fields as the API writes them. */
  readonly fields: readonly string[];
}

const MEANINGS: Readonly<Record<string, string>> = {
  A: "the key is a field's last name",
  B: 'the key is a path with dots',
  C: 'the key is a path with brackets',
  D: 'several fields in one object',
  E: 'a pair of field and message',
  F: 'a message alone',
  G: 'plain texts',
  'G-map': 'one object instead of a list',
  H: 'nested objects or lists of texts',
};

const FIELD_KEYS = ['field', 'path', 'key', 'param'];

/** Tells in which way the `errors` of a refusal are written. */
export function errorReadingOf(body: unknown): ErrorReading {
  const { errors } = asRecord(body);
  if (errors === undefined || errors === null) {
    return { letter: undefined, meaning: 'no `errors`: a message for the whole request', fields: [] };
  }
  const letter = letterOf(errors);
  return {
    letter,
    meaning: (letter && MEANINGS[letter]) ?? 'in no way that is known',
    fields: fieldsOf(errors).map(nameOf),
  };
}

function letterOf(errors: unknown): string | undefined {
  if (!Array.isArray(errors)) return typeof errors === 'object' ? 'G-map' : undefined;
  const [item]: unknown[] = errors;
  if (typeof item === 'string') return 'G';
  const record = asRecord(item);
  const keys = Object.keys(record);
  if (keys.length === 0) return undefined;
  if (Object.values(record).some((value) => typeof value === 'object' && value !== null)) return 'H';
  if ('message' in record) return keys.length === 1 ? 'F' : pairOrMap(keys);
  if (keys.length > 1) return 'D';
  return keyStyle(errors.flatMap((entry: unknown) => Object.keys(asRecord(entry))));
}

function pairOrMap(keys: readonly string[]): string {
  return keys.some((key) => FIELD_KEYS.includes(key)) ? 'E' : 'D';
}

function keyStyle(keys: readonly string[]): string {
  if (keys.some((key) => key.includes('['))) return 'C';
  return keys.some((key) => key.includes('.')) ? 'B' : 'A';
}

function fieldsOf(errors: unknown): string[] {
  const items: unknown[] = Array.isArray(errors) ? errors : [errors];
  return items.flatMap((item) => {
    const record = asRecord(item);
    const named = FIELD_KEYS.map((key) => record[key]).find((value) => typeof value === 'string');
    if ('message' in record) return typeof named === 'string' ? [named] : [];
    return Object.keys(record);
  });
}

import { asRecord, toSafeName } from './shape.ts';

export interface ErrorReading {
  /** One of the formats in docs/sandbox.md. Undefined if no field is named. */
  readonly letter: string | undefined;
  readonly meaning: string;
  /** Field names as the API writes them. */
  readonly fields: readonly string[];
}

const MEANINGS: Readonly<Record<string, string>> = {
  A: 'each key is the last part of the field path',
  B: 'each key is a path with dots',
  C: 'each key is a path with brackets',
  D: 'one object with all fields',
  E: 'objects with field and message',
  F: 'objects with only a message',
  G: 'strings',
  'G-map': 'one object instead of an array',
  H: 'nested objects or arrays of strings',
};

const FIELD_KEYS = ['field', 'path', 'key', 'param'];

/** Recognizes the format of `errors` in a rejected request. */
export function detectErrorReading(body: unknown): ErrorReading {
  const { errors } = asRecord(body);
  if (errors === undefined || errors === null) {
    return { letter: undefined, meaning: 'no `errors`, only a message for the whole request', fields: [] };
  }
  const letter = letterOf(errors);
  return {
    letter,
    meaning: (letter && MEANINGS[letter]) ?? 'an unknown format',
    fields: fieldsOf(errors).map(toSafeName),
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

export type UnknownRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null;
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** The members of a list for which the parser has a result. */
export function parseList<Item>(value: unknown, parse: (item: unknown) => Item | undefined): Item[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => parse(item) ?? []);
}

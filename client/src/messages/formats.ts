import type { FieldErrorUnit } from '../errors/error-tables.ts';
import type { Catalog, Plural } from './catalog.ts';

export interface Formats {
  number(value: number): string;
  /** A number with its unit, such as `10 MB` or `255 characters`. */
  amount(value: number, unit: FieldErrorUnit): string;
  plural(texts: Plural<'other'>, count: number): string;
  /** @param day such as `2026-11-27` */
  date(day: string): string;
  /** Joined by the word for `or`. */
  alternatives(values: readonly string[]): string;
}

const BYTE_UNITS = [
  { unit: 'gigabyte', bytes: 1024 ** 3 },
  { unit: 'megabyte', bytes: 1024 ** 2 },
  { unit: 'kilobyte', bytes: 1024 },
  { unit: 'byte', bytes: 1 },
] as const;

/** React Native has no `Intl.PluralRules` and no `Intl.ListFormat` unless the app adds them. */
export function createFormats(catalog: Catalog, locale: string): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const rules = 'PluralRules' in Intl ? new Intl.PluralRules(locale) : undefined;
  const lists = 'ListFormat' in Intl ? new Intl.ListFormat(locale, { type: 'disjunction' }) : undefined;

  const plural: Formats['plural'] = (texts, count) =>
    fill(texts[rules?.select(count) ?? 'other'] ?? texts.other, { count: numbers.format(count) });
  return {
    plural,
    number: (value) => numbers.format(value),
    amount: (value, unit) =>
      unit === 'BYTES' ? formatBytes(value, locale) : plural(catalog.units[unit], value),
    date: (day) => {
      const date = new Date(`${day}T00:00:00Z`);
      return Number.isNaN(date.getTime()) ? day : dates.format(date);
    },
    alternatives: (values) => lists?.format(values) ?? values.join(', '),
  };
}

/** Rounded down, so that a file of the size shown is not too large. */
function formatBytes(value: number, locale: string): string {
  const { unit, bytes } = BYTE_UNITS.find((candidate) => value >= candidate.bytes) ?? BYTE_UNITS[3];
  const rounded = Math.floor((value / bytes) * 10) / 10;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(rounded);
}

/** Replaces each `{name}`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

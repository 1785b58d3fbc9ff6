import { type Answer, jsonAnswer } from '../http/answer.ts';

/** What is wrong with one field of a request. The message continues the field's name: "must be a date". */
export interface Violation {
  /** Wire names and list positions; empty for the request as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * How the `errors` of a 422 are written. The schema promises a list of maps from text to text and shows no item, so
 * all of these are legal readings, or were guarded against by callers: see docs/sandbox.md.
 */
export const ERROR_READINGS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'G-map', 'H'] as const;
export type ErrorReading = (typeof ERROR_READINGS)[number];

const WRITERS: Readonly<Record<ErrorReading, (violations: readonly Violation[]) => unknown>> = {
  A: (violations) => violations.map(({ path, message }) => ({ [leaf(path)]: message })),
  B: (violations) => violations.map(({ path, message }) => ({ [dotted(path)]: message })),
  C: (violations) => violations.map(({ path, message }) => ({ [bracketed(path)]: message })),
  D: (violations) => [mapOf(violations)],
  E: (violations) => violations.map(({ path, message }) => ({ field: dotted(path), message })),
  F: (violations) => violations.map((violation) => ({ message: sentence(violation) })),
  G: (violations) => violations.map(sentence),
  'G-map': mapOf,
  H: (violations) => violations.map(nested),
};

/** The 422 of a refused request. A violation of the whole request becomes its message, and no item of `errors`. */
export function validationFailed(violations: readonly Violation[], reading: ErrorReading): Answer {
  const general = violations.filter(({ path }) => path.length === 0).map(({ message }) => message);
  const fields = violations.filter(({ path }) => path.length > 0);
  const message = general.length > 0 ? `Validation failed: ${general.join(', ')}` : 'Validation failed';
  return jsonAnswer(422, fields.length > 0 ? { message, errors: WRITERS[reading](fields) } : { message });
}

function dotted(path: Violation['path']): string {
  return path.join('.');
}

/** List positions in brackets: `files[0].uri`. */
export function bracketed(path: Violation['path']): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function leaf(path: Violation['path']): string {
  return path.findLast((step) => typeof step === 'string') ?? '';
}

function sentence({ path, message }: Violation): string {
  return `${dotted(path)} ${message}`;
}

function mapOf(violations: readonly Violation[]): Record<string, string> {
  return Object.fromEntries(violations.map(({ path, message }) => [dotted(path), message]));
}

function nested({ path, message }: Violation): unknown {
  return path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), [message]);
}

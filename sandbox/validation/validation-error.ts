import { type HttpResponse, jsonResponse } from '../http/http-response.ts';

/** A problem with one field of a request. The message continues the name of the field: "must be a date". */
export interface Violation {
  /** Wire names and array indexes. Empty for the request as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * How the `errors` of a 422 are written. The schema declares an array of string-to-string maps without an example, so
 * the gateway has to accept all of these. docs/sandbox.md shows each one.
 */
export const ERROR_READINGS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'G-map', 'H'] as const;
export type ErrorReading = (typeof ERROR_READINGS)[number];

const FORMATTERS: Readonly<Record<ErrorReading, (violations: readonly Violation[]) => unknown>> = {
  A: (violations) => violations.map(({ path, message }) => ({ [lastName(path)]: message })),
  B: (violations) => violations.map(({ path, message }) => ({ [path.join('.')]: message })),
  C: (violations) => violations.map(({ path, message }) => ({ [withBrackets(path)]: message })),
  D: (violations) => [toMap(violations)],
  E: (violations) => violations.map(({ path, message }) => ({ field: path.join('.'), message })),
  F: (violations) => violations.map((violation) => ({ message: toSentence(violation) })),
  G: (violations) => violations.map(toSentence),
  'G-map': toMap,
  H: (violations) => violations.map(toNestedObject),
};

/** A 422. Violations of the request as a whole go into `message`, the others into `errors`. */
export function validationFailed(violations: readonly Violation[], reading: ErrorReading): HttpResponse {
  const general = violations.filter(({ path }) => path.length === 0).map(({ message }) => message);
  const fields = violations.filter(({ path }) => path.length > 0);
  const message = general.length > 0 ? `Validation failed: ${general.join(', ')}` : 'Validation failed';
  return jsonResponse(
    422,
    fields.length > 0 ? { message, errors: FORMATTERS[reading](fields) } : { message },
  );
}

/** `files[0].uri` */
export function withBrackets(path: Violation['path']): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function lastName(path: Violation['path']): string {
  return path.findLast((step) => typeof step === 'string') ?? '';
}

function toSentence({ path, message }: Violation): string {
  return `${path.join('.')} ${message}`;
}

function toMap(violations: readonly Violation[]): Record<string, string> {
  return Object.fromEntries(violations.map(({ path, message }) => [path.join('.'), message]));
}

function toNestedObject({ path, message }: Violation): unknown {
  return path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), [message]);
}

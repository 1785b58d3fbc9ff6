import { ERROR_CODES, type ErrorCode } from './error-codes.ts';

/** What can be wrong with one field of the input, and what `params` say about it. */
export const FIELD_ERROR_CODES = {
  REQUIRED: 'Missing, null or blank.',
  INVALID_FORMAT: 'Not of the expected form; `params.expected` names the type.',
  UNKNOWN_VALUE: 'Not one of the allowed values; `params.allowed` lists them where the list is short.',
  OUT_OF_RANGE: 'Beyond a bound; `params` name it (`notBefore`, `notAfter`, `max`).',
  EXPIRED: 'The document is no longer valid; `params.notBefore` is the earliest expiry date accepted today.',
  DUPLICATE: 'The same value stands in an earlier item of the same list.',
  CONFLICTING: 'Excludes another field that was given too; `params.with` names them.',
  UNKNOWN_FIELD: 'The input type has no field of this name.',
  NOT_REQUESTED: 'Fin.com does not ask for it, and would refuse the whole answer.',
  REFUSED: 'Fin.com refused it; `message` has its words.',
} as const;

export type FieldErrorCode = keyof typeof FIELD_ERROR_CODES;

/** Names and list indexes from the root of an input down to one field. */
export type FieldPath = readonly (string | number)[];

export interface FieldError {
  readonly path: FieldPath;
  readonly code: FieldErrorCode;
  /** What a translation of the message needs; never the value itself. */
  readonly params: Readonly<Record<string, unknown>>;
  /** English, for developers. */
  readonly message: string;
  /** The field as Fin.com wrote it; only on its refusals. */
  readonly upstreamField?: string;
}

/** A file that Fin.com has stored: where the client sent it, and how to name it in a retry. */
export interface UploadedFile {
  readonly path: FieldPath;
  readonly uri: string;
}

/** What ran out. Metrics count by it; clients have the message. */
export type Limit =
  | 'aliases'
  | 'body_bytes'
  | 'body_rate'
  | 'connections'
  | 'depth'
  | 'directives'
  | 'fields'
  | 'file_bytes'
  | 'files'
  | 'fin_com'
  | 'mutations'
  | 'requests_in_flight'
  | 'requests_in_flight_per_caller'
  | 'requests_per_minute'
  | 'upstream_calls'
  | 'upstream_connections';

export interface UpstreamCall {
  readonly operation: string;
  readonly status?: number;
}

export interface ErrorDetails {
  /** Replaces the code's standard message. Must not quote private data. */
  readonly message?: string;
  /** Overrides the code's standard answer where the case decides. */
  readonly retryable?: boolean;
  readonly status?: number;
  /** HTTP headers of the answer, where nothing was executed. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fieldErrors?: readonly FieldError[];
  /** The write may or may not have been done. */
  readonly outcome?: 'UNKNOWN';
  readonly retryAfterSeconds?: number;
  readonly upstream?: UpstreamCall;
  readonly limit?: Limit;
  /** Went up before the request failed; a retry can use the URIs instead of sending the files again. */
  readonly uploadedFiles?: readonly UploadedFile[];
}

/** The one error that is meant for clients. Field error paths start at the operation's `input`. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.message ?? ERROR_CODES[code].message);
    this.code = code;
    this.details = details;
  }
}

/** The refusal of an input for all its mistakes at once. */
export function badUserInput(fieldErrors: readonly FieldError[]): GatewayError {
  const [first] = fieldErrors;
  const message =
    fieldErrors.length === 1 && first
      ? `One field needs correcting: ${[...first.path].join('.')}.`
      : `${fieldErrors.length} fields need correcting.`;
  return new GatewayError('BAD_USER_INPUT', { message, fieldErrors });
}

import { ERROR_CODES, type ErrorCode } from './error-codes.ts';
import type { FieldError, FieldPath } from './field-error-codes.ts';

export type { FieldError, FieldPath } from './field-error-codes.ts';

/** What ran out. Metrics count by it; clients have the message. */
export type Limit =
  | 'aliases'
  | 'answer_values'
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
  readonly uploadedFiles?: readonly { readonly path: FieldPath; readonly uri: string }[];
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

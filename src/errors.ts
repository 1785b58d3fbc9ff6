import { ERROR_CODES, type ErrorCode } from './error-codes.ts';
import type { FieldError, FieldPath } from './field-error-codes.ts';

export type { FieldError, FieldPath } from './field-error-codes.ts';

/** The exceeded limit: a label of metrics, not sent to clients. */
export const LIMITS = [
  'aliases',
  'answer_values',
  'body_bytes',
  'body_rate',
  'connections',
  'depth',
  'directives',
  'fields',
  'file_bytes',
  'files',
  'fin_com',
  'mutations',
  'requests_in_flight',
  'requests_in_flight_per_caller',
  'requests_per_minute',
  'subscriptions',
  'subscriptions_per_caller',
  'upstream_calls',
  'upstream_circuit',
  'upstream_connections',
] as const;
export type Limit = (typeof LIMITS)[number];

export interface UpstreamCall {
  readonly operation: string;
  readonly status?: number;
}

export interface ErrorDetails {
  /** Replaces the default message of the code. Must not contain private data. */
  readonly message?: string;
  /** Overrides the default of the code. */
  readonly retryable?: boolean;
  readonly status?: number;
  /** Headers of the HTTP response, if nothing was executed. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fieldErrors?: readonly FieldError[];
  /** The write may or may not have been executed. */
  readonly outcome?: 'UNKNOWN';
  readonly retryAfterSeconds?: number;
  readonly upstream?: UpstreamCall;
  readonly limit?: Limit;
  /** Files stored before the request failed. A retry can send their URIs instead of the files. */
  readonly uploadedFiles?: readonly { readonly path: FieldPath; readonly uri: string }[];
}

/** The only error that is sent to clients. Paths of field errors start at the argument. */
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

/** An error with all mistakes in an input. */
export function badUserInput(fieldErrors: readonly FieldError[]): GatewayError {
  const [first] = fieldErrors;
  const message =
    fieldErrors.length === 1 && first
      ? `One field needs to be corrected: ${first.path.join('.')}.`
      : `${fieldErrors.length} fields need to be corrected.`;
  return new GatewayError('BAD_USER_INPUT', { message, fieldErrors });
}

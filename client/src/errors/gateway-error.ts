import type { FieldErrorCode, FieldErrorParams, GatewayErrorCode } from './error-tables.ts';

/** Field names and list indexes, such as `['input', 'proofOfIdentity', 'files', 0, 'uri']`. */
export type FieldPath = readonly (string | number)[];

interface FieldErrorDetails {
  /** Starts at the argument. Empty if the mistake belongs to no single field. */
  readonly path: FieldPath;
  /** English, for developers. For `REFUSED`, the reason that Fin.com gives. */
  readonly message: string;
  /** Name of the field in Fin.com's error. */
  readonly upstreamField?: string;
}

export interface FieldErrorOf<Code extends FieldErrorCode> extends FieldErrorDetails {
  readonly code: Code;
  readonly params: FieldErrorParams[Code];
}

/** A mistake in the input. `code` determines the type of `params`. */
export type KnownFieldError = { [Code in FieldErrorCode]: FieldErrorOf<Code> }[FieldErrorCode];

/** From a newer gateway: a code, or params of a known code, that this version of the package does not have. */
export interface UnknownFieldError extends FieldErrorDetails {
  readonly code: 'UNKNOWN';
  readonly sentCode: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export type FieldError = KnownFieldError | UnknownFieldError;

/** A file that was stored before the request failed. In the next attempt, send `uri` instead of the upload at `path`. */
export interface UploadedFile {
  readonly path: FieldPath;
  readonly uri: string;
}

/** The failed call to Fin.com. There is no status if there was no response. */
export interface UpstreamCall {
  readonly operation: string;
  readonly status?: number;
}

interface ErrorDetails {
  /** True: nothing was done, and the same request may succeed later. */
  readonly retryable: boolean;
  /** The write may or may not have been executed. Do not repeat it automatically. */
  readonly outcome?: 'UNKNOWN';
  /** Seconds to wait before trying again or looking up the customer. */
  readonly retryAfterSeconds?: number;
  readonly upstream?: UpstreamCall;
}

/** The `extensions` of an error as the gateway sends them. */
export interface GatewayErrorExtensions extends ErrorDetails {
  readonly code: GatewayErrorCode;
  /** Also in the header `x-request-id` and in the gateway's log. */
  readonly requestId: string;
  readonly fieldErrors?: readonly KnownFieldError[];
  readonly uploadedFiles?: readonly UploadedFile[];
}

interface ParsedError extends ErrorDetails {
  /** English, for developers. */
  readonly message: string;
  /** The field of the response that failed, such as `['attachIndividualDocuments']`. */
  readonly path?: FieldPath;
  readonly fieldErrors: readonly FieldError[];
  readonly uploadedFiles: readonly UploadedFile[];
}

export interface KnownGatewayError extends ParsedError {
  readonly code: GatewayErrorCode;
  readonly requestId: string;
}

/**
 * From a newer gateway, with a code that this version of the package does not have. Or from a router or proxy in between:
 * then there is no `requestId`, and `outcome` is `UNKNOWN`, because nothing shows what happened to the request.
 */
export interface UnknownGatewayError extends ParsedError {
  readonly code: 'UNKNOWN';
  readonly sentCode?: string;
  readonly requestId?: string;
}

export type GatewayError = KnownGatewayError | UnknownGatewayError;

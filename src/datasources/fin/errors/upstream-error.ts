import { ERROR_CODES, type ErrorCode } from '../../../error-codes.ts';
import { type ErrorDetails, type FieldError, type FieldPath, GatewayError } from '../../../errors.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { TransportFailure } from '../http/transport-failure.ts';
import { redactAll } from '../redaction/redact.ts';
import { type ErrorBody, parseErrorBody } from './error-body.ts';
import { type UpstreamOperation, unknownOutcomeAdvice } from './upstream-operation.ts';

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'FIN_VALIDATION_FAILED',
  401: 'UPSTREAM_AUTHENTICATION_FAILED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  408: 'UPSTREAM_TIMEOUT',
  409: 'CONFLICT',
  422: 'FIN_VALIDATION_FAILED',
  423: 'FEATURE_LOCKED',
  428: 'UPSTREAM_PROVIDER_ERROR',
  429: 'RATE_LIMITED',
  504: 'UPSTREAM_TIMEOUT',
};

/** Fin.com documents these as rejections. `retryable` of a write depends on them (docs/decisions/0003). */
const FIN_REJECTIONS: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 422, 423]);
/** HTTP defines these as rejections before the request is handled (RFC 9110, section 15.5; RFC 6585; RFC 8470). */
const HTTP_REJECTIONS: ReadonlySet<number> = new Set([
  ...[402, 405, 407, 410, 411, 412, 413, 414, 415, 416, 417, 421, 425, 426, 429, 431, 451],
]);

/** Fin.com's text for these codes is meant for the client. */
const CODES_WITH_UPSTREAM_TEXT: ReadonlySet<ErrorCode> = new Set([
  'FIN_VALIDATION_FAILED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'FEATURE_LOCKED',
  'UPSTREAM_PROVIDER_ERROR',
]);

/** Nothing is known about it, so the request may have been sent. */
const UNKNOWN_FAILURE = new TransportFailure('unknown', true);

export interface UpstreamRequest extends UpstreamOperation {
  /** Maps one of Fin.com's field names to the client's input. */
  readonly toInputPath: (upstreamField: string) => FieldPath;
  /** Sent values that must not be repeated in Fin.com's messages. */
  readonly privateValues: readonly string[];
}

/**
 * The error for a call without a response. Copies nothing from the thrown error, unless that is a GatewayError: the body's
 * source failed, which is about the client, or the call was not sent.
 */
export function toNetworkError(operation: UpstreamOperation, error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  const { reason, mayHaveBeenSent } = error instanceof TransportFailure ? error : UNKNOWN_FAILURE;
  const code = reason === 'timeout' ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
  const details: ErrorDetails = { upstream: { operation: operation.operation } };
  return new GatewayError(
    code,
    mayHaveBeenSent ? withUnknownOutcome(operation, code, details) : { ...details, retryable: true },
  );
}

/** The error for a response whose status is not a success. */
export function toUpstreamError(response: HttpResponse, request: UpstreamRequest): GatewayError {
  const { status } = response;
  const code = toErrorCode(status, request);
  const retryAfterSeconds = parseRetryAfter(response.retryAfter);
  const details: ErrorDetails = {
    upstream: { operation: request.operation, status },
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...((code === 'RATE_LIMITED' || code === 'UPLOAD_TOO_LARGE') && { limit: 'fin_com' }),
    ...(CODES_WITH_UPSTREAM_TEXT.has(code) && upstreamText(code, response.text, request)),
  };
  return new GatewayError(code, isRejection(status) ? details : withUnknownOutcome(request, code, details));
}

/** The error for a success whose body breaks the contract. */
export function toBadResponseError({ status }: HttpResponse, operation: UpstreamOperation): GatewayError {
  const code = 'UPSTREAM_BAD_RESPONSE';
  const details = { upstream: { operation: operation.operation, status } };
  return new GatewayError(code, withUnknownOutcome(operation, code, details));
}

function toErrorCode(status: number, { effect }: UpstreamOperation): ErrorCode {
  // Fin.com's own size limit is undocumented and may be lower than ours.
  if (status === 413 && effect === 'upload') return 'UPLOAD_TOO_LARGE';
  return CODE_BY_STATUS[status] ?? (status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_BAD_RESPONSE');
}

/** Whether the status guarantees that nothing was done. */
function isRejection(status: number): boolean {
  return FIN_REJECTIONS.has(status) || HTTP_REJECTIONS.has(status);
}

function withUnknownOutcome(
  operation: UpstreamOperation,
  code: ErrorCode,
  details: ErrorDetails,
): ErrorDetails {
  const advice = unknownOutcomeAdvice(operation);
  if (advice === undefined) return { ...details, retryable: ERROR_CODES[code].retryable };
  const { message } = new GatewayError(code, details);
  return { ...details, retryable: false, outcome: 'UNKNOWN', message: `${message} ${advice}` };
}

function upstreamText(code: ErrorCode, text: string, request: UpstreamRequest): ErrorDetails {
  const body = parseErrorBody(text, (name) => request.toInputPath(name).length > 0);
  if (code === 'FIN_VALIDATION_FAILED') return toValidationDetails(body, request);
  if (body.message === undefined) return {};
  const [shown] = redactAll([body.message], request.privateValues);
  return { message: `${ERROR_CODES[code].message} Fin.com's message: ${shown}` };
}

function toValidationDetails({ message, fieldErrors }: ErrorBody, request: UpstreamRequest): ErrorDetails {
  const texts = fieldErrors.flatMap(({ field = '', message: reason }) => [reason, field]);
  const [shownMessage = '', ...shownTexts] = redactAll([message ?? '', ...texts], request.privateValues);
  if (fieldErrors.length === 0) {
    const reason = message === undefined ? 'Fin.com gave no reason.' : shownMessage;
    return { fieldErrors: [{ path: [], code: 'REFUSED', params: {}, message: reason }] };
  }
  const toFieldError = ({ field }: { readonly field: string | undefined }, index: number): FieldError => {
    const [reason = '', upstreamField = ''] = shownTexts.slice(2 * index);
    const error = { code: 'REFUSED', params: {}, message: reason } as const;
    if (field === undefined) return { path: [], ...error };
    return { path: request.toInputPath(field), ...error, upstreamField };
  };
  const count = fieldErrors.length === 1 ? 'one field' : `${fieldErrors.length} fields`;
  const reason = message === undefined ? '.' : `: ${shownMessage}`;
  return { message: `Fin.com rejected ${count}${reason}`, fieldErrors: fieldErrors.map(toFieldError) };
}

import { ERROR_CODES, type ErrorCode } from '../../../error-codes.ts';
import { type ErrorDetails, type FieldError, type FieldPath, GatewayError } from '../../../errors.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { redactAll } from '../redaction/redact.ts';
import { parseRefusalBody, type RefusalBody } from './error-body.ts';

/**
 * What to do when the outcome of a call is not known, by its name. Null: it changes nothing that a customer would notice,
 * so that doing it again is safe.
 */
const OUTCOME_ADVICE = {
  issueToken: null,
  refreshToken: null,
  createIndividualCustomer:
    'Whether the customer was created is not known: look for it before you try again, or there may be two.',
  getCustomer: null,
  updateCustomer: 'Whether it was done is not known: look the customer up before you try again.',
  listCustomers: null,
  uploadDocuments:
    'Whether the files were stored is not known. Nothing was attached: sending them again is safe.',
  attachIndividualDocuments: 'Whether it was done is not known: look the customer up before you try again.',
  listOccupations: null,
  listPurposes: null,
  listSourceOfFunds: null,
  listCountries: null,
  listSubdivisions: null,
} as const satisfies Record<string, string | null>;
export type Operation = keyof typeof OUTCOME_ADVICE;

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

/** What Fin.com documents as a refusal. `retryable` of a write rests on these (docs/decisions/0003). */
const FIN_REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 422, 423]);
/** What HTTP defines as a refusal before the request is handled (RFC 9110, section 15.5; RFC 6585; RFC 8470). */
const HTTP_REFUSALS: ReadonlySet<number> = new Set([
  ...[402, 405, 407, 410, 411, 412, 413, 414, 415, 416, 417, 421, 425, 426, 429, 431, 451],
]);

/** Refusals whose text is meant for the one who asked. */
const CODES_WITH_UPSTREAM_TEXT: ReadonlySet<ErrorCode> = new Set([
  'FIN_VALIDATION_FAILED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'FEATURE_LOCKED',
  'UPSTREAM_PROVIDER_ERROR',
]);

const NO_CONNECTION_RETRY_AFTER_SECONDS = 1;

export interface RequestTraits {
  readonly operation: Operation;
  /** From a field of Fin.com's to the input that the client sent. */
  readonly toInputPath: (upstreamField: string) => FieldPath;
  /** What was sent and must not come back inside Fin.com's sentences. */
  readonly privateValues: readonly string[];
}

/** A call that got no answer: too slow, no connection, or a broken one. Copies nothing of what was thrown. */
export function noAnswer(
  operation: Operation,
  {
    isTimeout,
    mayHaveBeenSent,
    hadNoConnection = false,
  }: { isTimeout: boolean; mayHaveBeenSent: boolean; hadNoConnection?: boolean },
): GatewayError {
  if (hadNoConnection && !mayHaveBeenSent) return noFreeConnection(operation);
  const code = isTimeout ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
  const upstream = { operation };
  return new GatewayError(
    code,
    mayHaveBeenSent ? unsure(operation, code, { upstream }) : { upstream, retryable: true },
  );
}

/** The gateway itself had no room for the call. Fin.com was not asked. */
export function noFreeConnection(operation: Operation): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', {
    message:
      'The gateway had no free connection to Fin.com. Nothing was sent: the same request may succeed shortly.',
    retryable: true,
    retryAfterSeconds: NO_CONNECTION_RETRY_AFTER_SECONDS,
    limit: 'upstream_connections',
    upstream: { operation },
  });
}

/** An answer that is not a success, whatever its shape. */
export function fromRefusal(answer: HttpAnswer, traits: RequestTraits): GatewayError {
  const { operation } = traits;
  const code = codeOf(answer.status, operation);
  const retryAfterSeconds = parseRetryAfter(answer.retryAfter);
  const base: ErrorDetails = {
    upstream: { operation, status: answer.status },
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...((code === 'RATE_LIMITED' || code === 'UPLOAD_TOO_LARGE') && { limit: 'fin_com' }),
  };
  const hasWords = CODES_WITH_UPSTREAM_TEXT.has(code);
  const details = hasWords ? { ...base, ...upstreamWords(code, answer.text, traits) } : base;
  return new GatewayError(code, isRefusal(answer.status) ? details : unsure(operation, code, details));
}

/** A success whose body is not what the contract says. */
export function badResponse(answer: HttpAnswer, operation: Operation): GatewayError {
  const upstream = { operation, status: answer.status };
  return new GatewayError('UPSTREAM_BAD_RESPONSE', unsure(operation, 'UPSTREAM_BAD_RESPONSE', { upstream }));
}

function codeOf(status: number, operation: Operation): ErrorCode {
  // Fin.com's own limit, which is not documented, may be below ours.
  if (status === 413 && operation === 'uploadDocuments') return 'UPLOAD_TOO_LARGE';
  return CODE_BY_STATUS[status] ?? (status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_BAD_RESPONSE');
}

/** Whether a status says that nothing was done. */
function isRefusal(status: number): boolean {
  return FIN_REFUSALS.has(status) || HTTP_REFUSALS.has(status);
}

function unsure(operation: Operation, code: ErrorCode, base: ErrorDetails): ErrorDetails {
  const advice = OUTCOME_ADVICE[operation];
  if (advice === null) return { ...base, retryable: ERROR_CODES[code].retryable };
  const { message } = new GatewayError(code, base);
  return {
    ...base,
    retryable: false,
    outcome: 'UNKNOWN',
    message: `${message} ${advice}`,
  };
}

function upstreamWords(code: ErrorCode, text: string, traits: RequestTraits): ErrorDetails {
  const body = parseRefusalBody(text, (name) => traits.toInputPath(name).length > 0);
  if (code !== 'FIN_VALIDATION_FAILED') {
    const [words] = redactAll(body.message === undefined ? [] : [body.message], traits.privateValues);
    const { message } = new GatewayError(code);
    return words === undefined ? {} : { message: `${message} Fin.com says: ${words}` };
  }
  return validationWords(body, traits);
}

function validationWords({ message, complaints }: RefusalBody, traits: RequestTraits): ErrorDetails {
  const texts = complaints.flatMap(({ field = '', message: reason }) => [reason, field]);
  const [words, ...shown] = redactAll([message ?? '', ...texts], traits.privateValues);
  if (complaints.length === 0) {
    const reason = message === undefined ? 'Fin.com gave no reason.' : (words ?? '');
    return { fieldErrors: [{ path: [], code: 'REFUSED', params: {}, message: reason }] };
  }
  const fieldErrors = complaints.map(({ field }, index): FieldError => {
    const [reason = '', upstreamField = ''] = shown.slice(2 * index);
    const error = { code: 'REFUSED', params: {}, message: reason } as const;
    if (field === undefined) return { path: [], ...error };
    return { path: traits.toInputPath(field), ...error, upstreamField };
  });
  const count = fieldErrors.length === 1 ? 'one field' : `${fieldErrors.length} fields`;
  return { message: `Fin.com refused ${count}${message === undefined ? '.' : `: ${words}`}`, fieldErrors };
}

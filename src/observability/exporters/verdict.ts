import type { ErrorCode } from '../../error-codes.ts';
import type { RequestEnd } from '../telemetry.ts';

/**
 * How a result counts towards the objectives in docs/operations.md. `caller`: the caller has to change something, so the
 * result counts neither for nor against the gateway.
 */
export type Verdict = 'good' | 'bad' | 'caller';
export const VERDICTS: readonly Verdict[] = ['good', 'bad', 'caller'];

const OF_ERRORS: Readonly<Record<ErrorCode, Verdict>> = {
  BAD_USER_INPUT: 'caller',
  FIN_VALIDATION_FAILED: 'caller',
  NOT_FOUND: 'caller',
  FORBIDDEN: 'caller',
  CONFLICT: 'caller',
  FEATURE_LOCKED: 'bad',
  UPSTREAM_PROVIDER_ERROR: 'bad',
  RATE_LIMITED: 'bad',
  UPSTREAM_AUTHENTICATION_FAILED: 'bad',
  UPSTREAM_UNAVAILABLE: 'bad',
  UPSTREAM_TIMEOUT: 'bad',
  UPSTREAM_BAD_RESPONSE: 'bad',
  UPLOAD_TOO_LARGE: 'caller',
  UPLOAD_TOO_MANY_FILES: 'caller',
  UPLOAD_TYPE_NOT_ALLOWED: 'caller',
  UPLOAD_EMPTY: 'caller',
  UPLOAD_INCOMPLETE: 'caller',
  UPLOAD_MALFORMED: 'caller',
  UNAUTHENTICATED: 'caller',
  CSRF_PREFLIGHT_REQUIRED: 'caller',
  GRAPHQL_PARSE_FAILED: 'caller',
  GRAPHQL_VALIDATION_FAILED: 'caller',
  PERSISTED_QUERY_NOT_FOUND: 'caller',
  OPERATION_RESOLUTION_FAILURE: 'caller',
  BAD_REQUEST: 'caller',
  IDEMPOTENCY_UNAVAILABLE: 'bad',
  IDEMPOTENCY_KEY_REUSED: 'caller',
  INTERNAL_SERVER_ERROR: 'bad',
};

/** @param code of the error of a root field */
export function judgeField(code: ErrorCode | undefined): Verdict {
  return code === undefined ? 'good' : OF_ERRORS[code];
}

/** A response with status 200 is good even if fields failed: each of them has a verdict of its own. */
export function judgeRequest({ status, aborted }: Pick<RequestEnd, 'status' | 'aborted'>): Verdict {
  if (aborted) return 'caller';
  if (status >= 500 || status === 429) return 'bad';
  return status >= 400 ? 'caller' : 'good';
}

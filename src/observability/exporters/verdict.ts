import { ERROR_CODES, type ErrorCode } from '../../error-codes.ts';
import type { RequestEnd } from '../telemetry.ts';

/**
 * How a result counts towards the objectives in docs/operations.md. `caller`: the caller has to change something, so the
 * result counts neither for nor against the gateway.
 */
export type Verdict = 'good' | 'bad' | 'caller';
export const VERDICTS: readonly Verdict[] = ['good', 'bad', 'caller'];

/** @param code of the error of a root field */
export function judgeField(code: ErrorCode | undefined): Verdict {
  if (code === undefined) return 'good';
  return ERROR_CODES[code].isCallerError ? 'caller' : 'bad';
}

/** A response with status 200 is good even if fields failed: each of them has a verdict of its own. */
export function judgeRequest({ status, aborted }: Pick<RequestEnd, 'status' | 'aborted'>): Verdict {
  if (aborted) return 'caller';
  if (status >= 500 || status === 429) return 'bad';
  return status >= 400 ? 'caller' : 'good';
}

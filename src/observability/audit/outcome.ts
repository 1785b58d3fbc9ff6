import { WRITE_OPERATIONS } from '../../datasources/fin/endpoints.ts';
import type { ErrorCode } from '../../error-codes.ts';
import { GatewayError } from '../../errors.ts';

/** REFUSED: Fin.com rejected the write. NOT_SENT: Fin.com did not receive the whole request. */
export type WriteOutcome = 'SUCCEEDED' | 'REFUSED' | 'UNKNOWN' | 'NOT_SENT';

/** DENIED: the gateway did not let the caller read the customer. */
export type ReadOutcome = 'SUCCEEDED' | 'DENIED' | 'FAILED';

export type FieldResult = { readonly payload: unknown } | { readonly error: unknown };

export function toErrorCode(error: unknown): ErrorCode {
  return error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR';
}

export function toWriteOutcome(result: FieldResult): WriteOutcome {
  if (!('error' in result)) return 'SUCCEEDED';
  const { error } = result;
  if (!(error instanceof GatewayError) || error.details.outcome === 'UNKNOWN') return 'UNKNOWN';
  const { upstream } = error.details;
  // A call that is no write failed before the write was sent.
  const hasAnswered = upstream?.status !== undefined && WRITE_OPERATIONS.has(upstream.operation);
  return hasAnswered ? 'REFUSED' : 'NOT_SENT';
}

export function toReadOutcome(error: unknown): Exclude<ReadOutcome, 'SUCCEEDED'> {
  const isOurs = error instanceof GatewayError && error.details.upstream === undefined;
  return isOurs && error.code === 'FORBIDDEN' ? 'DENIED' : 'FAILED';
}

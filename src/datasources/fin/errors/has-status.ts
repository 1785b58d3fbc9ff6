import { GatewayError } from '../../../errors.ts';
import type { UpstreamOperation } from './upstream-operation.ts';

/** Whether this endpoint responded with one of the statuses. The token endpoint may fail with the same status. */
export function hasStatus(
  error: unknown,
  { operation }: Pick<UpstreamOperation, 'operation'>,
  ...statuses: readonly number[]
): error is GatewayError {
  if (!(error instanceof GatewayError)) return false;
  const { upstream } = error.details;
  return upstream?.operation === operation && statuses.some((status) => status === upstream.status);
}

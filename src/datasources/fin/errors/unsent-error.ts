import { GatewayError } from '../../../errors.ts';
import type { UpstreamOperation } from './upstream-operation.ts';

const NO_CONNECTION_RETRY_AFTER_SECONDS = 1;

/** Why an operation is not called at present. */
export type OpenCause = 'failures' | 'rate_limit' | 'maintenance';

const MESSAGES: Readonly<Record<OpenCause, string>> = {
  failures: 'Fin.com has not responded to requests of this kind for a while.',
  rate_limit: 'Fin.com limits the rate of requests of this kind.',
  maintenance: 'Fin.com asked for a pause before the next request of this kind.',
};

/** The gateway has no free connection, so Fin.com was not called. */
export function toNoConnectionError({ operation }: Pick<UpstreamOperation, 'operation'>): GatewayError {
  return new GatewayError('UPSTREAM_UNAVAILABLE', {
    message:
      'The gateway had no free connection to Fin.com. Nothing was sent: the same request may succeed shortly.',
    retryable: true,
    retryAfterSeconds: NO_CONNECTION_RETRY_AFTER_SECONDS,
    limit: 'upstream_connections',
    upstream: { operation },
  });
}

/** The circuit of the operation is open, so Fin.com was not called. */
export function toOpenCircuitError(operation: string, cause: OpenCause, leftMs: number): GatewayError {
  return new GatewayError(cause === 'rate_limit' ? 'RATE_LIMITED' : 'UPSTREAM_UNAVAILABLE', {
    message: `${MESSAGES[cause]} Nothing was sent: try again later.`,
    retryable: true,
    retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1_000)),
    limit: cause === 'rate_limit' ? 'fin_com' : 'upstream_circuit',
    upstream: { operation },
  });
}

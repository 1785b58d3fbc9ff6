import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { ENDPOINTS } from '../../datasources/fin/endpoints.ts';
import type { OpenCause } from '../../datasources/fin/errors/unsent-error.ts';
import { ERROR_CODES } from '../../error-codes.ts';
import type { Telemetry } from '../telemetry.ts';

/** Bounds of the buckets of durations. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const CAUSES: readonly OpenCause[] = ['failures', 'rate_limit', 'maintenance'];

/** Exchanges with Fin.com, and operations that are not called. */
export function createUpstreamMetrics(
  registry: Registry,
): Pick<Telemetry, 'attemptStarted' | 'circuitChanged'> {
  const upstream = new Histogram({
    name: 'fin_gateway_upstream_duration_seconds',
    help: 'Duration of calls to Fin.com, by operation and HTTP status (timeout, no_answer or aborted without one).',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  const openCircuits = new Gauge({
    name: 'fin_gateway_upstream_circuit_open',
    help: '1 while an operation of Fin.com is not called, apart from probes, otherwise 0.',
    labelNames: ['operation'],
    registers: [registry],
  });
  const openings = new Counter({
    name: 'fin_gateway_upstream_circuit_openings_total',
    help: 'How often an operation of Fin.com stopped being called, by cause.',
    labelNames: ['operation', 'cause'],
    registers: [registry],
  });
  for (const { operation, effect } of ENDPOINTS) {
    // Calls for tokens have no circuit.
    if (effect === 'token') continue;
    openCircuits.set({ operation }, 0);
    for (const cause of CAUSES) openings.inc({ operation, cause }, 0);
  }
  return {
    attemptStarted({ operation }) {
      const startedAt = performance.now();
      return {
        end({ status, failure }) {
          upstream.observe(
            { operation, status: status ?? labelOf(failure) },
            (performance.now() - startedAt) / 1000,
          );
        },
      };
    },
    circuitChanged({ operation, state, cause }) {
      openCircuits.set({ operation }, Number(state !== 'closed'));
      if (state === 'open' && cause !== undefined) openings.inc({ operation, cause });
    },
  };
}

/** `aborted`: the client's upload broke off, which is no failure of Fin.com. */
function labelOf(failure: string | undefined): string {
  if (failure === 'timeout') return 'timeout';
  return failure !== undefined && Object.hasOwn(ERROR_CODES, failure) ? 'aborted' : 'no_answer';
}

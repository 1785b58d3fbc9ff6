import { Gauge, Histogram, type Registry } from 'prom-client';
import type { Telemetry } from '../telemetry.ts';

/** Bounds of the buckets of durations. */
export const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Exchanges with Fin.com, and operations that are not called. */
export function createUpstreamMetrics(
  registry: Registry,
): Pick<Telemetry, 'attemptStarted' | 'circuitChanged'> {
  const upstream = new Histogram({
    name: 'fin_gateway_upstream_duration_seconds',
    help: 'Duration of calls to Fin.com, by operation and HTTP status (timeout or no_answer without one).',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  const openCircuits = new Gauge({
    name: 'fin_gateway_upstream_circuit_open',
    help: '1 while an operation of Fin.com is not called, apart from probes, otherwise 0. Absent before the first time.',
    labelNames: ['operation'],
    registers: [registry],
  });
  return {
    attemptStarted(operation) {
      const startedAt = performance.now();
      return {
        end({ status, failure }) {
          const label = status ?? (failure === 'timeout' ? 'timeout' : 'no_answer');
          upstream.observe({ operation, status: label }, (performance.now() - startedAt) / 1000);
        },
      };
    },
    circuitChanged: ({ operation, state }) => openCircuits.set({ operation }, Number(state !== 'closed')),
  };
}

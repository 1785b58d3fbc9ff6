import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Telemetry } from '../telemetry.ts';
import { createMetrics } from './metrics.ts';

export interface Metrics {
  /** Prometheus and OTLP both read it. */
  readonly registry: Registry;
  readonly telemetry: Telemetry;
}

/** Measures the gateway's work and the process. */
export function startMetrics(): Metrics {
  const registry = new Registry();
  const telemetry = createMetrics(registry);
  collectDefaultMetrics({ register: registry });
  return { registry, telemetry };
}

import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Telemetry } from '../telemetry.ts';
import { createMetrics } from './metrics.ts';

export interface Counting {
  /** Where the counts are, for Prometheus and OTLP alike. */
  readonly registry: Registry;
  readonly telemetry: Telemetry;
}

/** Counts what the gateway does, and measures the process. */
export function startCounting(): Counting {
  const registry = new Registry();
  const telemetry = createMetrics(registry);
  collectDefaultMetrics({ register: registry });
  return { registry, telemetry };
}

import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Telemetry } from '../telemetry.ts';
import { createMetrics } from './metrics.ts';
import type { RootFields } from './objective-metrics.ts';

export interface Metrics {
  /** Prometheus and OTLP both read it. */
  readonly registry: Registry;
  readonly telemetry: Telemetry;
}

/** Measures the gateway's work and the process. @param version of the gateway */
export function startMetrics(rootFields: RootFields, version: string): Metrics {
  const registry = new Registry();
  const telemetry = createMetrics(registry, rootFields);
  new Gauge({
    name: 'fin_gateway_build_info',
    help: '1. The labels are the versions of the gateway and of Node.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.versions.node }, 1);
  collectDefaultMetrics({ register: registry });
  return { registry, telemetry };
}

import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import type { Resource } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { Registry } from 'prom-client';
import type { Logger } from '../logger.ts';
import { logExportFailures } from './log-export-failures.ts';
import { createMetricProducer } from './metric-producer.ts';

export interface MetricsExport {
  /** Exports the last values. */
  close(): Promise<void>;
}

interface MetricsExportOptions {
  readonly url: string;
  readonly intervalMs: number;
  readonly registry: Registry;
}

/** When the gateway stops, the running export and a last one fit into three seconds. */
const EXPORT_TIMEOUT_MS = 1_500;

/** Exports the registry at each interval. Failed exports are not retried: the next one includes their counts. */
export function startMetricsExport(
  { url, intervalMs, registry }: MetricsExportOptions,
  resource: Resource,
  log: Logger,
): MetricsExport {
  const timeoutMillis = Math.min(EXPORT_TIMEOUT_MS, intervalMs);
  const exporter = new OTLPMetricExporter({ url, timeoutMillis });
  const reader = new PeriodicExportingMetricReader({
    exporter: logExportFailures('metrics', exporter, log),
    exportIntervalMillis: intervalMs,
    exportTimeoutMillis: timeoutMillis,
    metricProducers: [createMetricProducer(registry)],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return { close: () => provider.shutdown() };
}

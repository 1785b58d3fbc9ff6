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
  readonly timeoutMs: number;
  readonly intervalMs: number;
  readonly registry: Registry;
}

/** Exports the registry at each interval. Failed exports are not retried: the next one includes their counts. */
export function startMetricsExport(
  { url, timeoutMs, intervalMs, registry }: MetricsExportOptions,
  resource: Resource,
  log: Logger,
): MetricsExport {
  const exporter = new OTLPMetricExporter({ url, timeoutMillis: timeoutMs });
  const reader = new PeriodicExportingMetricReader({
    exporter: logExportFailures('metrics', exporter, log),
    exportIntervalMillis: intervalMs,
    // After this time, the next export may start. The reader accepts no time beyond its interval.
    exportTimeoutMillis: Math.min(timeoutMs, intervalMs),
    metricProducers: [createMetricProducer(registry)],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return { close: () => provider.shutdown() };
}

import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import type { Resource } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { Registry } from 'prom-client';
import type { PushedMetricsConfig } from '../../config/config.ts';
import type { Logger } from '../logger.ts';
import { logExportFailures } from './log-export-failures.ts';
import { createMetricProducer } from './metric-producer.ts';

export interface MetricsExport {
  /** Exports the last values. */
  close(): Promise<void>;
}

/** Exports the registry at each interval. Failed exports are not retried: the next one includes their counts. */
export function startMetricsExport(
  { url, timeoutMs, intervalMs, readerTimeoutMs }: PushedMetricsConfig,
  registry: Registry,
  resource: Resource,
  log: Logger,
): MetricsExport {
  const exporter = new OTLPMetricExporter({ url, timeoutMillis: timeoutMs });
  const reader = new PeriodicExportingMetricReader({
    exporter: logExportFailures('metrics', exporter, log),
    exportIntervalMillis: intervalMs,
    exportTimeoutMillis: readerTimeoutMs,
    metricProducers: [createMetricProducer(registry)],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return { close: () => provider.shutdown() };
}

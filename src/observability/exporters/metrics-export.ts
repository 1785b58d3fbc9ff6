import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import type { Resource } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import type { Registry } from 'prom-client';
import type { Logger } from '../logger.ts';
import { tellingOfTrouble } from './export-trouble.ts';
import { createMetricProducer } from './metric-producer.ts';

export interface MetricsExport {
  /** Sends the last counts. */
  close(): Promise<void>;
}

interface MetricsExportOptions {
  readonly url: string;
  readonly intervalMs: number;
  readonly registry: Registry;
}

/** An export under way at the close and the last one after it fit into the three seconds of a stop. */
const EXPORT_TIMEOUT_MS = 1_500;

/** Sends what the registry has, at each interval. An export that fails is not repeated later: the next one has its counts. */
export function startMetricsExport(
  { url, intervalMs, registry }: MetricsExportOptions,
  resource: Resource,
  log: Logger,
): MetricsExport {
  const timeoutMillis = Math.min(EXPORT_TIMEOUT_MS, intervalMs);
  const exporter = new OTLPMetricExporter({ url, timeoutMillis });
  const reader = new PeriodicExportingMetricReader({
    exporter: tellingOfTrouble('metrics', exporter, log),
    exportIntervalMillis: intervalMs,
    exportTimeoutMillis: timeoutMillis,
    metricProducers: [createMetricProducer(registry)],
  });
  const provider = new MeterProvider({ resource, readers: [reader] });
  return { close: () => provider.shutdown() };
}

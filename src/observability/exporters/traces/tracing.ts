import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Resource } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { TracesConfig } from '../../../config/config.ts';
import type { Logger } from '../../logger.ts';
import type { Telemetry } from '../../telemetry.ts';
import { logExportFailures } from '../log-export-failures.ts';
import { createSampler } from './sampler.ts';
import { createSpans } from './spans.ts';

export interface Tracing {
  readonly telemetry: Telemetry;
  /** Exports the spans that are left. */
  close(): Promise<void>;
}

interface TracingOptions extends TracesConfig {
  /** Undefined: the gateway uses no Redis. */
  readonly redisUrl: string | undefined;
}

/** Records spans and exports them in the background. When too many wait, new ones are dropped. */
export function startTracing(options: TracingOptions, resource: Resource, log: Logger): Tracing {
  const { url, timeoutMs, continuesTraces, propagatesToFin, redisUrl } = options;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: timeoutMs });
  const provider = new TracerProvider({
    resource,
    sampler: createSampler(options),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: logExportFailures('traces', exporter, log),
        exportTimeoutMillis: options.batchTimeoutMs,
        scheduledDelayMillis: options.batchDelayMs,
        maxQueueSize: options.maxQueueSize,
        maxExportBatchSize: options.maxBatchSize,
      }),
    ],
  });
  const propagator = new W3CTraceContextPropagator();
  return {
    telemetry: createSpans({
      tracer: provider.getTracer('fin-gateway'),
      fromCallers: continuesTraces ? propagator : undefined,
      toFin: propagatesToFin ? propagator : undefined,
      redisUrl,
    }),
    close: () => provider.shutdown(),
  };
}

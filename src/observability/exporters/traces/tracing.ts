import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { Resource } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Logger } from '../../logger.ts';
import type { Telemetry } from '../../telemetry.ts';
import { logExportFailures } from '../log-export-failures.ts';
import { createSpans } from './spans.ts';

export interface Tracing {
  readonly telemetry: Telemetry;
  /** Exports the spans that are left. */
  close(): Promise<void>;
}

interface TracingOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly propagatesToFin: boolean;
  /** Undefined: the gateway uses no Redis. */
  readonly redisUrl: string | undefined;
}

const MAX_WAITING_SPANS = 2_048;

/** Records spans and exports them in the background. When too many wait, new ones are dropped. */
export function startTracing(
  { url, timeoutMs, propagatesToFin, redisUrl }: TracingOptions,
  resource: Resource,
  log: Logger,
): Tracing {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: timeoutMs });
  const provider = new TracerProvider({
    resource,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: logExportFailures('traces', exporter, log),
        exportTimeoutMillis: timeoutMs,
        maxQueueSize: MAX_WAITING_SPANS,
      }),
    ],
  });
  const propagator = new W3CTraceContextPropagator();
  return {
    telemetry: createSpans({
      tracer: provider.getTracer('fin-gateway'),
      fromCallers: propagator,
      toFin: propagatesToFin ? propagator : undefined,
      redisUrl,
    }),
    close: () => provider.shutdown(),
  };
}

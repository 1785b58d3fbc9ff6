import type { Config } from './config.ts';
import type { Logger } from './server/logger.ts';
import { combineTelemetry, type Telemetry } from './server/telemetry.ts';

export interface RunningTelemetry {
  /** Undefined: nobody wants to know. */
  readonly telemetry: Telemetry | undefined;
  /** Undefined: none are served. */
  readonly metricsUrl: string | undefined;
  close(): Promise<void>;
}

/** Starts what the configuration asks for, and loads nothing else. */
export async function startTelemetry(
  { metrics, tracing }: Pick<Config, 'metrics' | 'tracing'>,
  log: Logger,
): Promise<RunningTelemetry> {
  const prometheus = metrics && (await (await import('./telemetry/prometheus.ts')).startPrometheus(metrics));
  const spans = tracing && (await import('./telemetry/tracing.ts')).startTracing(tracing, log);
  const parts = [prometheus, spans].flatMap((part) => part ?? []);
  return {
    telemetry: parts.length > 0 ? combineTelemetry(parts.map((part) => part.telemetry)) : undefined,
    metricsUrl: prometheus?.url,
    async close() {
      await Promise.all(parts.map((part) => part.close()));
    },
  };
}

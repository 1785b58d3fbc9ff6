import type { Config } from './config/parse-config.ts';
import type { Logger } from './observability/logger.ts';
import { combineTelemetry, type Telemetry } from './observability/telemetry.ts';
import { type BoundedServerOptions, createBoundedServer } from './server/connections/bounded-server.ts';

export interface RunningTelemetry {
  /** Undefined: nobody wants to know. */
  readonly telemetry: Telemetry | undefined;
  /** Undefined: none are served. */
  readonly metricsUrl: string | undefined;
  close(): Promise<void>;
}

/** A scraper needs one connection. */
const METRICS_LIMITS = {
  maxConnections: 64,
  headersMs: 10_000,
  keepAliveTimeoutMs: 75_000,
  maxSendingMs: 60_000,
  maxRejectedBytes: 65_536,
  maxUnsentBytes: 16_777_216,
  corsOrigins: [],
} as const;

/** Starts what the configuration asks for, and loads nothing else. */
export async function startTelemetry(
  { metrics, otlp }: Pick<Config, 'metrics' | 'otlp'>,
  log: Logger,
  limits: Partial<Pick<BoundedServerOptions, 'headersMs' | 'maxSendingMs'>> = {},
): Promise<RunningTelemetry> {
  if (!metrics && !otlp) return { telemetry: undefined, metricsUrl: undefined, close: async () => undefined };
  const { registry, telemetry } = (await import('./observability/exporters/counting.ts')).startCounting();
  const prometheus =
    metrics &&
    (await (
      await import('./observability/exporters/prometheus.ts')
    ).startPrometheus(
      metrics,
      registry,
      (listener) => createBoundedServer({ ...METRICS_LIMITS, ...limits, log }, () => listener).server,
    ));
  const exported = otlp && (await import('./observability/exporters/otlp.ts')).startOtlp(otlp, registry, log);
  return {
    telemetry: combineTelemetry(exported ? [telemetry, exported.telemetry] : [telemetry]),
    metricsUrl: prometheus?.url,
    async close() {
      await Promise.all([prometheus?.close(), exported?.close()]);
      registry.clear();
    },
  };
}

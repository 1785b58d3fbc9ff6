import type { Config } from '../config/config.ts';
import type { Logger } from '../observability/logger.ts';
import { combineTelemetry, type Telemetry } from '../observability/telemetry.ts';
import { ROOT_FIELDS } from '../schema/root-fields.ts';
import { type BoundedServerOptions, createBoundedServer } from '../server/connections/bounded-server.ts';
import { VERSION } from '../version.ts';
import { requireReadable } from './require-readable.ts';

interface RunningTelemetry {
  /** Undefined: nothing is observed. */
  readonly telemetry: Telemetry | undefined;
  /** Undefined: metrics are not served. */
  readonly metricsUrl: string | undefined;
  close(): Promise<void>;
}

const METRICS_SERVER_LIMITS = {
  maxConnections: 64,
  headersMs: 10_000,
  keepAliveTimeoutMs: 75_000,
  maxSendingMs: 60_000,
  maxRejectedBytes: 65_536,
  maxUnsentBytes: 16_777_216,
  corsOrigins: [],
} as const;

/**
 * Starts the configured exporters. Their libraries are loaded only when needed.
 *
 * @throws {Error} that names the variable to correct
 */
export async function startTelemetry(
  { metrics, otlp, sharedState }: Config,
  log: Logger,
  limits: Partial<Pick<BoundedServerOptions, 'headersMs' | 'maxSendingMs'>>,
): Promise<RunningTelemetry> {
  if (!metrics && !otlp) return { telemetry: undefined, metricsUrl: undefined, close: async () => undefined };
  if (otlp) requireReadable(otlp.files);
  const { startMetrics } = await import('../observability/exporters/start-metrics.ts');
  const { registry, telemetry } = startMetrics(ROOT_FIELDS, VERSION);
  const prometheus =
    metrics &&
    (await import('../observability/exporters/prometheus.ts').then(({ startPrometheus }) =>
      startPrometheus(metrics, registry, (listener) => {
        const options = { ...METRICS_SERVER_LIMITS, ...limits, log };
        return createBoundedServer(options, () => listener).server;
      }),
    ));
  const exporter =
    otlp &&
    (await import('../observability/exporters/otlp.ts').then(({ startOtlp }) =>
      startOtlp({ ...otlp, registry, sharedState, version: VERSION, log }),
    ));
  return {
    telemetry: combineTelemetry(exporter?.telemetry ? [telemetry, exporter.telemetry] : [telemetry]),
    metricsUrl: prometheus?.url,
    async close() {
      await Promise.all([prometheus?.close(), exporter?.close()]);
      registry.clear();
    },
  };
}

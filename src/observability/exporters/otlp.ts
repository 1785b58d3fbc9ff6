import { randomUUID } from 'node:crypto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { Registry } from 'prom-client';
import type { OtlpConfig } from '../../config/config.ts';
import type { Logger } from '../logger.ts';
import type { Telemetry } from '../telemetry.ts';
import { startMetricsExport } from './metrics-export.ts';
import { startTracing } from './traces/tracing.ts';

export interface OtlpExport {
  /** Records spans. */
  readonly telemetry: Telemetry;
  /** Exports what is left, for at most three seconds. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 3_000;

/** Exports spans and the metrics of the registry to one receiver, in the background. */
export function startOtlp(
  { endpoint, timeoutMs, metricsIntervalMs, propagatesToFin }: OtlpConfig,
  registry: Registry,
  redisUrl: string | undefined,
  log: Logger,
): OtlpExport {
  const base = endpoint.replace(/\/$/, '');
  const resource = resourceFromAttributes({
    'service.name': 'fin-gateway',
    // Without it, counts of several replicas would overwrite each other.
    'service.instance.id': randomUUID(),
  });
  const tracing = startTracing(
    { url: `${base}/v1/traces`, timeoutMs, propagatesToFin, redisUrl },
    resource,
    log,
  );
  const metrics = startMetricsExport(
    { url: `${base}/v1/metrics`, timeoutMs, intervalMs: metricsIntervalMs, registry },
    resource,
    log,
  );
  return {
    telemetry: tracing.telemetry,
    close: () => waitAtMost(CLOSE_TIMEOUT_MS, [tracing.close(), metrics.close()]),
  };
}

/** Waits until all promises are settled, or until the time has passed. */
async function waitAtMost(ms: number, promises: readonly Promise<void>[]): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([Promise.allSettled(promises), late.promise]);
  clearTimeout(timer);
}

import { randomUUID } from 'node:crypto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { Registry } from 'prom-client';
import type { OtlpConfig } from '../../config/config.ts';
import type { Logger } from '../logger.ts';
import type { Telemetry } from '../telemetry.ts';
import { startMetricsExport } from './metrics-export.ts';
import { startTracing } from './tracing.ts';

export interface OtlpExport {
  /** Makes spans. */
  readonly telemetry: Telemetry;
  /** Sends what is left, for at most three seconds. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 3_000;

/** Sends spans, and what the registry has, to one receiver, in the background. */
export function startOtlp(
  { endpoint, metricsIntervalMs, propagatesToFin }: OtlpConfig,
  registry: Registry,
  log: Logger,
): OtlpExport {
  const base = endpoint.replace(/\/$/, '');
  const resource = resourceFromAttributes({
    'service.name': 'fin-gateway',
    // Counts of replicas that cannot be told apart would overwrite each other.
    'service.instance.id': randomUUID(),
  });
  const tracing = startTracing({ url: `${base}/v1/traces`, propagatesToFin }, resource, log);
  const metrics = startMetricsExport(
    { url: `${base}/v1/metrics`, intervalMs: metricsIntervalMs, registry },
    resource,
    log,
  );
  return {
    telemetry: tracing.telemetry,
    close: () => within(CLOSE_TIMEOUT_MS, [tracing.close(), metrics.close()]),
  };
}

/** Waits for the promises, but not longer; how they end is all the same. */
async function within(ms: number, promises: readonly Promise<void>[]): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([Promise.allSettled(promises), late.promise]);
  clearTimeout(timer);
}

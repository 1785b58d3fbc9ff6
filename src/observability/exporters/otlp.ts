import type { Registry } from 'prom-client';
import type { Config, OtlpConfig } from '../../config/config.ts';
import type { Logger } from '../logger.ts';
import type { Telemetry } from '../telemetry.ts';
import { startMetricsExport } from './metrics-export.ts';
import { createResource } from './otlp-resource.ts';
import { startTracing } from './traces/tracing.ts';

export interface OtlpExport {
  /** Records spans. Undefined: only metrics are exported. */
  readonly telemetry: Telemetry | undefined;
  /** Exports what is left, for at most three seconds. */
  close(): Promise<void>;
}

interface OtlpOptions extends Omit<OtlpConfig, 'files'> {
  readonly registry: Registry;
  readonly sharedState: Config['sharedState'];
  readonly version: string;
  readonly log: Logger;
}

const CLOSE_TIMEOUT_MS = 3_000;

/** Exports spans and the metrics of the registry in the background. */
export function startOtlp({ traces, metrics, registry, sharedState, version, log }: OtlpOptions): OtlpExport {
  const resource = createResource(version);
  const tracing = traces && startTracing({ ...traces, redisUrl: sharedState?.redis.url }, resource, log);
  const pushed = metrics && startMetricsExport(metrics, registry, resource, log);
  return {
    telemetry: tracing?.telemetry,
    close: () => waitAtMost(CLOSE_TIMEOUT_MS, [tracing?.close(), pushed?.close()]),
  };
}

/** Waits until all promises are settled, or until the time has passed. */
async function waitAtMost(ms: number, promises: readonly (Promise<void> | undefined)[]): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([Promise.allSettled(promises), late.promise]);
  clearTimeout(timer);
}

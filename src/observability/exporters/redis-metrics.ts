import { Counter, Histogram, type Registry } from 'prom-client';
import type { Telemetry } from '../telemetry.ts';

/** Bounds of the buckets. A command of a healthy Redis takes less than a millisecond. */
const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/** Reasons that operators look for. Redis and Node have many more codes, so all others are counted as one. */
const REASONS: ReadonlySet<string> = new Set([
  'CLUSTERDOWN',
  'ECONNREFUSED',
  'ECONNRESET',
  'LOADING',
  'MASTERDOWN',
  'MISCONF',
  'MOVED',
  'NOAUTH',
  'NOPERM',
  'NOREPLICAS',
  'NOT_CONNECTED',
  'OOM',
  'READONLY',
  'TIMEOUT',
  'WRONGPASS',
]);
const OTHER = 'other';
const PLACES = ['shared', 'degraded', 'refused'] as const;

type RedisMetrics = Pick<
  Telemetry,
  'redisCommandStarted' | 'recordClaimed' | 'recordsLost' | 'recordsDropped'
>;

/** Commands to Redis, and the records that it should have. */
export function createRedisMetrics(registry: Registry): RedisMetrics {
  const registers = [registry];
  const durations = new Histogram({
    name: 'fin_gateway_redis_duration_seconds',
    help: 'Duration of commands to Redis, from sending to the reply or the failure.',
    labelNames: ['command'],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: 'fin_gateway_redis_errors_total',
    help: 'Commands that Redis did not execute or confirm, by reason.',
    labelNames: ['reason'],
    registers,
  });
  const claims = new Counter({
    name: 'fin_gateway_idempotency_records_total',
    help: 'Writes with an idempotency key by what became of their record: shared, degraded (only this replica has it) or refused.',
    labelNames: ['place'],
    registers,
  });
  const losses = new Counter({
    name: 'fin_gateway_idempotency_losses_total',
    help: 'How often Redis was found to have lost records.',
    registers,
  });
  const dropped = new Counter({
    name: 'fin_gateway_idempotency_records_dropped_total',
    help: 'Records that could not be written to Redis in time.',
    registers,
  });
  // Prometheus does not see the increase from an absent series to one.
  for (const reason of [...REASONS, OTHER]) errors.inc({ reason }, 0);
  for (const place of PLACES) claims.inc({ place }, 0);
  return {
    redisCommandStarted(command) {
      const startedAt = performance.now();
      return {
        end(failure) {
          // These were not sent.
          if (failure !== 'NOT_CONNECTED')
            durations.observe({ command }, (performance.now() - startedAt) / 1000);
          if (failure !== undefined) errors.inc({ reason: REASONS.has(failure) ? failure : OTHER });
        },
      };
    },
    recordClaimed: (place) => claims.inc({ place }),
    recordsLost: () => losses.inc(),
    recordsDropped: (count) => dropped.inc(count),
  };
}

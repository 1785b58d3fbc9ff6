import { setTimeout as pause } from 'node:timers/promises';
import type { TestEvent } from './history.ts';
import type { Disruption, ReplicaFaultKind } from './plan.ts';
import type { RedisPair } from './redis-pair.ts';
import type { Replica } from './replica.ts';

export interface DisruptionOptions {
  readonly redis: RedisPair;
  readonly replicas: readonly Replica[];
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly note: (event: TestEvent) => void;
}

/** Resolves when everything works again. */
export async function injectDisruption(
  { fault, durationMs, latencyMs }: Disruption,
  options: DisruptionOptions,
): Promise<void> {
  const { redis, replicas, now, signal, note } = options;
  const fromMs = now();
  if (fault.on === 'redis') {
    const onEmptied = () =>
      note({ fromMs, toMs: now(), what: 'Redis lost its records', isRedisEmptied: true });
    await redis.inject(fault.kind, { durationMs, latencyMs, signal, onEmptied });
    note({ fromMs, toMs: now(), what: `Redis: ${fault.kind}` });
    return;
  }
  const replica = replicas[fault.index];
  if (!replica) throw new RangeError(`There is no replica ${fault.index}.`);
  const { name } = replica;
  await REPLICA_FAULTS[fault.kind](replica, durationMs, signal);
  const consequence = fault.kind === 'SIGSTOP' ? { frozenReplica: name } : { endedReplica: name };
  note({ fromMs, toMs: now(), what: `${name}: ${fault.kind}`, ...consequence });
}

const REPLICA_FAULTS: Readonly<
  Record<ReplicaFaultKind, (replica: Replica, durationMs: number, signal: AbortSignal) => Promise<void>>
> = {
  SIGKILL: async (replica, durationMs, signal) => {
    await replica.end('SIGKILL');
    await pause(durationMs, undefined, { signal });
    await replica.start();
  },
  SIGTERM: async (replica, durationMs, signal) => {
    await replica.end('SIGTERM');
    await pause(durationMs, undefined, { signal });
    await replica.start();
  },
  SIGSTOP: async (replica, durationMs, signal) => {
    replica.freeze();
    await pause(durationMs, undefined, { signal }).finally(() => replica.thaw());
  },
};

import { setTimeout as pause } from 'node:timers/promises';
import type { WorldEvent } from './history.ts';
import type { ReplicaFaultKind, Trouble } from './plan.ts';
import type { RedisWorld } from './redis-world.ts';
import type { Replica } from './replica.ts';

export interface TroubleOptions {
  readonly redis: RedisWorld;
  readonly replicas: readonly Replica[];
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly note: (event: WorldEvent) => void;
}

/** Makes one trouble, and resolves when all is well again. */
export async function makeTrouble(
  { fault, durationMs, latencyMs }: Trouble,
  options: TroubleOptions,
): Promise<void> {
  const { redis, replicas, now, signal, note } = options;
  const fromMs = now();
  if (fault.on === 'redis') {
    const onEmptied = () =>
      note({ fromMs, toMs: now(), what: 'Redis lost its records', isRedisEmptied: true });
    await redis.suffer(fault.kind, { durationMs, latencyMs, signal, onEmptied });
    note({ fromMs, toMs: now(), what: `Redis: ${fault.kind}` });
    return;
  }
  const replica = replicas[fault.index];
  if (!replica) throw new RangeError('There is no such replica.');
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

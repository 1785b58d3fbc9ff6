import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { workAt } from './client.ts';
import type { History, OperationHistory, WorldEvent } from './history.ts';
import type { FuzzOptions } from './options.ts';
import { planOperation, planTroubles, type Trouble } from './plan.ts';
import { Random } from './random.ts';
import { startRedisWorld } from './redis-world.ts';
import { type Replica, startReplica } from './replica.ts';
import { makeTrouble, type TroubleOptions } from './troublemaker.ts';
import { type FaultyUpstream, startFaultyUpstream } from './upstream.ts';

const REPLICAS = 3;
const FIN_TIMEOUT_MS = 2_000;
/** Short, because keys are refused for so long after Redis has lost its records. Longer than clients wait between requests. */
const RECORD_LIFE_MS = 20_000;
const POLL_MS = 20;

interface Progress {
  begun: number;
  isOver: boolean;
}

/** Runs everything, and ends every process that it started, however it ends. */
export async function runFuzz(
  options: FuzzOptions,
  signal: AbortSignal,
  report: (line: string) => void,
): Promise<History> {
  await using stack = new AsyncDisposableStack();
  const startedAt = performance.now();
  const now = () => performance.now() - startedAt;
  const redis = stack.use(await startRedisWorld());
  const upstream = stack.use(await startFaultyUpstream(now));
  const env = replicaEnvironment(options, redis.url, upstream);
  const replicas: Replica[] = [];
  for (let number = 1; number <= REPLICAS; number += 1) {
    replicas.push(stack.use(await startReplica({ place: `r${number}`, env, logFolder: options.logFolder })));
  }
  const events: WorldEvent[] = [];
  const operations: OperationHistory[] = [];
  const random = new Random(options.seed);
  const progress: Progress = { begun: 0, isOver: false };
  const troubleOptions = { redis, replicas, now, signal, note: (event: WorldEvent) => events.push(event) };
  const troubles = (['redis', 'replica'] as const).map((on) =>
    makeTroubles(
      planTroubles(random.fork(on), on, { operations: options.operations, replicas: REPLICAS }),
      troubleOptions,
      progress,
    ),
  );
  const endsAtMs = now() + options.maxMinutes * 60_000;

  async function work(): Promise<void> {
    while (progress.begun < options.operations && now() < endsAtMs) {
      progress.begun += 1;
      if (progress.begun % 500 === 0)
        report(`${progress.begun} of ${options.operations} operations have begun`);
      const name = `op-${String(progress.begun).padStart(6, '0')}`;
      const plan = planOperation(random.fork(name), name);
      const history: OperationHistory = { name, kind: plan.kind, told: [], calls: [] };
      operations.push(history);
      const storedUri = await upstream.prepare(plan, history);
      const shared = { plan, history, storedUri, replicas, now, signal };
      await Promise.all(plan.hands.map((hand) => workAt({ ...shared, hand })));
    }
  }

  const clients = Promise.all(Array.from({ length: options.clients }, work)).finally(() => {
    progress.isOver = true;
  });
  await Promise.all([clients, ...troubles]);
  await upstream.idle();
  return { operations, events, recordLifeMs: RECORD_LIFE_MS };
}

function replicaEnvironment(
  { keyedPolicy }: FuzzOptions,
  redisUrl: string,
  { url, clientId, clientSecret }: FaultyUpstream,
): Record<string, string> {
  return {
    FIN_BASE_URL: url,
    FIN_CLIENT_ID: clientId,
    FIN_CLIENT_SECRET: clientSecret,
    FIN_TIMEOUT_MS: String(FIN_TIMEOUT_MS),
    REDIS_URL: redisUrl,
    SHARED_STATE_KEY: randomBytes(32).toString('base64'),
    IDEMPOTENCY_WITHOUT_REDIS: keyedPolicy,
    IDEMPOTENCY_TTL_SECONDS: String(RECORD_LIFE_MS / 1_000),
    LOG_LEVEL: 'info',
  };
}

/** One after the other, each when so many operations have begun. */
async function makeTroubles(
  troubles: readonly Trouble[],
  options: TroubleOptions,
  progress: Progress,
): Promise<void> {
  for (const trouble of troubles) {
    while (progress.begun < trouble.afterOperations && !progress.isOver) {
      await pause(POLL_MS, undefined, { signal: options.signal });
    }
    if (progress.isOver) return;
    await makeTrouble(trouble, options);
  }
}

import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { runClient } from './client.ts';
import type { History, OperationHistory, TestEvent } from './history.ts';
import { type DisruptionOptions, injectDisruption } from './inject-disruption.ts';
import type { FuzzOptions } from './options.ts';
import { type Disruption, planDisruptions, planOperation } from './plan.ts';
import { Random } from './random.ts';
import { startRedisPair } from './redis-pair.ts';
import { type Replica, startReplica } from './replica.ts';
import { type FaultyUpstream, startFaultyUpstream } from './upstream.ts';

const REPLICAS = 3;
const FIN_TIMEOUT_MS = 2_000;
/** Short, because keys are refused for this long after Redis has lost its records. Must exceed the clients' waits. */
const RECORD_TTL_MS = 20_000;
const POLL_MS = 20;

interface Progress {
  begun: number;
  isOver: boolean;
}

/** Runs the test. Kills all of its processes at the end, even after an error. */
export async function runFuzz(
  options: FuzzOptions,
  signal: AbortSignal,
  report: (line: string) => void,
): Promise<History> {
  await using stack = new AsyncDisposableStack();
  const startedAt = performance.now();
  const now = () => performance.now() - startedAt;
  const redis = stack.use(await startRedisPair());
  const upstream = stack.use(await startFaultyUpstream(now));
  const env = replicaEnvironment(options, redis.url, upstream);
  const replicas: Replica[] = [];
  for (let number = 1; number <= REPLICAS; number += 1) {
    replicas.push(stack.use(await startReplica({ label: `r${number}`, env, logFolder: options.logFolder })));
  }
  const events: TestEvent[] = [];
  const operations: OperationHistory[] = [];
  const random = new Random(options.seed);
  const progress: Progress = { begun: 0, isOver: false };
  const disruptionOptions = { redis, replicas, now, signal, note: (event: TestEvent) => events.push(event) };
  const disruptions = (['redis', 'replica'] as const).map((on) =>
    injectDisruptions(
      planDisruptions(random.fork(on), on, { operations: options.operations, replicas: REPLICAS }),
      disruptionOptions,
      progress,
    ),
  );
  const endsAtMs = now() + options.maxMinutes * 60_000;

  async function work(): Promise<void> {
    while (progress.begun < options.operations && now() < endsAtMs) {
      progress.begun += 1;
      if (progress.begun % 500 === 0) report(`${progress.begun} of ${options.operations} operations started`);
      const name = `op-${String(progress.begun).padStart(6, '0')}`;
      const plan = planOperation(random.fork(name), name);
      const history: OperationHistory = { name, kind: plan.kind, responses: [], calls: [] };
      operations.push(history);
      const storedUri = await upstream.prepare(plan, history);
      const shared = { plan, history, storedUri, replicas, now, signal };
      await Promise.all(plan.clients.map((client) => runClient({ ...shared, client })));
    }
  }

  const clients = Promise.all(Array.from({ length: options.clients }, work)).finally(() => {
    progress.isOver = true;
  });
  await Promise.all([clients, ...disruptions]);
  await upstream.idle();
  return { operations, events, recordTtlMs: RECORD_TTL_MS };
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
    IDEMPOTENCY_TTL_SECONDS: String(RECORD_TTL_MS / 1_000),
    LOG_LEVEL: 'info',
  };
}

/** Injects one disruption after the other, each once the planned number of operations has started. */
async function injectDisruptions(
  disruptions: readonly Disruption[],
  options: DisruptionOptions,
  progress: Progress,
): Promise<void> {
  for (const disruption of disruptions) {
    while (progress.begun < disruption.afterOperations && !progress.isOver) {
      await pause(POLL_MS, undefined, { signal: options.signal });
    }
    if (progress.isOver) return;
    await injectDisruption(disruption, options);
  }
}

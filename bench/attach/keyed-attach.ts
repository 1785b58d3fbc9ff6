import { randomBytes } from 'node:crypto';
import { findRedisServer } from '../../test/support/redis/find-redis-server.ts';
import { type Benchmark, type BenchmarkSettings, type Measurement, toMeasurement } from '../benchmark.ts';
import type { LoadRequest } from '../processes/load/load-request.ts';
import { GRAPHQL_ATTACH, KEYED_ATTACH } from '../servers/attach-requests.ts';
import { startRedisProcess } from '../servers/redis-process.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { startGateway } from '../servers/subjects.ts';
import { startUpstream } from '../servers/upstream.ts';
import { type Round, saturate, warmUp } from './saturate.ts';

const SITUATIONS = ['no key, no Redis', 'key in memory', 'key in Redis'] as const;
type Situation = (typeof SITUATIONS)[number];

/** Sends attaches with and without an idempotency key. Each key is new. */
export const keyedAttach: Benchmark = {
  name: 'keyed-attach',
  title: 'attach with an idempotency key, warm',
  columns: SITUATIONS,
  async run(settings) {
    const program = findRedisServer();
    return program ? await measure(program, settings) : { skipped: 'redis-server is not installed' };
  },
};

async function measure(program: string, settings: BenchmarkSettings): Promise<Measurement[]> {
  const { isQuick, directory } = settings;
  const [rounds, roundMs] = isQuick ? [3, 1_000] : [7, 1_500];
  await using upstream = await startUpstream(directory);
  await using redis = await startRedisProcess(program, directory);
  const sharedState = { REDIS_URL: redis.url, SHARED_STATE_KEY: randomBytes(32).toString('base64') };
  await using alone = await startGateway(upstream, directory);
  await using shared = await startGateway(upstream, directory, sharedState);
  const loads: Readonly<Record<Situation, readonly [ServerProcess, LoadRequest]>> = {
    'no key, no Redis': [alone, GRAPHQL_ATTACH],
    'key in memory': [alone, KEYED_ATTACH],
    'key in Redis': [shared, KEYED_ATTACH],
  };
  const measured: Record<Situation, Round[]> = {
    'no key, no Redis': [],
    'key in memory': [],
    'key in Redis': [],
  };
  for (const situation of SITUATIONS) await warmUp(...loads[situation], settings);
  for (let round = 0; round < rounds; round += 1) {
    for (const situation of SITUATIONS)
      measured[situation].push(await saturate(...loads[situation], roundMs));
  }
  return [
    toMeasurement('server CPU per attach, µs', measured, 'cpuUs', { maxRatio: 1.25 }),
    toMeasurement('attaches per second', measured, 'perSecond'),
    toMeasurement('latency p50, ms', measured, 'p50Ms'),
    toMeasurement('latency p99, ms', measured, 'p99Ms'),
  ];
}

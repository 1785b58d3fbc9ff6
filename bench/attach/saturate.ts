import type { BenchmarkSettings } from '../benchmark.ts';
import type { ClosedLoadJob, ClosedLoadResult } from '../processes/closed-load.ts';
import { runScript } from '../servers/run-script.ts';
import type { ServerProcess } from '../servers/server-process.ts';

export interface Round {
  readonly cpuUs: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export const CONNECTIONS = 32;

const WARM_UP = { maxRequests: 30_000, durationMs: 12_000 };
const QUICK_WARM_UP = { maxRequests: 15_000, durationMs: 5_000 };

/** The JIT compiler has optimized most of the code after some 30,000 requests. */
export async function warmUp(
  server: ServerProcess,
  request: ClosedLoadJob['request'],
  { isQuick }: Pick<BenchmarkSettings, 'isQuick'>,
): Promise<void> {
  await load(server, { request, ...(isQuick ? QUICK_WARM_UP : WARM_UP) });
}

/**
 * Keeps a server busy.
 *
 * @throws {Error} if any response is wrong
 */
export async function saturate(
  server: ServerProcess,
  request: ClosedLoadJob['request'],
  durationMs: number,
): Promise<Round> {
  const cpuBefore = server.cpuMs();
  const { responses, seconds, p50Ms, p99Ms } = await load(server, { request, durationMs });
  const cpuMs = server.cpuMs() - cpuBefore;
  return { cpuUs: (cpuMs * 1000) / responses, perSecond: responses / seconds, p50Ms, p99Ms };
}

async function load(
  { url }: ServerProcess,
  options: Pick<ClosedLoadJob, 'request' | 'durationMs' | 'maxRequests'>,
): Promise<ClosedLoadResult> {
  const job: ClosedLoadJob = { url, connections: CONNECTIONS, ...options };
  const result = await runScript<ClosedLoadResult>('processes/closed-load.ts', job);
  const { responses, errors, firstError } = result;
  if (errors > 0 || responses === 0)
    throw new Error(`${errors} of ${responses} responses were wrong. The first: ${firstError}`);
  return result;
}

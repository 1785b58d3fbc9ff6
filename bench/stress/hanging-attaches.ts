import { setTimeout as sleep } from 'node:timers/promises';
import { warmUp } from '../attach/saturate.ts';
import { sendUndisturbed } from '../attach/send-at-rate.ts';
import { type Benchmark, toMeasurement } from '../benchmark.ts';
import type { OpenLoadResult } from '../processes/open-load.ts';
import { GRAPHQL_ATTACH, GRAPHQL_READ } from '../servers/attach-requests.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { startGateway } from '../servers/subjects.ts';
import { countHeldAttaches, hangAttaches, startUpstream } from '../servers/upstream.ts';

/** More than the gateway sends to Fin.com at a time, and fewer than MAX_REQUESTS_IN_FLIGHT. */
const ATTACHES = 300;
/** If no more attaches have arrived at the upstream for so long, the measurement begins. */
const SETTLED_MS = 300;
const READS_PER_SECOND = 200;
const READ_CONNECTIONS = 100;
const READY_INTERVAL_MS = 100;
/** The token expires during each phase. */
const TOKEN_LIFETIME_MS = 3_000;
/** Longer than FIN_TIMEOUT_MS: a read that waits is slow, not wrong. */
const PATIENCE_MS = 12_000;

interface Phase {
  readonly reads: OpenLoadResult;
  readonly slowestReady: { readonly ms: number };
}

/** Reads at a steady rate, before and while Fin.com accepts attaches and does not answer them. */
export const hangingAttaches: Benchmark = {
  name: 'hanging-attaches',
  title: `reads while ${ATTACHES} attaches hang`,
  columns: ['undisturbed', 'while attaches hang'],
  async run(settings) {
    const { isQuick, directory } = settings;
    const durationMs = isQuick ? 3_000 : 6_000;
    await using upstream = await startUpstream(directory, { tokenLifetimeMs: TOKEN_LIFETIME_MS });
    await using gateway = await startGateway(upstream, directory);
    await warmUp(gateway, GRAPHQL_READ, settings);
    const before = await measurePhase(gateway, durationMs);
    await hangAttaches(upstream, true);
    const responses = Array.from({ length: ATTACHES }, () => sendAttach(gateway));
    await waitUntilSettled(upstream);
    const during = await measurePhase(gateway, durationMs);
    await hangAttaches(upstream, false);
    await Promise.all(responses);
    const reads = { undisturbed: [before.reads], 'while attaches hang': [during.reads] };
    const ready = { undisturbed: [before.slowestReady], 'while attaches hang': [during.slowestReady] };
    return [
      toMeasurement('individualCustomer, latency p50, ms', reads, 'p50Ms'),
      toMeasurement('individualCustomer, latency p99, ms', reads, 'p99Ms', { maxRatio: 2 }),
      toMeasurement('slowest /ready, ms', ready, 'ms'),
    ];
  },
};

async function waitUntilSettled(upstream: ServerProcess): Promise<void> {
  for (let [before, held] = [0, 0]; held === 0 || held > before; ) {
    await sleep(SETTLED_MS);
    before = held;
    held = await countHeldAttaches(upstream);
  }
}

async function measurePhase(gateway: ServerProcess, durationMs: number): Promise<Phase> {
  const isOver = new AbortController();
  const ready = findSlowestReady(gateway, isOver.signal);
  const reads = sendUndisturbed({
    url: gateway.url,
    request: GRAPHQL_READ,
    perSecond: READS_PER_SECOND,
    connections: READ_CONNECTIONS,
    durationMs,
    patienceMs: PATIENCE_MS,
  }).finally(() => isOver.abort());
  const [readResult, ms] = await Promise.all([reads, ready]);
  return { reads: readResult, slowestReady: { ms } };
}

/** Asks until the signal. @throws {Error} if the gateway is not ready */
async function findSlowestReady(gateway: ServerProcess, signal: AbortSignal): Promise<number> {
  let slowestMs = 0;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const response = await fetch(new URL('/ready', gateway.url));
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`/ready answered ${response.status}.`);
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    await sleep(READY_INTERVAL_MS);
  }
  return slowestMs;
}

/** The response does not matter. */
async function sendAttach(gateway: ServerProcess): Promise<void> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: GRAPHQL_ATTACH.body,
  });
  await response.arrayBuffer();
}

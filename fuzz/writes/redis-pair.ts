import { setTimeout as pause } from 'node:timers/promises';
import type { RedisFaultKind } from './plan.ts';
import { type RedisProcess, startRedisProcess } from './redis-process.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** A primary and a standby behind one address, with faults. */
export interface RedisPair extends AsyncDisposable {
  readonly url: string;
  /** Injects a fault for some time. Resolves when Redis works again. */
  inject(kind: RedisFaultKind, options: RedisDisruption): Promise<void>;
}

export interface RedisDisruption {
  readonly durationMs: number;
  readonly latencyMs: number;
  readonly signal: AbortSignal;
  /** Called when all records are gone. */
  readonly onEmptied: () => void;
}

export async function startRedisPair(): Promise<RedisPair> {
  const first = await startRedisProcess();
  const second = await startRedisProcess();
  const proxy = await startTcpProxy(first.port);
  const pair = { primary: first, standby: second };
  return {
    url: `redis://127.0.0.1:${proxy.port}`,
    async inject(kind, disruption) {
      await FAULTS[kind](pair, proxy, disruption);
    },
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await first[Symbol.asyncDispose]();
      await second[Symbol.asyncDispose]();
    },
  };
}

interface Pair {
  primary: RedisProcess;
  standby: RedisProcess;
}

type Fault = (pair: Pair, proxy: TcpProxy, disruption: RedisDisruption) => Promise<void>;

/** Enough for replication on a busy machine. */
const MAX_SYNC_MS = 30_000;
const POLL_MS = 20;

const FAULTS: Readonly<Record<RedisFaultKind, Fault>> = {
  kill: async ({ primary }, _proxy, { durationMs, signal }) => {
    await primary.kill();
    await sleep(durationMs, signal);
    await primary.start();
  },
  'restart empty': async ({ primary }, _proxy, { durationMs, signal, onEmptied }) => {
    await primary.kill();
    await sleep(durationMs, signal);
    await primary.start({ isEmpty: true });
    onEmptied();
  },
  freeze: async ({ primary }, _proxy, { durationMs, signal }) => {
    primary.freeze();
    await sleep(durationMs, signal);
    primary.thaw();
  },
  'hold answers': async (_pair, proxy, { durationMs, signal }) => {
    proxy.holdResponses();
    await sleep(durationMs, signal);
    proxy.releaseResponses();
  },
  'reset connections': async (_pair, proxy) => proxy.resetConnections(),
  'read-only': async ({ primary, standby }, _proxy, { durationMs, signal }) => {
    // A replica whose primary is unreachable is read-only and keeps its data.
    await standby.kill();
    await primary.command('REPLICAOF', '127.0.0.1', `${standby.port}`);
    await sleep(durationMs, signal);
    await primary.command('REPLICAOF', 'NO', 'ONE');
    await standby.start({ isEmpty: true });
  },
  failover: async (pair, proxy, { signal }) => {
    const { primary, standby } = pair;
    await standby.command('REPLICAOF', '127.0.0.1', `${primary.port}`);
    await until(
      async () => /master_link_status:up/.test(`${await standby.command('INFO', 'replication')}`),
      signal,
    );
    // Redis pauses writes until the standby is in sync, so nothing is lost. The replicas' connections stay open.
    // The link is up a moment before the primary counts the standby as online.
    await until(
      async () => /slave0:.*state=online/.test(`${await primary.command('INFO', 'replication')}`),
      signal,
    );
    await primary.command('FAILOVER', 'TO', '127.0.0.1', `${standby.port}`, 'TIMEOUT', `${MAX_SYNC_MS}`);
    await until(async () => /role:master/.test(`${await standby.command('INFO', 'replication')}`), signal);
    proxy.target(standby.port);
    pair.primary = standby;
    pair.standby = primary;
  },
  'out of memory': async ({ primary }, _proxy, { durationMs, signal }) => {
    await primary.command('CONFIG', 'SET', 'maxmemory', '1');
    await sleep(durationMs, signal);
    await primary.command('CONFIG', 'SET', 'maxmemory', '0');
  },
  FLUSHALL: async ({ primary }, _proxy, { onEmptied }) => {
    await primary.command('FLUSHALL');
    onEmptied();
  },
  latency: async (_pair, proxy, { durationMs, latencyMs, signal }) => {
    proxy.delay(latencyMs);
    await sleep(durationMs, signal);
    proxy.delay(0);
  },
};

function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
  return pause(durationMs, undefined, { signal });
}

async function until(condition: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; !(await condition()); waitedMs += POLL_MS) {
    if (waitedMs > MAX_SYNC_MS) throw new Error('The standby did not get in sync.');
    await pause(POLL_MS, undefined, { signal });
  }
}

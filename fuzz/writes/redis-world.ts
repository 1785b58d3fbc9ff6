import { setTimeout as pause } from 'node:timers/promises';
import type { RedisFaultKind } from './plan.ts';
import { type RedisProcess, startRedisProcess } from './redis-process.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** Redis as the replicas see it: one address, behind which things go wrong. */
export interface RedisWorld extends AsyncDisposable {
  readonly url: string;
  /** Makes trouble for so long, and mends it. Resolves when Redis is well again. */
  suffer(kind: RedisFaultKind, options: RedisTrouble): Promise<void>;
}

export interface RedisTrouble {
  readonly durationMs: number;
  readonly latencyMs: number;
  readonly signal: AbortSignal;
  /** Is called once all records are gone. */
  readonly onEmptied: () => void;
}

/** A pair of servers of which one is the primary, behind a proxy. */
export async function startRedisWorld(): Promise<RedisWorld> {
  const first = await startRedisProcess();
  const second = await startRedisProcess();
  const proxy = await startTcpProxy(first.port);
  const pair = { primary: first, standby: second };
  return {
    url: `redis://127.0.0.1:${proxy.port}`,
    async suffer(kind, trouble) {
      await FAULTS[kind](pair, proxy, trouble);
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

type Fault = (pair: Pair, proxy: TcpProxy, trouble: RedisTrouble) => Promise<void>;

/** Long enough for a replica to be in step on a busy machine. */
const IN_STEP_MS = 30_000;
const POLL_MS = 20;

const FAULTS: Readonly<Record<RedisFaultKind, Fault>> = {
  kill: async ({ primary }, _proxy, { durationMs, signal }) => {
    await primary.kill();
    await lasting(durationMs, signal);
    await primary.start();
  },
  'restart empty': async ({ primary }, _proxy, { durationMs, signal, onEmptied }) => {
    await primary.kill();
    await lasting(durationMs, signal);
    await primary.start({ isEmpty: true });
    onEmptied();
  },
  freeze: async ({ primary }, _proxy, { durationMs, signal }) => {
    primary.freeze();
    await lasting(durationMs, signal);
    primary.thaw();
  },
  'hold answers': async (_pair, proxy, { durationMs, signal }) => {
    proxy.holdAnswers();
    await lasting(durationMs, signal);
    proxy.releaseAnswers();
  },
  'reset connections': async (_pair, proxy) => proxy.resetConnections(),
  'read-only': async ({ primary, standby }, _proxy, { durationMs, signal }) => {
    // Of a primary that cannot be reached: it keeps what it has.
    await standby.kill();
    await primary.command('REPLICAOF', '127.0.0.1', `${standby.port}`);
    await lasting(durationMs, signal);
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
    // Writes pause until the standby has everything: nothing is lost. Connections of the replicas stay open.
    await primary.command('FAILOVER', 'TO', '127.0.0.1', `${standby.port}`, 'TIMEOUT', '5000');
    await until(async () => /role:master/.test(`${await standby.command('INFO', 'replication')}`), signal);
    proxy.target(standby.port);
    pair.primary = standby;
    pair.standby = primary;
  },
  'out of memory': async ({ primary }, _proxy, { durationMs, signal }) => {
    await primary.command('CONFIG', 'SET', 'maxmemory', '1');
    await lasting(durationMs, signal);
    await primary.command('CONFIG', 'SET', 'maxmemory', '0');
  },
  FLUSHALL: async ({ primary }, _proxy, { onEmptied }) => {
    await primary.command('FLUSHALL');
    onEmptied();
  },
  latency: async (_pair, proxy, { durationMs, latencyMs, signal }) => {
    proxy.delay(latencyMs);
    await lasting(durationMs, signal);
    proxy.delay(0);
  },
};

function lasting(durationMs: number, signal: AbortSignal): Promise<void> {
  return pause(durationMs, undefined, { signal });
}

async function until(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; !(await isSo()); waitedMs += POLL_MS) {
    if (waitedMs > IN_STEP_MS) throw new Error('The standby did not get in step.');
    await pause(POLL_MS, undefined, { signal });
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { freePort } from '../../test/support/network/free-port.ts';
import { findRedisServer } from '../../test/support/redis/find-redis-server.ts';
import { waitForOutput } from '../../test/support/redis/wait-for-output.ts';
import { killOnExit } from './child-processes.ts';

const COMMAND_TIMEOUT_MS = 10_000;

/** A Redis server that writes every command to disk before it responds. */
export interface RedisProcess extends AsyncDisposable {
  readonly port: number;
  kill(): Promise<void>;
  /** Starts it again on the same port after `kill`. */
  start(options?: { readonly isEmpty?: boolean }): Promise<void>;
  freeze(): void;
  thaw(): void;
  command(...args: string[]): Promise<unknown>;
}

export async function startRedisProcess(): Promise<RedisProcess> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-fuzz-redis-'));
  let server = await spawnRedis(port, folder);

  async function kill(): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }
  return {
    port,
    kill,
    async start({ isEmpty = false } = {}) {
      if (isEmpty) await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
      server = await spawnRedis(port, folder);
    },
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
    async command(...args) {
      const socket = { reconnectStrategy: false, socketTimeout: COMMAND_TIMEOUT_MS } as const;
      const client = createClient({ url: `redis://127.0.0.1:${port}`, socket });
      client.on('error', () => undefined);
      await client.connect();
      return client.sendCommand(args).finally(() => client.destroy());
    },
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function spawnRedis(port: number, folder: string): Promise<ChildProcess> {
  const path = findRedisServer();
  if (!path) throw new Error('redis-server is not in PATH.');
  const server = spawn(
    path,
    [
      ['--port', `${port}`],
      ['--bind', '127.0.0.1'],
      ['--dir', folder],
      ['--save', ''],
      ['--appendonly', 'yes'],
      ['--appendfsync', 'always'],
      ['--maxmemory-policy', 'noeviction'],
      ['--repl-diskless-sync-delay', '0'],
    ].flat(),
  );
  killOnExit(server);
  await waitForOutput(server, /ready to accept connections/i);
  return server;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { freePort } from '../network/free-port.ts';
import { findRedisServer } from './find-redis-server.ts';
import { waitForOutput } from './wait-for-output.ts';

export interface Sentinel extends AsyncDisposable {
  readonly url: string;
  command(...args: string[]): Promise<unknown>;
}

export interface SentinelSettings {
  /** The port of the primary, at the start. */
  readonly primary: number;
  /** The number of Sentinels that must agree that the primary is down. */
  readonly quorum: number;
  /** The password of the primary and its replicas. */
  readonly password?: string;
  /** The password of the Sentinel itself. */
  readonly ownPassword?: string;
}

/** A Sentinel that monitors the primary under the name `mymaster`. */
export async function startSentinel({
  primary,
  quorum,
  password,
  ownPassword,
}: SentinelSettings): Promise<Sentinel> {
  const path = findRedisServer();
  if (!path) throw new Error('There is no redis-server in PATH');
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-sentinel-'));
  const file = join(folder, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor mymaster 127.0.0.1 ${primary} ${quorum}`,
    'sentinel down-after-milliseconds mymaster 1000',
    'sentinel failover-timeout mymaster 5000',
    ...(password === undefined ? [] : [`sentinel auth-pass mymaster ${password}`]),
    ...(ownPassword === undefined ? [] : [`requirepass ${ownPassword}`]),
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const server = spawn(path, [file, '--sentinel']);
  // It writes its first lines before it listens.
  await waitForOutput(server, /\+monitor master mymaster/);
  const url = `redis://${ownPassword === undefined ? '' : `:${ownPassword}@`}127.0.0.1:${port}`;
  return {
    url,
    async command(...args) {
      const client = await createClient({ url }).connect();
      return client.sendCommand(args).finally(() => client.destroy());
    },
    async [Symbol.asyncDispose]() {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}

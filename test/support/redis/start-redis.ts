import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import type { Certificate } from '../create-certificates.ts';
import { freePort } from '../network/free-port.ts';
import { findRedisServer } from './find-redis-server.ts';
import { waitForOutput } from './wait-for-output.ts';

export interface TestRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Ends the process; what it held is lost. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** Leaves the process hanging: connections stand, nothing is answered. */
  freeze(): void;
  thaw(): void;
  /** Runs one command, with the password if there is one. */
  command(...args: string[]): Promise<unknown>;
  /** Every command that ever wrote, arguments and all, as in the append-only file. */
  everWritten(): Promise<string>;
}

export interface RedisSettings {
  readonly password?: string;
  /** Further options of the server, such as `--replicaof`. */
  readonly args?: readonly string[];
  /** The server accepts only TLS, and only clients with a certificate of this authority. */
  readonly tls?: Certificate & { readonly caFile: string };
}

/** A Redis of this test's own, on a free port, with its files in a temporary folder. */
export async function startRedis({ password, args = [], tls }: RedisSettings = {}): Promise<TestRedis> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-redis-'));
  const url = `${tls ? 'rediss' : 'redis'}://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`;
  const listening = tls
    ? ['--port', '0', '--tls-port', `${port}`, '--tls-replication', 'yes', ...tlsFiles(tls)]
    : ['--port', `${port}`];
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    await rm(join(folder, 'appendonlydir'), { recursive: true, force: true });
    server = await spawnServer({ folder, password, args: [...listening, ...args] });
  }
  async function stop(): Promise<void> {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    server = undefined;
    await ended;
  }
  async function dispose(): Promise<void> {
    await stop();
    // A copy for a replica is written by a process of its own, which may outlive the server for a moment.
    await rm(folder, { recursive: true, maxRetries: 5 });
  }

  await start();
  return {
    url,
    port,
    start,
    stop,
    freeze: () => server?.kill('SIGSTOP'),
    thaw: () => server?.kill('SIGCONT'),
    async command(...args) {
      const client = await createClient({ url, ...(tls && { socket: await clientTls(tls) }) }).connect();
      return client.sendCommand(args).finally(() => client.destroy());
    },
    async everWritten() {
      const files = await readdir(join(folder, 'appendonlydir'));
      const texts = await Promise.all(
        files.map((file) => readFile(join(folder, 'appendonlydir', file), 'latin1')),
      );
      return texts.join('\n');
    },
    [Symbol.asyncDispose]: dispose,
  };
}

function tlsFiles({ caFile, certFile, keyFile }: Certificate & { readonly caFile: string }): string[] {
  return ['--tls-ca-cert-file', caFile, '--tls-cert-file', certFile, '--tls-key-file', keyFile];
}

async function clientTls({ caFile, certFile, keyFile }: Certificate & { readonly caFile: string }) {
  const [ca, cert, key] = await Promise.all([caFile, certFile, keyFile].map((path) => readFile(path)));
  return { tls: true as const, ca, cert, key };
}

interface ServerOptions {
  readonly args: readonly string[];
  readonly folder: string;
  readonly password: string | undefined;
}

async function spawnServer({ folder, password, args }: ServerOptions): Promise<ChildProcess> {
  const path = findRedisServer();
  if (!path) throw new Error('There is no redis-server in PATH');
  const files = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'no', '--dir', folder];
  const access = ['--bind', '127.0.0.1', ...(password === undefined ? [] : ['--requirepass', password])];
  const server = spawn(path, [...files, ...access, ...args]);
  await waitForOutput(server, /ready to accept connections/i);
  return server;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { killOnExit } from './child-processes.ts';

const READY_MS = 60_000;
const STOP_MS = 30_000;

/** A gateway process that can be stopped and started again. */
export interface Replica extends AsyncDisposable {
  /** Name and generation of the process, such as `r2#5`. */
  readonly name: string;
  /** URL of the GraphQL endpoint. It refuses connections while no process is running. */
  readonly url: string;
  readonly isRunning: boolean;
  /** Sends the signal, and SIGKILL if the process does not exit in time. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export interface ReplicaOptions {
  readonly label: string;
  readonly env: Readonly<Record<string, string>>;
  /** For the log. Undefined discards it. */
  readonly logFolder: string | undefined;
}

export async function startReplica({ label, env, logFolder }: ReplicaOptions): Promise<Replica> {
  let generation = 0;
  let isRunning = false;
  let url = '';
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    generation += 1;
    const started = spawn(process.execPath, ['src/main.ts'], {
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    killOnExit(started);
    if (logFolder !== undefined) {
      mkdirSync(logFolder, { recursive: true });
      started.stdout.pipe(createWriteStream(join(logFolder, `${label}-${generation}.log`)));
    }
    url = await readyUrl(started);
    isRunning = true;
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    isRunning = false;
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    const killer = setTimeout(() => ending.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(killer);
  }

  await start();
  return {
    get name() {
      return `${label}#${generation}`;
    },
    get url() {
      return url;
    },
    get isRunning() {
      return isRunning;
    },
    end,
    start,
    freeze: () => child?.kill('SIGSTOP'),
    thaw: () => child?.kill('SIGCONT'),
    [Symbol.asyncDispose]: () => end('SIGKILL'),
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(() => reject(new Error('A replica was not ready in time.')), READY_MS);
  let head = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    // Keep reading, because the gateway buffers its log in memory if nobody does.
    if (head.length > 10_000) return;
    head += text;
    const url = /"event":"ready","url":"([^"]+)"/.exec(head)?.[1];
    if (url) resolve(url);
  });
  child.once('exit', () => reject(new Error('A replica exited before it was ready.')));
  return promise.finally(() => clearTimeout(timer));
}

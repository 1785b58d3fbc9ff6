import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endWithThisProcess } from './child-processes.ts';

const READY_MS = 60_000;
const STOP_MS = 30_000;

/** One place of a gateway, with one process after the other in it. */
export interface Replica extends AsyncDisposable {
  /** Name and generation of the process, such as `r2#5`. */
  readonly name: string;
  /** Of the GraphQL endpoint. It refuses connections while no process runs. */
  readonly url: string;
  readonly isRunning: boolean;
  /** Ends the process by this signal, with force if it does not end in time. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export interface ReplicaOptions {
  readonly place: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where the log goes. Undefined: nowhere. */
  readonly logFolder: string | undefined;
}

export async function startReplica({ place, env, logFolder }: ReplicaOptions): Promise<Replica> {
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
    endWithThisProcess(started);
    if (logFolder !== undefined) {
      mkdirSync(logFolder, { recursive: true });
      started.stdout.pipe(createWriteStream(join(logFolder, `${place}-${generation}.log`)));
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
      return `${place}#${generation}`;
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
    // The rest is read as well, and dropped: a log that nobody takes is kept in memory.
    if (head.length > 10_000) return;
    head += text;
    const url = /"event":"ready","url":"([^"]+)"/.exec(head)?.[1];
    if (url) resolve(url);
  });
  child.once('exit', () => reject(new Error('A replica ended before it was ready.')));
  return promise.finally(() => clearTimeout(timer));
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onCoresOf, type Role } from './cores.ts';

const START_MS = 20_000;
const STOP_MS = 10_000;
/** The kernel reports CPU time in ticks of this length on every architecture. */
const MS_PER_TICK = 10;
const BYTES_PER_KB = 1024;

export interface ServerOptions {
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** For the log file, and for Node's compile cache. */
  readonly directory: string;
  /** `server` by default. */
  readonly role?: Role;
}

/** Runs a server in its own process and waits for the line of its log that contains its URL. */
export class ServerProcess implements AsyncDisposable {
  readonly url: string;
  readonly startedAt: number;
  readonly #child: ChildProcess;
  readonly #pid: number;

  private constructor(child: ChildProcess, pid: number, url: string, startedAt: number) {
    this.#child = child;
    this.#pid = pid;
    this.url = url;
    this.startedAt = startedAt;
  }

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const { script, args = [], env = {}, directory, role = 'server' } = options;
    const log = join(mkdtempSync(join(directory, 'log-')), 'stdout');
    const stdout = openSync(log, 'w');
    const startedAt = performance.now();
    const command = onCoresOf(role, process.execPath, [...process.execArgv, script, ...args]);
    const child = spawn(...command, {
      env: { TMPDIR: directory, ...env },
      stdio: ['ignore', stdout, 'inherit'],
    });
    closeSync(stdout);
    await once(child, 'spawn');
    if (child.pid === undefined) throw new Error(`${script} did not start.`);
    while (performance.now() - startedAt < START_MS && child.exitCode === null) {
      const url = /"url":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1];
      if (url) return new ServerProcess(child, child.pid, url, startedAt);
      await sleep(1);
    }
    child.kill('SIGKILL');
    throw new Error(`${script} did not become ready.`);
  }

  /** User and system time since the start of the process. */
  cpuMs(): number {
    const stat = readFileSync(`/proc/${this.#pid}/stat`, 'utf8');
    // The name of the command may contain spaces, so count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  }

  rssBytes(): number {
    return this.#statusBytes('VmRSS');
  }

  /** The highest resident set size since the start or the last reset. */
  peakRssBytes(): number {
    return this.#statusBytes('VmHWM');
  }

  /** See https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html */
  resetPeakRss(): void {
    writeFileSync(`/proc/${this.#pid}/clear_refs`, '5');
  }

  #statusBytes(field: string): number {
    const status = readFileSync(`/proc/${this.#pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * BYTES_PER_KB;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) throw new Error('The server exited too early.');
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
    clearTimeout(killer);
  }
}

import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import type { Sandbox } from '../../sandbox/create-sandbox.ts';
import type { Reading } from './watched-gateway.ts';

export interface WatchedGateway {
  /** The GraphQL endpoint. */
  readonly url: string;
  measure(): Promise<Reading>;
  /** @returns the exit code */
  stop(): Promise<number | null>;
}

/** How long both sides take to close the connections that are left. */
const SETTLE_MS = 500;

/** Starts a gateway in its own process, in front of the sandbox. */
export async function startWatchedGateway(
  sandbox: Sandbox,
  env: Readonly<Record<string, string>> = {},
): Promise<WatchedGateway> {
  const gateway = fork('bench/soak/watched-gateway.ts', {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PORT: '0',
      FIN_BASE_URL: sandbox.url,
      FIN_CLIENT_ID: sandbox.clientId,
      FIN_CLIENT_SECRET: sandbox.clientSecret,
      LOG_LEVEL: 'info',
      ...env,
    },
  });
  return {
    url: await readUrl(gateway),
    async measure() {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const reading = once(gateway, 'message');
      gateway.send('measure');
      const [message] = await reading;
      return message;
    },
    async stop() {
      gateway.disconnect();
      gateway.kill('SIGTERM');
      const [code] = await once(gateway, 'exit');
      return code;
    },
  };
}

async function readUrl({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('The gateway has no standard output.');
  let head = '';
  for await (const [chunk] of on(stdout, 'data', { close: ['end'] })) {
    head += chunk;
    const url = /"url":"([^"]+)"/.exec(head)?.[1];
    if (!url) continue;
    // Keep reading, because the gateway buffers its log in memory if nobody does.
    stdout.resume();
    return url;
  }
  throw new Error('The gateway exited before it was ready.');
}

export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { type BrowserServer, chromium } from 'playwright-core';
import type { UnpackedChromium } from './unpack-chromium.ts';

/** Not the arguments of the package: those draw on an emulated GPU, at six times the CPU, and weaken the same-origin policy. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--remote-debugging-port=0',
];

export interface LaunchedBrowser {
  /** Takes commands of the Chrome DevTools Protocol. */
  readonly url: string;
  readonly isClosed: () => boolean;
  close(): Promise<void>;
}

/**
 * Launches a headless browser with a profile of its own.
 *
 * @param onDeath called with the last output of the browser if it dies without being closed
 */
export async function launchBrowser(
  { executablePath, env }: UnpackedChromium,
  onDeath: (output: string) => void,
): Promise<LaunchedBrowser> {
  const server = await chromium.launchServer({
    executablePath,
    // In another locale, Chromium does not read the names of picked files as UTF-8.
    env: { ...process.env, ...env, LC_ALL: 'C.UTF-8' },
    args: ARGS,
    headless: true,
  });
  const output = collectStderr(server);
  let state: 'running' | 'closing' | 'closed' = 'running';
  server.once('close', () => {
    if (state === 'running') onDeath(output());
    state = 'closed';
  });
  const isClosed = () => state === 'closed';
  return {
    url: `http://127.0.0.1:${await readPort(server, isClosed)}`,
    isClosed,
    async close() {
      if (state === 'running') state = 'closing';
      await server.close();
    },
  };
}

/** Chromium chooses a free port, and writes it into the folder of its profile. */
async function readPort(server: BrowserServer, isClosed: () => boolean): Promise<string> {
  const option = '--user-data-dir=';
  const profile = server.process().spawnargs.find((argument) => argument.startsWith(option));
  if (profile === undefined) throw new Error('The browser has no profile.');
  const file = join(profile.slice(option.length), 'DevToolsActivePort');
  for await (const _ of setInterval(20)) {
    const [, port] = /^(\d+)\n/.exec(await readFile(file, 'utf8').catch(() => '')) ?? [];
    if (port !== undefined) return port;
    if (isClosed()) break;
  }
  throw new Error('The browser has ended before it listened.');
}

/** The newest few thousand characters, such as the check that failed in Chromium. */
function collectStderr(server: BrowserServer): () => string {
  let text = '';
  server.process().stderr?.on('data', (chunk: Buffer) => {
    text = `${text}${chunk}`.slice(-4000);
  });
  return () => text;
}

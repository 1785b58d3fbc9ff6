import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface BuiltPage extends AsyncDisposable {
  readonly directory: string;
}

/** Builds the onboarding page as `npm run onboarding-page` does, in a temporary directory. */
export async function buildOnboardingPage(): Promise<BuiltPage> {
  const directory = await mkdtemp(join(tmpdir(), 'onboarding-page-'));
  const vite = ['node_modules/vite/bin/vite.js', 'build', 'examples/onboarding-page', '--logLevel', 'warn'];
  // Vitest sets NODE_ENV to "test", for which React would be built for development.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [...vite, '--outDir', directory, '--emptyOutDir'], { env });
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
}

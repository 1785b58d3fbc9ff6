import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { onCoresOf } from './cores.ts';
import { resolveScript } from './resolve-script.ts';

/** Runs a load generator in its own process. It takes its job as a JSON argument and prints its result as JSON. */
export async function runScript<Result>(path: string, job: object): Promise<Result> {
  const args = [resolveScript(path), JSON.stringify(job)];
  const { stdout } = await promisify(execFile)(...onCoresOf('load', process.execPath, args));
  return JSON.parse(stdout);
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../test/support/network/free-port.ts';

export interface ServedProject extends AsyncDisposable {
  readonly origin: string;
}

/** Starts the server of a project, and waits until it responds. The port is added to the arguments and to the environment. */
export async function serveProject(
  cwd: string,
  args: readonly [program: string, ...rest: string[]],
  env: Readonly<Record<string, string>>,
  chosenPort?: number,
): Promise<ServedProject> {
  const port = chosenPort ?? (await freePort());
  const origin = `http://127.0.0.1:${port}`;
  const [program, ...rest] = args;
  const child = spawn(
    process.execPath,
    [join(cwd, 'node_modules', program), ...rest, '--port', String(port)],
    { cwd, env: { ...process.env, ...env, PORT: String(port) }, stdio: 'inherit' },
  );
  const ended = once(child, 'close');
  const responds = () =>
    fetch(origin).then(
      () => true,
      () => false,
    );
  while (!(await responds())) {
    if (child.exitCode !== null) throw new Error(`${program} has ended.`);
    await setTimeout(100);
  }
  return {
    origin,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface GatewayProcess {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves with the first match in standard output. */
  saw(pattern: RegExp): Promise<RegExpExecArray>;
  /** The exit code, or the signal that ended it. */
  readonly exited: Promise<number | string>;
}

/** `npm start` without npm: the process itself, with an environment of its own. */
export function spawnGateway(
  env: Readonly<Record<string, string>>,
  { cwd = '.', script = 'src/main.ts' } = {},
): GatewayProcess {
  const options = { cwd, env: { PATH: process.env['PATH'], ...env } };
  const child = spawn(process.execPath, [script], options);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exited = once(child, 'close').then(([code, signal]): number | string =>
    typeof code === 'number' ? code : String(signal),
  );
  return {
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    async saw(pattern) {
      for (;;) {
        const match = pattern.exec(stdout);
        if (match) return match;
        const ended = await Promise.race([once(child.stdout, 'data'), exited]);
        if (!Array.isArray(ended)) throw new Error(`ended with ${ended} before ${pattern}: ${stderr}`);
      }
    },
  };
}

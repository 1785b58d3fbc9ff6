import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** @returns what the command printed. @throws with its output if it fails */
export async function runCommand(
  command: string,
  args: readonly string[],
  cwd = '.',
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  console.log([command, ...args].join(' '));
  try {
    return (await execute(command, args, { cwd, env: { ...process.env, ...env } })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} failed:\n${stdout}${stderr}`);
  }
}

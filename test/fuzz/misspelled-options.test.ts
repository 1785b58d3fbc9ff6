import { execFile } from 'node:child_process';
import { expect, test } from 'vitest';

/** These scripts run on the Node that the project brings, whichever version runs the tests. */
const NODE = 'node_modules/.bin/node';

function run(script: string, args: readonly string[]): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(NODE, [script, ...args], (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode, output: stdout + stderr }),
    );
  });
}

test.each([
  ['fuzz/writes/main.ts', ['--opeartions', '3'], 'Unknown option --opeartions. Did you mean --operations?'],
  [
    'fuzz/writes/main.ts',
    ['--seeds=3', '--logs', 'x'],
    'Unknown option --seeds. Known options: --operations,',
  ],
  ['fuzz/writes/main.ts', ['--operations', '0'], '--operations must be a whole number from 1 to 100000.'],
  ['fuzz/writes/main.ts', ['--seed'], "Option '--seed <value>' argument missing"],
  ['bench/soak/run.ts', ['--minuts', '1'], 'Unknown option --minuts. Did you mean --minutes?'],
  ['bench/soak/run.ts', ['--minutes', 'two'], '--minutes must be a number above 0, at most 120.'],
  ['bench/live/run.ts', ['--second=1'], 'Unknown option --second. Did you mean --seconds?'],
  ['bench/run.ts', ['--quik'], 'Unknown option --quik. Known options: --quick, --only.'],
])('%s with %j explains the mistake in one line and exits with 2', async (script, args, message) => {
  const { exitCode, output } = await run(script, args);

  expect(output.trimEnd().split('\n')).toHaveLength(1);
  expect(output).toContain(message);
  expect(exitCode).toBe(2);
});

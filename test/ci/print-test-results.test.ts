import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

const TESTS = `
describe('arithmetic', () => {
  test('adds', () => expect(1 + 1).toBe(2));
  test('is wrong', () => expect(1 + 1, 'the sum').toBe(3));
});
let runs = 0;
test('works at the second attempt', { retry: 1 }, () => expect(runs++, 'runs before').toBe(1));
`;

/** Runs vitest on test files and returns what is printed about its report. */
async function printResults(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'print-results-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const report = join(folder, 'pinned.json');
    const options = ['--root', folder, '--globals', '--testTimeout', '60000'];
    options.push('--reporter', 'json', '--outputFile', report);
    // It exits with 1, because tests fail.
    await run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...options]).catch(() => {});
    const script = join(process.cwd(), '.ci/print-test-results.mjs');
    const { stdout } = await run(process.execPath, [script, report], { cwd: folder });
    return stdout.trimEnd().split('\n');
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('the end of the output of CI names the failed and the repeated tests, and begins their messages', async () => {
  const lines = await printResults({
    'sums.test.ts': TESTS,
    'broken.test.ts': "throw new Error('cannot be loaded');",
  });

  expect(lines.filter((line) => !line.startsWith('    '))).toEqual([
    'passed when repeated: (pinned) sums.test.ts > works at the second attempt',
    expect.stringMatching(/^failed test: /),
    expect.stringMatching(/^failed test: /),
    '2 passed, 2 failed',
  ]);
  expect(lines).toContain('failed test: (pinned) sums.test.ts > arithmetic is wrong');
  expect(lines).toContain('failed test: (pinned) broken.test.ts');
  const text = lines.join('\n');
  expect(text).toContain('    AssertionError: runs before: expected +0 to be 1');
  expect(text).toContain('    AssertionError: the sum: expected 2 to be 3');
  expect(text).toContain('    cannot be loaded');
});

test('many failures do not fill the end of the output', async () => {
  const many = "for (let n = 0; n < 100; n++) test('number ' + n, () => expect(n).toBe('x'.repeat(1000)));";
  const lines = await printResults({ 'many.test.ts': many });

  expect(lines.at(-1)).toBe('0 passed, 100 failed');
  expect(lines.at(-2)).toBe('failed test: 80 more');
  expect(lines.length).toBeLessThan(70);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(200);
});

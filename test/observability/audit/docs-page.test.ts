import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { KEY, linesIn, linesOf } from './audit-lines.ts';

const page = await readFile('docs/audit.md', 'utf8');

/** The command of the page that contains the text. */
function commandWith(text: string): string {
  const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, command = '']) => command);
  return commands.find((command) => command.includes(text)) ?? '';
}

test('the page explains each member of a line', async () => {
  await using stack = await startStack({ env: { AUDIT_HASH_KEY: KEY } });
  const input = { ...EXAMPLE_INPUT, idempotencyKey: 'one' };
  await stack.attach(input);
  stack.control.faults.script('getCustomer', { status: 403 });
  await stack.request('query ($id: UUID!) { individualCustomer(id: $id) { id } }', { id: input.customerId });
  await stack.gateway.close();

  const lines = linesIn(stack.logged()).filter(({ event }) => String(event).startsWith('audit'));
  const names = new Set(lines.flatMap((line) => Object.keys(line)));
  expect(linesOf(stack.gateway, 'audit').length).toBe(3);
  for (const name of names) if (name !== 'level') expect(page).toContain(`\`${name}`);
});

const hasJq = (() => {
  try {
    execFileSync('jq', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** Runs the command on a file with these lines. */
async function runOn(lines: readonly object[], command: string): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'audit.log'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const output = execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
  return output.trim() === ''
    ? []
    : output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
}

test.skipIf(!hasJq)('the commands of the page find writes without an end, and missing lines', async () => {
  const started = { action: 'WRITE', phase: 'STARTED', requestId: 'r', customerHashes: ['c'] };
  const lines = [
    { instance: 'a', sequence: 1, event: 'audit-opened' },
    { instance: 'a', sequence: 2, writeId: 1, ...started },
    { instance: 'a', sequence: 3, writeId: 1, ...started, phase: 'ENDED' },
    { instance: 'a', sequence: 6, writeId: 2, ...started, requestId: 'lost' },
    { instance: 'a', sequence: 7, writeId: 3, ...started, phase: 'FILES_STARTED' },
    { instance: 'b', sequence: 2, writeId: 1, ...started, phase: 'ENDED' },
    { instance: 'b', sequence: 3, event: 'audit-closed' },
    { instance: 'c', sequence: 1, event: 'audit-opened' },
    { instance: 'c', sequence: 2, event: 'audit-closed' },
  ];

  expect(await runOn(lines, commandWith('group_by([.instance, .writeId])'))).toMatchObject([
    { requestId: 'lost', customerHashes: ['c'] },
  ]);
  expect(await runOn(lines, commandWith('sort_by(.sequence)'))).toEqual([
    {
      instance: 'a',
      missing: [
        [4, 5],
        [8, null],
      ],
    },
    { instance: 'b', missing: [[1, 1]] },
  ]);
});

import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundle } from '../scripts/build/bundle.ts';
import { findOldNode } from './support/find-old-node.ts';

/** @returns the exit code, and everything that was printed */
function runOnOldNode(script: string): Promise<[code: number | null, output: string]> {
  return new Promise((settle) => {
    const child = execFile(findOldNode() ?? '', [script], (_, stdout, stderr) =>
      settle([child.exitCode, stdout + stderr]),
    );
  });
}

const ONE_LINE = /^fin-gateway needs Node 22\.21 or newer, but \S+ is Node [\d.]+\.\n$/;

test('on a Node that cannot read TypeScript, the sources say in one line which Node they need', async () => {
  expect(await runOnOldNode('src/start.js')).toEqual([1, expect.stringMatching(ONE_LINE)]);
});

test('on a Node that is too old, the bundle says in one line which Node it needs', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  await bundle(join(folder, 'dist'));
  await cp('package.json', join(folder, 'package.json'));

  expect(await runOnOldNode(join(folder, 'dist/main.js'))).toEqual([1, expect.stringMatching(ONE_LINE)]);
  await rm(folder, { recursive: true });
});

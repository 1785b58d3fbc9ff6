import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

function run(script: string, ...args: string[]): Promise<Run> {
  return new Promise((settle) => {
    const child = execFile(process.execPath, [script, ...args], (_, stdout, stderr) =>
      settle({ exitCode: child.exitCode, output: stdout + stderr }),
    );
  });
}

async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'supply-chain-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** A project that installs one package for production, and one for development. */
async function projectWith(folder: string, manifest: object): Promise<void> {
  const packages = { '': {}, 'node_modules/one': {}, 'node_modules/two': { dev: true } };
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages }));
  await mkdir(join(folder, 'node_modules/one'), { recursive: true });
  const text = JSON.stringify({ name: 'one', version: '1.0.0', ...manifest });
  await writeFile(join(folder, 'node_modules/one/package.json'), text);
}

test.each([
  [{ license: 'MIT' }, 0, '| one | 1.0.0 | MIT |'],
  [{ licenses: [{ type: 'MIT' }] }, 0, '| one | 1.0.0 | MIT |'],
  [{ license: 'AGPL-3.0-only' }, 1, 'one@1.0.0 has the licence AGPL-3.0-only, which is not on the list'],
  [{}, 1, 'one@1.0.0 has the licence none, which is not on the list'],
])(
  'a package with %j is listed with its licence, which is checked against the allowed ones',
  async (manifest, exitCode, words) => {
    await using folder = await temporaryFolder();
    await projectWith(folder.path, manifest);

    const listed = await run('scripts/licences.ts', folder.path);

    expect(listed.output).toContain(words);
    expect(listed.exitCode).toBe(exitCode);
    expect((await run('scripts/licences.ts', '--check', folder.path)).exitCode).toBe(exitCode);
  },
);

test('the scan for secrets finds one and does not print it', async () => {
  await using folder = await temporaryFolder();
  // In two halves, so that the scan of this file does not find it.
  const secret = `ghp_${'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'}`;
  await writeFile(join(folder.path, 'settings.json'), JSON.stringify({ token: secret }));

  const { exitCode, output } = await run(
    'node_modules/secretlint/bin/secretlint.js',
    ...[
      '--secretlintrc',
      resolve('.secretlintrc.json'),
      '--maskSecrets',
      '--no-glob',
      join(folder.path, 'settings.json'),
    ],
  );

  expect(exitCode).toBe(1);
  expect(output).toContain('settings.json');
  expect(output).not.toContain(secret);
});

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const execute = promisify(execFile);
const COPIED = [
  'package.json',
  'package-lock.json',
  'client/package.json',
  'docs',
  'last-release',
  'ops/chart/Chart.yaml',
  'scripts',
];
const LAST_SCHEMA = 'last-release/schema.graphql';
/** A field that the last release had and the current schema does not. */
const REMOVED = 'Country.anthem was removed.';
const CHANGELOG = `# Changelog

## Unreleased

### Added

- A field.
`;

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
}

interface Copy extends AsyncDisposable {
  /** The commit with the state before the release. */
  readonly commit: string;
  read(path: string): Promise<string>;
  edit(path: string, change: (text: string) => string): Promise<void>;
  /** Runs a script of `scripts/release`. */
  run(script: string): Promise<Outcome>;
}

/** The parts of the project that a release reads and writes, with a changelog of the test. */
async function copyProject(changelog: string): Promise<Copy> {
  const directory = await mkdtemp(join(tmpdir(), 'release-'));
  for (const path of COPIED) await cp(path, join(directory, path), { recursive: true });
  for (const path of ['src', 'node_modules']) await symlink(resolve(path), join(directory, path));
  await writeFile(join(directory, 'CHANGELOG.md'), changelog);
  const commit = await commitAll(directory);
  const read = (path: string) => readFile(join(directory, path), 'utf8');
  return {
    commit,
    read,
    edit: async (path, change) => writeFile(join(directory, path), change(await read(path))),
    run: (script) =>
      new Promise((settle) => {
        const child = execFile(
          process.execPath,
          [join('scripts/release', script)],
          { cwd: directory },
          (_error, stdout, stderr) => settle({ exitCode: child.exitCode ?? -1, output: stdout + stderr }),
        );
      }),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
}

async function commitAll(cwd: string): Promise<string> {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  await execute('git', ['init', '--quiet'], { cwd });
  await execute('git', ['add', '--all'], { cwd });
  await execute('git', [...author, 'commit', '--quiet', '--message', 'Before the release'], { cwd });
  return (await execute('git', ['rev-parse', 'HEAD'], { cwd })).stdout;
}

function withAnthem(sdl: string): string {
  return sdl.replace('type Country {', 'type Country {\n  anthem: String');
}

function withEntry(entry: string): string {
  return CHANGELOG.replace('- A field.', `- A field.\n${entry}`);
}

function toVersion(version: string): (manifest: string) => string {
  return (manifest) => manifest.replace(/"version": "[^"]+"/, `"version": "${version}"`);
}

test('the check passes for this work tree, and fails after a breaking change', async () => {
  await using project = await copyProject(await readFile('CHANGELOG.md', 'utf8'));
  expect(await project.run('check.ts')).toEqual({ exitCode: 0, output: '' });

  await project.edit(LAST_SCHEMA, withAnthem);

  expect(await project.run('check.ts')).toEqual({
    exitCode: 1,
    output: expect.stringContaining(`Breaks clients or operators of 0.1.0: ${REMOVED}`),
  });
});

test('a release dates the changelog, gives both packages its version, and becomes what the check compares with', async () => {
  await using project = await copyProject(
    withEntry(`- **Breaking:** \`${REMOVED}\` Fin.com no longer sends it.`),
  );
  await project.edit(LAST_SCHEMA, withAnthem);
  await project.edit('package.json', toVersion('0.2.0'));

  expect(await project.run('prepare.ts')).toEqual({ exitCode: 0, output: '' });

  expect(await project.read('CHANGELOG.md')).toMatch(
    /^# Changelog\n\n## Unreleased\n\n## 0\.2\.0 - \d{4}-\d\d-\d\d\n\n### Added\n\n- A field\.\n- \*\*Breaking:\*\*/,
  );
  expect(JSON.parse(await project.read('client/package.json'))).toMatchObject({ version: '0.2.0' });
  expect(await project.read('ops/chart/Chart.yaml')).toMatch(/^version: 0\.2\.0\nappVersion: 0\.2\.0$/m);
  expect(JSON.parse(await project.read('package-lock.json'))).toMatchObject({
    packages: { client: { version: '0.2.0' } },
  });
  expect(await project.read(LAST_SCHEMA)).not.toContain('anthem');
  expect(JSON.parse(await project.read('last-release/contract.json'))).toMatchObject({ version: '0.2.0' });
  expect(await project.read('last-release/commit')).toBe(project.commit);
  expect(await project.run('check.ts')).toEqual({ exitCode: 0, output: '' });
});

test('the first release has the version of the baseline', async () => {
  await using project = await copyProject(CHANGELOG);

  expect(await project.run('prepare.ts')).toEqual({ exitCode: 0, output: '' });

  expect(await project.read('CHANGELOG.md')).toContain('## 0.1.0 - ');
});

test.each([
  [
    'breaks clients in a patch version',
    '0.1.1',
    withEntry(`- **Breaking:** \`${REMOVED}\` No longer sent.`),
    'must be a new minor version',
  ],
  [
    'has nothing to announce',
    '0.2.0',
    '# Changelog\n\n## Unreleased\n\n### Added\n',
    'no unreleased entries',
  ],
])('a release that %s is refused, and no file changes', async (_, version, changelog, message) => {
  await using project = await copyProject(changelog);
  await project.edit(LAST_SCHEMA, withAnthem);
  await project.edit('package.json', toVersion(version));

  const { exitCode, output } = await project.run('prepare.ts');

  expect(exitCode).toBe(1);
  expect(output).toContain(message);
  expect(await project.read('CHANGELOG.md')).toBe(changelog);
  expect(await project.read(LAST_SCHEMA)).toContain('anthem');
});

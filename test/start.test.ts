import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { spawnGateway } from './support/spawn-gateway.ts';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** Starts a copy that needs this version of Node and prints "started". */
async function startThatNeeds(version: string) {
  const folder = await mkdtemp(join(tmpdir(), 'start-'));
  await mkdir(join(folder, 'src'));
  await cp('src/start.js', join(folder, 'src/start.js'));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', engines: { node: `>=${version}` } }),
  );
  await writeFile(join(folder, 'src/main.ts'), "process.stdout.write('started' as string);");
  const gateway = spawnGateway({}, { cwd: folder, script: 'src/start.js' });
  const exitCode = await gateway.exited;
  await rm(folder, { recursive: true });
  return { exitCode, stdout: gateway.stdout(), stderr: gateway.stderr() };
}

test.each([`${major}.${minor}`, `${major}.0`, `${major - 1}.99`, '9.0'])(
  'it starts if it needs Node %s or newer',
  async (needed) => {
    expect(await startThatNeeds(needed)).toEqual({ exitCode: 0, stdout: 'started', stderr: '' });
  },
);

test.each([`${major}.${minor + 1}`, `${major + 1}.0`, '100.0'])(
  'it says in one line that it needs Node %s',
  async (needed) => {
    expect(await startThatNeeds(needed)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `fin-gateway needs Node ${needed} or newer, but ${process.execPath} is Node ${process.versions.node}.\n`,
    });
  },
);

test('npm start runs the gateway with its sandbox', async () => {
  const gateway = spawnGateway({ PORT: '0' }, { script: 'src/start.js' });

  await gateway.saw(/sandbox, not with Fin\.com/);
  gateway.process.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
});

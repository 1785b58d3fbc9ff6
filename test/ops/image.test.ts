import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { startTestGateway } from '../support/start-gateway.ts';

const dockerfile = await readFile('Dockerfile', 'utf8');
const dockerignore = await readFile('.dockerignore', 'utf8');

function exitCodeOf(
  command: string,
  args: string[],
  env: Readonly<Record<string, string>>,
): Promise<number | null> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    const child = execFile(command, args, options, () => resolve(child.exitCode));
  });
}

test('the health check of the image tells a gateway that lives from one that does not', async () => {
  const [, json = ''] = /^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [command = '', ...args] = z.array(z.string()).parse(JSON.parse(json));
  expect(command).toBe('node');
  await using sandbox = await startSandbox();
  const gateway = await startTestGateway(sandbox);
  const env = { PORT: new URL(gateway.origin).port };

  expect(await exitCodeOf(process.execPath, args, env)).toBe(0);
  await gateway.close();
  expect(await exitCodeOf(process.execPath, args, env)).toBe(1);
});

test('the compile cache is filled when the image is built', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'compile-cache-'));
  try {
    const env = { NODE_ENV: 'production', NODE_COMPILE_CACHE: folder };
    expect(await exitCodeOf(process.execPath, ['ops/warm-compile-cache.ts'], env)).toBe(0);
    expect((await readdir(folder, { recursive: true })).length).toBeGreaterThan(100);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('what the image copies is let through to the build, and nothing else is', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  );
  const letThrough = [...dockerignore.matchAll(/^!(.+)$/gm)].map(([, name]) => name);

  expect(dockerignore).toMatch(/^\*$/m);
  expect(new Set(letThrough)).toEqual(new Set(copied));
});

test('the image runs the version of Node that the tests run, without dev dependencies, as nobody who may do much', async () => {
  const { devDependencies } = z
    .object({ devDependencies: z.object({ node: z.string() }) })
    .parse(JSON.parse(await readFile('package.json', 'utf8')));
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);

  expect(new Set(images)).toEqual(new Set([`node:${devDependencies.node}-slim`]));
  expect(dockerfile).toContain('npm ci --omit=dev --ignore-scripts');
  expect(dockerfile.indexOf('\nUSER 1000\n')).toBeLessThan(
    dockerfile.indexOf('\nCMD ["node", "src/main.ts"]\n'),
  );
  expect(dockerfile).toMatch(/\nUSER 1000\n/);
});

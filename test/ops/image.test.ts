import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { spawnGateway } from '../support/spawn-gateway.ts';
import { startStack } from '../support/start-stack.ts';

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

test("the image's health check tells a running gateway from a stopped one", async () => {
  const [, json = ''] = /^HEALTHCHECK .*\\\n\s+CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [command = '', ...args] = z.array(z.string()).parse(JSON.parse(json));
  expect(command).toBe('node');
  await using stack = await startStack();
  const env = { PORT: new URL(stack.gateway.origin).port };

  expect(await exitCodeOf(process.execPath, args, env)).toBe(0);
  await stack.gateway.close();
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

/** What the build may copy, by `.dockerignore`. */
const LET_THROUGH = [...dockerignore.matchAll(/^!(.+)$/gm)].map(([, name = '']) => name);

test('the image copies only what it needs', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  );

  expect(dockerignore).toMatch(/^\*$/m);
  expect(new Set(LET_THROUGH)).toEqual(new Set(copied));
});

async function copyOfImage() {
  const folder = await mkdtemp(join(tmpdir(), 'image-'));
  for (const name of LET_THROUGH) await cp(name, join(folder, name), { recursive: true });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

test('the image works in production without the sandbox', async () => {
  await using image = await copyOfImage();
  await using sandbox = await startSandbox();
  const gateway = spawnGateway(
    {
      PORT: '0',
      NODE_ENV: 'production',
      AUTH: 'none',
      FIN_BASE_URL: sandbox.url,
      FIN_CLIENT_ID: sandbox.clientId,
      FIN_CLIENT_SECRET: sandbox.clientSecret,
    },
    image.folder,
  );
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);

  expect(await readdir(image.folder)).not.toContain('sandbox');
  expect((await fetch(url.replace('/graphql', '/ready'))).status).toBe(200);
  gateway.process.kill('SIGTERM');
  expect(await gateway.exited).toBe(0);
  expect(gateway.stderr()).toBe('');
});

test.each([{}, { METRICS_PORT: '0' }])(
  'with %j it says what to set instead of the missing sandbox',
  async (env) => {
    await using image = await copyOfImage();
    const gateway = spawnGateway({ PORT: '0', ...env }, image.folder);

    expect(await gateway.exited).toBe(1);
    expect(gateway.stderr()).toBe(
      'fin-gateway could not start: FIN_BASE_URL is not set, and this installation does not include the embedded sandbox. Set FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET.\n',
    );
  },
);

test('the image runs the tested version of Node without dev dependencies, as an unprivileged user', async () => {
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

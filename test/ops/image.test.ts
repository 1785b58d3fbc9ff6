import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod/mini';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { attach } from '../support/graphql-request.ts';
import { content, sendForm, sha256, uploadForm } from '../support/multipart.ts';
import { openInitialized } from '../support/network/open-socket.ts';
import { type GatewayProcess, spawnGateway } from '../support/spawn-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED } from '../support/subscribe.ts';
import { buildImage } from './build-image.ts';

const dockerfile = await readFile('Dockerfile', 'utf8');
const dockerignore = await readFile('.dockerignore', 'utf8');
const image = await buildImage();
afterAll(() => image[Symbol.asyncDispose]());

/** Runs the command of the image in its folder. */
function runImage(env: Readonly<Record<string, string>>): GatewayProcess {
  const [, script = ''] = /^CMD \["node", "(.+)"\]$/m.exec(dockerfile) ?? [];
  return spawnGateway({ PORT: '0', ...env }, { cwd: image.folder, script });
}

/** Runs the image in front of a sandbox of its own. */
async function startImage(env: Readonly<Record<string, string>> = {}) {
  const sandbox = await startSandbox();
  const gateway = runImage({
    NODE_ENV: 'production',
    AUTH: 'none',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
    ...env,
  });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);
  return {
    url,
    gateway,
    control: sandbox.control,
    async [Symbol.asyncDispose]() {
      gateway.process.kill('SIGTERM');
      await gateway.exited;
      await sandbox.close();
    },
  };
}

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

test('the compile cache of the image has the code of all optional parts', async () => {
  const filled = await readdir(image.compileCache, { recursive: true });
  {
    await using running = await startImage({
      NODE_COMPILE_CACHE: image.compileCache,
      METRICS_PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      REDIS_URL: 'redis://127.0.0.1:1',
      SHARED_STATE_KEY: randomBytes(32).toString('hex'),
    });
    await sendForm(running.url, uploadForm(content('pdf', 1_000)));
  }

  // A process adds the code that it had to compile when it exits.
  expect(filled).not.toEqual([]);
  expect(await readdir(image.compileCache, { recursive: true })).toEqual(filled);
});

test('the build context has only what the image is built from', () => {
  const ignored = [...dockerignore.matchAll(/^!(.+)$/gm)].map(([, name]) => name);
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
    names.split(' '),
  );

  expect(dockerignore).toMatch(/^\*$/m);
  expect(new Set(ignored)).toEqual(new Set(copied));
});

test('the image contains the bundle, and neither sources, packages nor the sandbox', async () => {
  expect(new Set(await readdir(image.folder))).toEqual(new Set(['LICENSE', 'dist', 'package.json']));
});

test('the image contains the licence of each package that production uses', async () => {
  const text = await readFile(join(image.folder, 'dist/LICENCES.txt'), 'utf8');
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(await readFile('package.json', 'utf8')));

  for (const [name, version] of Object.entries(dependencies)) {
    expect(text).toMatch(
      new RegExp(`^${name} ${version}, (MIT|ISC|Apache-2\\.0|BlueOak-1\\.0\\.0)\n\n.*\\S`, 'm'),
    );
  }
});

test('the image attaches documents in production, stops in order, and prints no warning', async () => {
  await using running = await startImage();

  expect((await fetch(running.url.replace('/graphql', '/ready'))).status).toBe(200);
  expect((await attach(running.url)).data).toEqual({
    attachIndividualDocuments: { customer: { id: CUSTOMER_ID } },
  });
  running.gateway.process.kill('SIGTERM');

  expect(running.control.attachCount()).toBe(1);
  expect(await running.gateway.exited).toBe(0);
  expect(running.gateway.stderr()).toBe('');
});

test('files pass through the image unchanged', async () => {
  await using running = await startImage();
  const files = [content('pdf', 300_000), content('jpg', 1_000)];

  const { data } = await sendForm(running.url, uploadForm(...files));

  const hashes = files.map((file) => sha256(file));
  expect(running.control.uploads.map((upload) => upload.sha256)).toEqual(hashes);
  expect(data).toMatchObject({ uploadDocuments: { files: hashes.map((hash) => ({ sha256: hash })) } });
});

test('the image serves subscriptions over WebSocket from the first connection on', async () => {
  await using running = await startImage();
  await using socket = await openInitialized(running.url);

  const payload = { query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } };
  socket.send({ id: '1', type: 'subscribe', payload });

  expect(await socket.next()).toMatchObject({
    payload: { data: { individualCustomerChanged: { status: 'INCOMPLETE' } } },
  });
});

test('outside of production, the image serves GraphiQL with its file picker', async () => {
  await using running = await startImage({ NODE_ENV: 'development' });

  const response = await fetch(running.url, { headers: { accept: 'text/html' } });

  expect(response.status).toBe(200);
  expect(await response.text()).toContain('id="file-picker"');
});

test.each([{}, { METRICS_PORT: '0' }])(
  'with %j it says what to set instead of the missing sandbox',
  async (env) => {
    const gateway = runImage(env);

    expect(await gateway.exited).toBe(1);
    expect(gateway.stderr()).toBe(
      'fin-gateway could not start: FIN_BASE_URL is not set, and this installation does not include the embedded sandbox. Set FIN_BASE_URL, FIN_CLIENT_ID and FIN_CLIENT_SECRET.\n',
    );
  },
);

test('the image has the tested version of Node, no npm in any layer, and an unprivileged user', async () => {
  const { devDependencies } = z
    .object({ devDependencies: z.object({ node: z.string() }) })
    .parse(JSON.parse(await readFile('package.json', 'utf8')));
  const lastStage = dockerfile.split(/^(?=FROM )/m).at(-1) ?? '';

  expect(dockerfile).toContain(`\nARG NODE_IMAGE=node:${devDependencies.node}-slim\n`);
  expect(lastStage).toMatch(
    /^FROM \$\{BASE_IMAGE\} AS gateway\nCOPY --from=build \/usr\/local\/bin\/node \/usr\/local\/bin\/node\n/,
  );
  expect(lastStage).not.toMatch(/npm|node_modules/);
  expect(dockerfile).toContain('npm ci --ignore-scripts');
  expect(lastStage).toMatch(/\nUSER 1000\n(.*\n)*CMD /);
});

test('each base image can be pinned by digest when the image is built', () => {
  const bases = [...dockerfile.matchAll(/^FROM (?!build )(\S+)/gm)].map(([, name = '']) => name);
  const settable = [...dockerfile.matchAll(/^ARG (\w+)=\S+$/gm)].map(([, name = '']) => `\${${name}}`);

  expect(bases).toEqual(settable);
  expect(dockerfile).not.toMatch(/^# syntax=/m);
});

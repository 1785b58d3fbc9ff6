import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startSandbox } from '../sandbox/create-sandbox.ts';
import { content, sendForm, uploadForm } from './support/multipart.ts';
import { spawnGateway } from './support/spawn-gateway.ts';

const NOBODY = 'http://127.0.0.1:1';
const REDIS = { REDIS_URL: 'redis://127.0.0.1:1', SHARED_STATE_KEY: randomBytes(32).toString('hex') };
const CALLERS = { AUTH_JWKS_URL: NOBODY, AUTH_ISSUER: 'issuer', AUTH_AUDIENCE: 'gateway' };
const ACCOUNT = { FIN_BASE_URL: NOBODY, FIN_CLIENT_ID: 'a', FIN_CLIENT_SECRET: 'b' };

/** Packages that many starts do not need. Loading them costs time and memory. */
const OPTIONAL = [
  'node_modules/@graphql-yoga/render-graphiql/',
  'node_modules/@opentelemetry/',
  'node_modules/@redis/client/',
  'node_modules/file-type/',
  'node_modules/jose/',
  'node_modules/prom-client/',
  'sandbox/',
];

/** Starts a gateway, uses it, stops it, and returns the optional parts that it has loaded. */
async function loadedBy(
  env: Readonly<Record<string, string>>,
  use: (url: string) => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'modules-'));
  try {
    const list = join(folder, 'list.txt');
    const NODE_OPTIONS = `--import=${resolve('test/support/list-modules.mjs')}`;
    const gateway = spawnGateway({ PORT: '0', NODE_OPTIONS, MODULE_LIST: list, ...env });
    const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
    await use(url);
    gateway.process.kill('SIGTERM');
    expect(await gateway.exited).toBe(0);
    const urls = (await readFile(list, 'utf8')).split('\n');
    expect(urls.some((loaded) => loaded.endsWith('/src/start-gateway.ts'))).toBe(true);
    return OPTIONAL.filter((part) => urls.some((loaded) => loaded.includes(`/${part}`)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a start with an account loads no optional part', async () => {
  expect(await loadedBy(ACCOUNT)).toEqual([]);
});

test.each([
  ['Redis', REDIS, ['node_modules/@redis/client/']],
  ['checked callers', CALLERS, ['node_modules/jose/']],
  ['metrics', { METRICS_PORT: '0' }, ['node_modules/prom-client/']],
  [
    'an OTLP receiver',
    { OTEL_EXPORTER_OTLP_ENDPOINT: NOBODY },
    ['node_modules/@opentelemetry/', 'node_modules/prom-client/'],
  ],
])('a start with %s loads what that needs', async (_what, env, parts) => {
  expect(await loadedBy({ ...ACCOUNT, ...env })).toEqual(expect.arrayContaining(parts));
});

test('a start without an account loads the sandbox', async () => {
  expect(await loadedBy({})).toEqual(['sandbox/']);
});

test('the first upload loads the detection of file types, and succeeds', async () => {
  await using sandbox = await startSandbox();
  const { url: FIN_BASE_URL, clientId: FIN_CLIENT_ID, clientSecret: FIN_CLIENT_SECRET } = sandbox;

  const loaded = await loadedBy({ FIN_BASE_URL, FIN_CLIENT_ID, FIN_CLIENT_SECRET }, async (url) => {
    const answers = await Promise.all([1, 2, 3].map(() => sendForm(url, uploadForm(content('pdf', 1_000)))));
    expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined, undefined]);
  });

  expect(loaded).toEqual(['node_modules/file-type/']);
});

test('opening GraphiQL loads its page', async () => {
  const loaded = await loadedBy(ACCOUNT, async (url) => {
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('id="file-picker"');
  });

  expect(loaded).toEqual(['node_modules/@graphql-yoga/render-graphiql/']);
});

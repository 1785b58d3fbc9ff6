import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, preview } from 'vite';
import { expect, test, vi } from 'vitest';
import { gatewayOrigin } from '../../../examples/onboarding-page/gateway-origin.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const CONFIG_FILE = 'examples/onboarding-page/vite.config.ts';

test.each([
  [{}, 'http://127.0.0.1:4000'],
  [{ PORT: '4400' }, 'http://127.0.0.1:4400'],
  [{ PORT: '65535', HOST: 'localhost' }, 'http://localhost:65535'],
  [{ PORT: '', HOST: '' }, 'http://127.0.0.1:4000'],
  [{ HOST: '0.0.0.0' }, 'http://127.0.0.1:4000'],
  [{ HOST: '::', PORT: '80' }, 'http://[::1]:80'],
  [{ HOST: '::1' }, 'http://[::1]:4000'],
  [{ HOST: '192.168.1.20' }, 'http://192.168.1.20:4000'],
])('with %j, the gateway is at %s', (env, origin) => {
  expect(gatewayOrigin(env)).toBe(origin);
});

test.each(['0', '65536', '-1', '4000/x', 'tcp://10.0.0.1:4000'])('PORT=%s is rejected', (port) => {
  expect(() => gatewayOrigin({ PORT: port })).toThrow('PORT must be the port on which the gateway listens');
});

async function countriesThrough(origin: string): Promise<unknown> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ countries { code } }' }),
  });
  return response.json();
}

/** As a browser sends it: with the origin of the page. */
async function subscribeThrough(origin: string): Promise<Response> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', origin },
    body: JSON.stringify({
      query: `subscription { individualCustomerChanged(id: "${CUSTOMER_ID}") { status } }`,
    }),
  });
  await response.body?.cancel();
  return response;
}

test('the preview and the development server reach the gateway at PORT, also for subscriptions', async () => {
  await using stack = await startStack();
  const outDir = await mkdtemp(join(tmpdir(), 'onboarding-page-'));
  await writeFile(join(outDir, 'index.html'), '<h1>The page</h1>');
  vi.stubEnv('PORT', new URL(stack.gateway.origin).port);
  vi.stubEnv('HOST', '127.0.0.1');
  const options = { configFile: CONFIG_FILE, logLevel: 'silent', build: { outDir } } as const;
  const listen = { host: '127.0.0.1', port: 0 };
  const previewServer = await preview({ ...options, preview: listen });
  const devServer = await createServer({ ...options, server: { ...listen, watch: null } });
  try {
    await devServer.listen();
    const origins = [previewServer, devServer].flatMap(({ resolvedUrls }) => resolvedUrls?.local ?? []);

    const answers = await Promise.all(origins.map((url) => countriesThrough(new URL(url).origin)));

    const all = { data: { countries: expect.arrayContaining([{ code: 'USA' }]) } };
    expect(answers).toMatchObject([all, all]);
    const streams = await Promise.all(origins.map((url) => subscribeThrough(new URL(url).origin)));
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  } finally {
    vi.unstubAllEnvs();
    await Promise.all([previewServer.close(), devServer.close()]);
    await rm(outDir, { recursive: true });
  }
});

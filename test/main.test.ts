import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startSandbox } from '../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from './support/example-data.ts';
import { attach } from './support/graphql-request.ts';
import { freePort } from './support/network/free-port.ts';
import { spawnGateway } from './support/spawn-gateway.ts';

const run = promisify(execFile);

test('without configuration it starts its sandbox, and the printed command attaches documents in a shell', async () => {
  const gateway = spawnGateway({ PORT: '0' });
  const [, command = ''] = await gateway.saw(/^(curl .*)\n/m);

  const { stdout } = await run('sh', ['-c', command]);
  const [, controlUrl = ''] = await gateway.saw(/Control the sandbox in a browser at (\S+)\. /);
  const page = await (await fetch(controlUrl)).text();
  gateway.process.kill('SIGINT');

  expect(page).toContain('<title>Sandbox control</title>');
  expect(JSON.parse(stdout)).toEqual({
    data: { attachIndividualDocuments: { customer: { id: CUSTOMER_ID } } },
  });
  expect(gateway.stdout()).toMatch(/sandbox, not with Fin\.com/);
  expect(await gateway.exited).toBe(0);
  expect(gateway.stderr()).toBe('');
});

test('on stop it finishes the running mutation, accepts no new request and exits with 0', async () => {
  await using sandbox = await startSandbox();
  const gateway = spawnGateway({
    PORT: '0',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
  });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);
  sandbox.control.faults.script('attachIndividualDocuments', {
    delayMs: 3_000,
    status: 200,
    body: { data: { customer_id: CUSTOMER_ID } },
  });

  const inFlight = attach(url);
  await sandbox.control.waitForRequest('attachIndividualDocuments');
  gateway.process.kill('SIGTERM');
  await gateway.saw(/"event":"stopping"/);

  await expect(fetch(url.replace('/graphql', '/ready'))).rejects.toThrow();
  expect((await inFlight).errors).toBeUndefined();
  expect(await gateway.exited).toBe(0);
});

test('after SIGTERM, load balancers see 503 while calls still succeed, and the port closes after the delay', async () => {
  const gateway = spawnGateway({ PORT: '0', SHUTDOWN_DELAY_MS: '8000' });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);
  const ready = url.replace('/graphql', '/ready');
  expect((await fetch(ready)).status).toBe(200);

  gateway.process.kill('SIGTERM');
  await gateway.saw(/"event":"stopping"/);

  expect((await fetch(ready)).status).toBe(503);
  expect((await fetch(url.replace('/graphql', '/health'))).status).toBe(200);
  expect((await attach(url)).errors).toBeUndefined();
  expect(await gateway.exited).toBe(0);
  await expect(fetch(ready)).rejects.toThrow();
});

test('as the first process of a container it can be stopped before it is ready', async () => {
  // A Redis that says nothing is waited for.
  await using silence = createServer((socket) => socket.on('error', () => undefined).resume()).listen(
    0,
    '127.0.0.1',
  );
  await once(silence, 'listening');
  // Signals without a listener end any process but the first one: that it listens is what counts.
  const gateway = spawnGateway({
    PORT: '0',
    FIN_BASE_URL: 'https://sandbox.example.com',
    FIN_CLIENT_ID: 'a',
    FIN_CLIENT_SECRET: 'b',
    REDIS_URL: `redis://127.0.0.1:${(silence.address() as AddressInfo).port}`,
    SHARED_STATE_KEY: randomBytes(32).toString('base64'),
    NODE_OPTIONS: `--import=${resolve('test/support/stop-on-connect.mjs')}`,
  });

  expect(await gateway.exited).toBe(0);
  expect(gateway.stdout()).not.toContain('"event":"ready"');
});

test('Ctrl-C does not wait for load balancers', async () => {
  const gateway = spawnGateway({ PORT: '0', SHUTDOWN_DELAY_MS: '300000' });
  await gateway.saw(/"event":"ready"/);

  gateway.process.kill('SIGINT');

  expect(await gateway.exited).toBe(0);
});

test.each([
  ['the embedded sandbox in production', { NODE_ENV: 'production', AUTH: 'none' }, 'FIN_BASE_URL'],
  [
    'unchecked callers in production',
    {
      NODE_ENV: 'production',
      FIN_BASE_URL: 'https://api.fin.com',
      FIN_CLIENT_ID: 'a',
      FIN_CLIENT_SECRET: 'canary',
    },
    'AUTH=none',
  ],
  ['a protection that is not there yet', { REDIS_URL: 'redis://canary' }, 'REDIS_URL'],
  ['half a check of callers', { AUTH_JWKS_URL: 'https://id.example.com/canary' }, 'AUTH_ISSUER is missing'],
])('%s is rejected at start with a clear message, exit code 1 and no values', async (_what, env, words) => {
  const gateway = spawnGateway({ PORT: '0', ...env });

  expect(await gateway.exited).toBe(1);
  expect(gateway.stderr()).toContain(words);
  expect(gateway.stderr()).not.toMatch(/canary|\bat .*:\d+:\d+/);
});

test('a used port is reported clearly', async () => {
  await using sandbox = await startSandbox();
  const gateway = spawnGateway({ PORT: new URL(sandbox.url).port });

  expect(await gateway.exited).toBe(1);
  expect(gateway.stderr()).toContain('set PORT to another');
});

test.each([
  ['METRICS_PORT that is taken', { METRICS_HOST: '127.0.0.1' }, 'EADDRINUSE'],
  ['METRICS_HOST of another machine', { METRICS_HOST: '203.0.113.7', METRICS_PORT: '0' }, 'EADDRNOTAVAIL'],
])('a %s ends the start with a hint, and no process remains', async (_what, env, reason) => {
  await using sandbox = await startSandbox();
  const gateway = spawnGateway({ PORT: '0', METRICS_PORT: new URL(sandbox.url).port, ...env });

  expect(await gateway.exited).toBe(1);
  expect(gateway.stderr()).toBe(
    `fin-gateway could not start: metrics cannot be served: set METRICS_PORT to a free port, and METRICS_HOST to an address of this machine (${reason}).\n`,
  );
  expect(gateway.stdout()).toBe('');
});

test('SANDBOX_PORT decides where the control page is', async () => {
  const port = await freePort();
  const gateway = spawnGateway({ PORT: '0', SANDBOX_PORT: String(port) });
  await gateway.saw(new RegExp(`http://127\\.0\\.0\\.1:${port}/_sandbox/\\. `));
  gateway.process.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
});

test('a used SANDBOX_PORT is reported clearly', async () => {
  await using sandbox = await startSandbox();
  const gateway = spawnGateway({ PORT: '0', SANDBOX_PORT: new URL(sandbox.url).port });

  expect(await gateway.exited).toBe(1);
  expect(gateway.stderr()).toBe(
    'fin-gateway could not start: the embedded sandbox cannot listen: set SANDBOX_PORT to a free port, or unset it (EADDRINUSE).\n',
  );
});

test('with an account at Fin.com there is no sandbox, and GraphiQL says so', async () => {
  const port = await freePort();
  const gateway = spawnGateway({
    PORT: '0',
    SANDBOX_PORT: String(port),
    FIN_BASE_URL: 'https://sandbox.example.com',
    FIN_CLIENT_ID: 'a',
    FIN_CLIENT_SECRET: 'b',
  });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);

  const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
  await expect(fetch(`http://127.0.0.1:${port}/_sandbox/`)).rejects.toThrow();
  gateway.process.kill('SIGTERM');

  // Not the page itself: a failure would print its nine megabytes.
  expect(page.includes('Operations reach Fin.com, not the sandbox.')).toBe(true);
  expect(/_sandbox|SANDBOX-\w+/.exec(page)?.[0]).toBeUndefined();
  expect(await gateway.exited).toBe(0);
  expect(gateway.stdout()).not.toContain('Control the sandbox');
});

test('if the gateway cannot listen, its metrics port does not keep the process alive', async () => {
  await using sandbox = await startSandbox();
  const gateway = spawnGateway({ PORT: new URL(sandbox.url).port, METRICS_PORT: '0' });

  expect(await gateway.exited).toBe(1);
  expect(gateway.stderr()).toContain('set PORT to another');
});

test('a misspelled variable is logged, and the gateway starts', async () => {
  const gateway = spawnGateway({
    PORT: '0',
    CORS_ORIGIN: 'https://canary.example.com',
    UPLOAD_MAX_FILE: 'canary',
  });
  await gateway.saw(/"event":"ready"/);
  gateway.process.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
  expect(gateway.stdout()).toContain('"event":"config-unknown-variable","name":"CORS_ORIGIN"');
  expect(gateway.stdout()).toContain('Did you mean CORS_ORIGINS?');
  expect(gateway.stdout()).toContain('"name":"UPLOAD_MAX_FILE"');
  expect(gateway.stdout()).not.toContain('canary');
});

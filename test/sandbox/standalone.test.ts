import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { listen } from '../support/network/listen.ts';

const MAIN = new URL('../../sandbox/main.ts', import.meta.url).pathname;

function start(port: string | undefined, customerApi = '', variables: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, SANDBOX_PORT: port, FIN_CUSTOMER_API: customerApi, ...variables };
  const child = spawn(process.execPath, [MAIN], { env });
  return Object.assign(child, { exited: once(child, 'exit') });
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'one line says all that is needed to call it, and %s stops it',
  async (signal) => {
    const child = start('0');
    const [line] = await once(child.stdout, 'data');
    const { url } = /at (?<url>http:\/\/127\.0\.0\.1:\d+) /.exec(String(line))?.groups ?? {};
    const { payload } = /-d '(?<payload>.*)'\n$/.exec(String(line))?.groups ?? {};
    const response = await fetch(`${url}/v1/oauth/token`, { method: 'POST', body: payload ?? '' });
    expect(response.status).toBe(200);
    expect(String(line).split('\n')).toHaveLength(2);
    child.kill(signal);
    expect(await child.exited).toEqual([0, null]);
  },
);

it.each(['http', '-1', '65536', '40 10', ''])('SANDBOX_PORT=%j is refused in one line', async (port) => {
  const child = start(port);
  const complaint = await text(child.stderr);
  expect(complaint).toBe(
    'SANDBOX_PORT must be a whole number from 0 to 65535, such as 4010 (0 picks a free port).\n',
  );
  expect(await child.exited).toEqual([1, null]);
});

it('a port that is taken is said in one line', async () => {
  await using sandbox = await startSandbox();
  const child = start(new URL(sandbox.url).port);
  expect(await text(child.stderr)).toBe(
    'The port is in use. Stop the process that listens on it, or set SANDBOX_PORT to another port (0 picks a free one).\n',
  );
  expect(await child.exited).toEqual([1, null]);
});

it('FIN_CUSTOMER_API decides which version the example customer has', async () => {
  const child = start('0', 'v2');
  const [line] = await once(child.stdout, 'data');
  const { url } = /at (?<url>http:\/\/127\.0\.0\.1:\d+) /.exec(String(line))?.groups ?? {};
  const settings = await fetch(`${url}/_sandbox/settings`);
  expect(await settings.json()).toMatchObject({ customerApi: 'v2' });
  child.kill();
  await child.exited;
});

it('a version that does not exist is refused in one line', async () => {
  const child = start('0', 'v3');
  expect(await text(child.stderr)).toBe('FIN_CUSTOMER_API must be v1 or v2.\n');
  expect(await child.exited).toEqual([1, null]);
});

it('it sends signed webhooks to SANDBOX_WEBHOOK_URL, and a review that is still running does not keep it alive', async () => {
  const receiver = createServer();
  await using receiving = await listen(receiver);
  const arrived = once(receiver, 'request');
  const child = start('0', '', {
    SANDBOX_WEBHOOK_URL: ` ${receiving.origin}/webhooks/fin `,
    SANDBOX_WEBHOOK_SECRET: 'a secret',
  });
  const [line] = await once(child.stdout, 'data');
  const { url } = /at (?<url>http:\/\/127\.0\.0\.1:\d+) /.exec(String(line))?.groups ?? {};
  const put = (path: string, method: string, value: unknown) =>
    fetch(`${url}/_sandbox/${path}`, { method, body: JSON.stringify(value) });
  await put('settings', 'PUT', { queuedDurationMs: 3_600_000 });
  await put('customers', 'PATCH', { customerId: CUSTOMER_ID, members: { customer_status: 'REVIEWING' } });

  const [request, response] = await arrived;
  expect([request.method, request.url]).toEqual(['POST', '/webhooks/fin']);
  expect(request.headers['x-fin-signature']).toMatch(/^[\da-f]{64}$/);
  response.end();
  child.kill('SIGTERM');
  expect(await child.exited).toEqual([0, null]);
});

it.each([
  ['http://127.0.0.1:1', '', 'Set SANDBOX_WEBHOOK_URL and SANDBOX_WEBHOOK_SECRET together.\n'],
  ['', 'a secret', 'Set SANDBOX_WEBHOOK_URL and SANDBOX_WEBHOOK_SECRET together.\n'],
  [
    'ftp://127.0.0.1',
    'a secret',
    'SANDBOX_WEBHOOK_URL must be an http or https URL, such as http://127.0.0.1:4000/webhooks/fin.\n',
  ],
])('SANDBOX_WEBHOOK_URL=%j with the secret %j is refused in one line', async (url, secret, complaint) => {
  const child = start('0', '', { SANDBOX_WEBHOOK_URL: url, SANDBOX_WEBHOOK_SECRET: secret });
  expect(await text(child.stderr)).toBe(complaint);
  expect(await child.exited).toEqual([1, null]);
});

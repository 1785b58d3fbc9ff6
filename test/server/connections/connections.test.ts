import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { startGateway } from '../../../src/start-gateway.ts';
import { attach, graphqlRequest } from '../../support/graphql-request.ts';

type Limits = Parameters<typeof startGateway>[2];

/** A gateway that is short of patience. */
async function startImpatient(
  { url, clientId, clientSecret }: Sandbox,
  env: Readonly<Record<string, string>> = {},
  limits: Limits = {},
) {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line: string) => lines.push(line) });
  const config = parseConfig({
    PORT: '0',
    METRICS_PORT: '0',
    FIN_BASE_URL: url,
    FIN_CLIENT_ID: clientId,
    FIN_CLIENT_SECRET: clientSecret,
    KEEP_ALIVE_TIMEOUT_MS: '1000',
    ...env,
  });
  const gateway = await startGateway(config, log, { headersMs: 1_000, maxSendingMs: 2_000, ...limits });
  return {
    ...gateway,
    port: Number(new URL(gateway.url).port),
    metricsPort: Number(new URL(gateway.metricsUrl ?? '').port),
    logged: () => lines.join(''),
    [Symbol.asyncDispose]: () => gateway.close(),
  };
}

/** A connection whose own side stays open whatever the gateway does. */
function open(port: number): Socket {
  return connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    .on('error', () => undefined)
    .resume();
}

/** Unlike `once`, does not care about errors. */
const untilClosed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** Writes a byte now and then. Resolves when the gateway has closed both directions: writing fails. */
async function dripUntilClosed(socket: Socket, byte = 'x'): Promise<void> {
  const dripping = setInterval(() => socket.write(byte), 20);
  await untilClosed(socket);
  clearInterval(dripping);
}

const QUERY = '/graphql?query=%7B__typename%7D';
const get = (path: string, ...headers: string[]) =>
  [`GET ${path} HTTP/1.1`, 'host: x', ...headers, '', ''].join('\r\n');

const SILENT: [what: string, bytes: string][] = [
  ['sends nothing', ''],
  ['sends half a head', 'POST /graphql HTTP/1.1\r\nhost: x\r\n'],
  ['was answered and says no more', get('/health')],
  ['was answered and sends the beginning of another head', `${get('/health')}GET /gra`],
  ['sends no HTTP', 'hello\r\n\r\n'],
  ['asks for a protocol that is not spoken', get('/graphql', 'upgrade: websocket', 'connection: upgrade')],
];

test.each(SILENT)('a connection that %s is closed in both directions', async (_what, bytes) => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(sandbox);
  const sockets = Array.from({ length: 20 }, () => open(gateway.port));
  const metricsSockets = Array.from({ length: 5 }, () => open(gateway.metricsPort));
  const closings = [...sockets, ...metricsSockets].map(async (socket) => {
    const closed = untilClosed(socket);
    // Once the gateway has ended its side, a byte finds out whether it listens still.
    socket.once('end', () => void dripUntilClosed(socket, '\r\n'));
    socket.write(bytes);
    await closed;
  });

  // The metrics server keeps idle connections for longer than a test runs.
  const ofMetrics = bytes.startsWith('GET /') ? [] : closings.slice(20);
  await Promise.all([...closings.slice(0, 20), ...ofMetrics]);

  expect((await attach(gateway.url)).errors).toBeUndefined();
  for (const socket of [...sockets, ...metricsSockets]) socket.destroy();
});

test('line breaks after a response do not keep a connection open', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(sandbox);
  const socket = open(gateway.port);
  socket.write(get('/health'));

  // The parser skips them: to Node it is neither idle nor receiving a head.
  await dripUntilClosed(socket, '\r\n');
});

const post = (path: string, ...headers: string[]) =>
  [`POST ${path} HTTP/1.1`, 'host: x', 'content-length: 100000', ...headers, '', ''].join('\r\n');
const JSON_BODY = 'content-type: application/json';
const FORM = 'content-type: multipart/form-data; boundary=b';

const REFUSED: [status: number, request: string, env?: Readonly<Record<string, string>>][] = [
  [404, post('/elsewhere')],
  [405, post('/graphql').replace('POST', 'PUT')],
  [406, post('/graphql', JSON_BODY, 'accept: text/csv')],
  [415, post('/graphql', 'content-type: text/plain')],
  [415, post('/graphql', JSON_BODY, 'content-encoding: gzip')],
  [413, post('/graphql', JSON_BODY).replace('100000', '5000000')],
  [403, post('/graphql', FORM)],
  [400, post('/graphql', JSON_BODY).replace('host: x', 'host: [')],
  [200, post('/health')],
  [
    401,
    post('/graphql', JSON_BODY),
    {
      AUTH_JWKS_URL: 'http://127.0.0.1:9/keys',
      AUTH_ISSUER: 'https://id.example.com/',
      AUTH_AUDIENCE: 'fin-gateway',
    },
  ],
];

test.each(REFUSED)('a body that trickles in after a %i is cut off', async (status, request, env) => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(sandbox, env);
  const socket = open(gateway.port);
  const answered = once(socket, 'data');
  socket.write(request);

  const [, [said]] = await Promise.all([dripUntilClosed(socket), answered]);

  expect(String(said)).toContain(`HTTP/1.1 ${status} `);
});

test.each([
  [429, { RATE_LIMIT_PER_MINUTE: '1' }],
  [503, { MAX_REQUESTS_IN_FLIGHT: '1' }],
])('a body that trickles in after a %i because of a limit is cut off', async (status, env) => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(sandbox, { FIN_TIMEOUT_MS: '8000', ...env });
  sandbox.control.faults.script('attachIndividualDocuments', { hang: true });
  const atWork = attach(gateway.url);
  await expect.poll(() => sandbox.control.count('attachIndividualDocuments')).toBe(1);
  const socket = open(gateway.port);
  const answered = once(socket, 'data');
  socket.write(post('/graphql', JSON_BODY));

  const [, [said]] = await Promise.all([dripUntilClosed(socket), answered]);

  expect(String(said)).toContain(`HTTP/1.1 ${status} `);
  await atWork;
});

test('a response that is due while the process is busy is sent before its connection is closed', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(sandbox);
  const socket = open(gateway.port);
  const answered = once(socket, 'data');
  socket.write(post('/graphql', FORM));
  await delay(400);

  // The rest of the body is awaited for a second, and the connection is closed after two.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_800);

  expect(String((await answered)[0])).toContain('HTTP/1.1 403 ');
  socket.destroy();
});

test('a connection may idle for longer than the time limit of a request head and is then used again', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(
    sandbox,
    { KEEP_ALIVE_TIMEOUT_MS: '60000' },
    { headersMs: 1_000 },
  );
  const socket = connect(gateway.port, '127.0.0.1').setEncoding('utf8');
  socket.write(get('/health'));
  const [first] = await once(socket, 'data');
  // Node looks for late heads each half a second. Ten of these times go by, told by other connections that it closes.
  for (let round = 0; round < 5; round += 1) {
    const silent = open(gateway.port);
    await new Promise((resolve) => silent.once('end', resolve));
    silent.destroy();
  }

  socket.write(get(QUERY));
  const [second] = await once(socket, 'data');

  expect(first).toMatch(/^HTTP\/1\.1 200 .*keep-alive: timeout=60/is);
  expect(second).toMatch(/^HTTP\/1\.1 200 .*__typename/s);
  socket.destroy();
});

test('if all connections are in use, idle ones are closed for new ones', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(
    sandbox,
    { MAX_CONNECTIONS: '10', KEEP_ALIVE_TIMEOUT_MS: '60000' },
    { headersMs: 60_000 },
  );
  const sockets = Array.from({ length: 100 }, () => open(gateway.port));
  const closed = new Set<Socket>();
  for (const socket of sockets) socket.once('close', () => closed.add(socket));
  for (const socket of sockets) socket.once('end', () => socket.end());

  await expect.poll(() => closed.size).toBeGreaterThanOrEqual(90);
  for (let round = 0; round < 20; round += 1) {
    const headers = { connection: 'close' };
    expect((await fetch(`http://127.0.0.1:${gateway.port}/health`, { headers })).status).toBe(200);
    expect((await graphqlRequest(gateway.url, '{ __typename }', {}, headers)).status).toBe(200);
  }

  for (const socket of sockets) socket.destroy();
});

test('if all connections have running requests, probes are served and other requests are asked to retry', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startImpatient(
    sandbox,
    { MAX_CONNECTIONS: '10', FIN_TIMEOUT_MS: '10000' },
    { headersMs: 60_000 },
  );
  sandbox.control.faults.script('attachIndividualDocuments', { hang: true, times: 10 });
  const atWork = Array.from({ length: 10 }, () => attach(gateway.url));
  await expect.poll(() => sandbox.control.count('attachIndividualDocuments')).toBe(10);
  const ask = async (path: string) => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write(get(path, 'connection: close'));
    return text(socket);
  };

  expect(await ask('/health')).toMatch(/^HTTP\/1\.1 200 /);
  expect(await ask('/ready')).toMatch(/^HTTP\/1\.1 200 /);
  const refused = await ask(QUERY);

  expect(refused).toMatch(/^HTTP\/1\.1 503 .*"code":"RATE_LIMITED"/s);
  expect(refused).toMatch(/^retry-after: 1\r$/im);
  const scraped = await fetch(gateway.metricsUrl ?? '').then((response) => response.text());
  expect(scraped).toContain('fin_gateway_limits_hit_total{limit="connections"} 1');
  await Promise.all(atWork);
  expect(await ask(QUERY)).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([300, 512])(
  'with %i file descriptors, idle connections leave room for probes and calls',
  async (limit) => {
    // Not at the machine's own: the shell lowers the hard limit too, which Node would raise the other one to.
    const child = spawn('sh', ['-c', `ulimit -n ${limit} && exec "$0" src/main.ts`, process.execPath], {
      env: { PATH: process.env['PATH'], PORT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await expect.poll(() => said, { timeout: 30_000 }).toContain('"event":"ready"');
    const [, url = ''] = /"url":"([^"]+)"/.exec(said) ?? [];
    const port = Number(new URL(url).port);

    const sockets = Array.from({ length: 2 * limit }, () => open(port));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));

    for (let round = 0; round < 3; round += 1) {
      expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
      expect((await attach(url)).errors).toBeUndefined();
    }
    expect(said).toContain('"event":"max-connections-lowered"');
    for (const socket of sockets) socket.destroy();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  },
);

import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { attach, exampleAttach, formOf, issue, PDF, upload } from './sandbox-client.ts';

const ATTACH = 'attachIndividualDocuments';

it('a scripted status comes once, and then all is well again', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, {
    status: 503,
    headers: { 'retry-after': '2' },
    body: { message: 'Busy' },
  });
  const { status, headers, json } = await attach(sandbox, exampleAttach());
  expect([status, headers.get('retry-after'), json]).toEqual([503, '2', { message: 'Busy' }]);
  expect(sandbox.control.attachCount()).toBe(0);
  expect((await attach(sandbox, exampleAttach())).status).toBe(200);
});

it('faults are used in order, each as often as it says', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, [{ status: 500, times: 2 }, { status: 429 }]);
  sandbox.control.faults.script(ATTACH, { status: 418 });
  const statuses = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await attach(sandbox, exampleAttach())).status);
  expect(statuses).toEqual([500, 500, 429, 418, 200]);
});

it('a fault for always ends when faults are cleared', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('issueToken', { status: 500, times: 'always' });
  for (let i = 0; i < 3; i += 1) await expect(issue(sandbox)).rejects.toThrow('500');
  sandbox.control.faults.clear();
  expect(await issue(sandbox)).toHaveProperty('access_token');
});

it('a fault of one operation leaves the others alone', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('uploadDocuments', { status: 500, times: 'always' });
  expect((await attach(sandbox, exampleAttach())).status).toBe(200);
  sandbox.control.faults.script(ATTACH, { status: 500, times: 'always' });
  sandbox.control.faults.clear('uploadDocuments');
  expect((await upload(sandbox, exampleForm())).status).toBe(200);
  expect((await attach(sandbox, exampleAttach())).status).toBe(500);
});

it('a text goes out as it is, with the content type that was asked for', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, {
    status: 502,
    body: '<h1>Bad gateway</h1>',
    contentType: 'text/html',
  });
  const { status, headers, text } = await attach(sandbox, exampleAttach());
  expect([status, headers.get('content-type'), text]).toEqual([502, 'text/html', '<h1>Bad gateway</h1>']);
});

it('a malformed answer is a 200 that is no JSON', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, { malformed: true });
  const { status, headers, json } = await attach(sandbox, exampleAttach());
  expect([status, headers.get('content-type'), json]).toEqual([200, 'application/json', undefined]);
});

it('a delay alone makes the usual answer late', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, { delayMs: 150, headers: { 'x-late': 'yes' } });
  const { status, headers } = await attach(sandbox, exampleAttach());
  expect([status, headers.get('x-late')]).toEqual([200, 'yes']);
  expect(sandbox.control.requests.at(-1)?.millis).toBeGreaterThan(140);
  expect(sandbox.control.attachCount()).toBe(1);
});

it.each(['before-headers', 'before-reading'] as const)(
  'a connection cut %s gives no answer, and nothing is attached',
  async (reset) => {
    await using sandbox = await startSandbox();
    sandbox.control.faults.script(ATTACH, { reset });
    await expect(attach(sandbox, exampleAttach())).rejects.toThrow();
    const { status } = await sandbox.control.waitForRequest(ATTACH, { until: 'settled' });
    expect([status, sandbox.control.attachCount()]).toEqual(['aborted', 0]);
    expect((await attach(sandbox, exampleAttach())).status).toBe(200);
  },
);

it('a connection cut in the middle of the body has given its head', async () => {
  await using sandbox = await startSandbox();
  const { access_token: token } = await issue(sandbox);
  sandbox.control.faults.script(ATTACH, { reset: 'mid-body', afterProcessing: true });
  const response = await fetch(`${sandbox.url}/v1/customers/individual/attach`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(exampleAttach()),
  });
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(sandbox.control.attachCount()).toBe(1);
});

it('a lost answer: what was asked is done, and no answer says so', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, { reset: 'before-headers', afterProcessing: true });
  await expect(attach(sandbox, exampleAttach())).rejects.toThrow();
  expect(sandbox.control.attachCount()).toBe(1);
});

it('a false alarm: what was asked is done, and the answer is a 500', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('uploadDocuments', { status: 500, afterProcessing: true });
  expect((await upload(sandbox, exampleForm())).status).toBe(500);
  expect(sandbox.control.uploads).toHaveLength(1);
});

it('a server that hangs never answers; the client may leave, and the server may close', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, { hang: true, times: 2 });
  const leaving = new AbortController();
  const left = attach(sandbox, exampleAttach(), { signal: leaving.signal });
  await sandbox.control.waitForRequest(ATTACH);
  leaving.abort();
  await expect(left).rejects.toThrow('abort');
  expect((await sandbox.control.waitForRequest(ATTACH, { until: 'settled' })).status).toBe('aborted');

  const cut = attach(sandbox, exampleAttach()).catch((error: unknown) => error);
  await sandbox.control.waitForRequest(ATTACH, { count: 2 });
  await sandbox.close();
  expect(await cut).toBeInstanceOf(Error);
});

it('an early answer comes while the request is still being sent', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('uploadDocuments', {
    early: true,
    status: 503,
    body: { message: 'Not now' },
  });
  const outgoing = request(`${sandbox.url}/v1/customers/upload`, {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  outgoing.on('error', () => undefined);
  outgoing.write('--b\r\n');
  const [response] = await once(outgoing, 'response');
  const [body] = await once(response, 'data');
  expect([response.statusCode, response.headers.connection, String(body)]).toEqual([
    503,
    'close',
    '{"message":"Not now"}',
  ]);
  const { status } = await sandbox.control.waitForRequest('uploadDocuments', { until: 'settled' });
  expect(status).toBe(503);
  outgoing.destroy();
});

it('an early answer waits for a client that reads late', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('uploadDocuments', { early: true, status: 413 });
  const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
  socket.write('POST /v1/customers/upload HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000\r\n\r\n');
  socket.write(Buffer.alloc(8_000_000));
  await sandbox.control.waitForRequest('uploadDocuments', { until: 'settled' });
  // More than enough for a server that closes at once to have answered these with a reset.
  for (let i = 0; i < 20; i += 1) await setImmediate();
  const [bytes] = await once(socket, 'data');
  expect(String(bytes)).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});

it('an early answer reaches a client that has sent far more than was read', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script('uploadDocuments', { early: true, status: 413, times: 'always' });
  const form = formOf(['customer_id', CUSTOMER_ID], ['f', Buffer.alloc(8_000_000, PDF)]);
  for (let i = 0; i < 5; i += 1) expect((await upload(sandbox, form)).status).toBe(413);
  expect(sandbox.control.requests.at(-1)?.parts).toEqual([]);
});

it('a request that met a fault is recorded all the same', async () => {
  await using sandbox = await startSandbox();
  sandbox.control.faults.script(ATTACH, { status: 500 });
  sandbox.control.faults.script('uploadDocuments', { status: 500 });
  await attach(sandbox, exampleAttach());
  await upload(sandbox, exampleForm());
  expect(sandbox.control.count(ATTACH)).toBe(1);
  expect(sandbox.control.requests.filter(({ status }) => status === 500)).toMatchObject([
    { operation: ATTACH, body: exampleAttach() },
    { operation: 'uploadDocuments', parts: [{ fieldName: 'customer_id' }, { byteLength: PDF.length }] },
  ]);
  expect(sandbox.control.uploads).toEqual([]);
});

it('a header that HTTP cannot carry is refused when the fault is scripted', async () => {
  await using sandbox = await startSandbox();
  const script = (headers: Record<string, string>) => () =>
    sandbox.control.faults.script(ATTACH, { status: 500, headers });
  expect(script({ 'x-bad': 'a\nb' })).toThrow(TypeError);
  expect(script({ 'x bad': 'a' })).toThrow(TypeError);
});

it('waiting for a request that never comes ends with what did come', async () => {
  await using sandbox = await startSandbox();
  await attach(sandbox, exampleAttach());
  await expect(sandbox.control.waitForRequest(ATTACH, { count: 2, timeoutMs: 20 })).rejects.toThrow(
    'attachIndividualDocuments request 2 has not arrived within 20 ms. Requests so far: 1.',
  );
});

function exampleForm() {
  return formOf(['customer_id', CUSTOMER_ID], ['f', PDF]);
}

it.each([2_147_483_648, Number.POSITIVE_INFINITY, -1, Number.NaN])(
  'a delay of %d ms, which no timer can do, is refused when it is scripted',
  async (delayMs) => {
    await using sandbox = await startSandbox();

    expect(() => sandbox.control.faults.script(ATTACH, { delayMs })).toThrow(TypeError);
  },
);

it.each([2_147_483_648, Number.POSITIVE_INFINITY])(
  'a request is awaited with a time-out of %d ms, which no timer can do',
  async (timeoutMs) => {
    await using sandbox = await startSandbox();
    const arrived = sandbox.control.waitForRequest(ATTACH, { timeoutMs });

    await attach(sandbox, exampleAttach());

    expect((await arrived).operation).toBe(ATTACH);
  },
);

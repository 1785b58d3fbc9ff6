import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { freePort } from '../support/network/free-port.ts';
import { answerOf, attach, exampleAttach, issue, post } from './sandbox-client.ts';

const isWell = async (sandbox: Sandbox) => (await attach(sandbox, exampleAttach())).status === 200;

it('a JSON body over 1 MiB is a 413', async () => {
  await using sandbox = await startSandbox();
  const body = { client_id: 'x'.repeat(1_048_576), client_secret: '' };
  const { status, headers, json } = await post(sandbox, '/v1/oauth/token', { body });
  expect([status, json]).toEqual([413, { message: 'Request body too large' }]);
  expect(headers.get('connection')).toBe('close');
  expect(await isWell(sandbox)).toBe(true);
});

it.each([
  'not HTTP at all\r\n\r\n',
  'POST /v1/oauth/token HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  'POST //[ HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
  'GET http:// HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
  'POST /v1/customers/individual/attach HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
])('%j is answered or cut, and the sandbox goes on', async (bytes) => {
  await using sandbox = await startSandbox();
  await sendRaw(sandbox, bytes);
  expect(await isWell(sandbox)).toBe(true);
});

it('a JSON request that breaks off is recorded as aborted, and has no effect', async () => {
  await using sandbox = await startSandbox();
  const { access_token } = await issue(sandbox);
  const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
  const head = `POST /v1/customers/individual/attach HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${access_token}`;
  socket.write(`${head}\r\ncontent-length: 5000\r\n\r\n${JSON.stringify(exampleAttach())}`);
  await sandbox.control.waitForRequest('attachIndividualDocuments');
  socket.destroy();
  const { status } = await sandbox.control.waitForRequest('attachIndividualDocuments', { until: 'settled' });
  expect([status, sandbox.control.attachCount()]).toEqual(['aborted', 0]);
});

it.each([
  ['nested a hundred thousand deep', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['with a secret that cannot become a text', '{"client_secret":{"toString":1}}'],
  ['with a poisonous name', '{"__proto__":{"client_id":"sandbox-client"},"constructor":1}'],
])('a token request %s is a 422, and the sandbox goes on', async (_, body) => {
  await using sandbox = await startSandbox();
  expect((await post(sandbox, '/v1/oauth/token', { body })).status).toBe(422);
  expect((await answerOf(fetch(`${sandbox.url}/_sandbox/requests`))).status).toBeOneOf([200, 500]);
  expect(await isWell(sandbox)).toBe(true);
});

it('only the newest 1,000 requests are kept, and all are counted', async () => {
  await using sandbox = await startSandbox();
  for (let i = 0; i < 21; i += 1) {
    await Promise.all(Array.from({ length: 50 }, () => post(sandbox, '/v1/oauth/token', { body: {} })));
  }
  expect(sandbox.control.requests).toHaveLength(1_000);
  expect(sandbox.control.requests[0]?.number).toBe(51);
  expect(sandbox.control.count('issueToken')).toBe(1_050);
});

it('closing frees the port at once, open connections or not, and may be done twice', async () => {
  const port = await freePort();
  const sandbox = await startSandbox({ port });
  const socket = connect(port, '127.0.0.1');
  await isWell(sandbox);
  expect(sandbox.control.openConnections()).toBeGreaterThanOrEqual(2);
  await sandbox.close();
  await sandbox.close();
  socket.destroy();
  await using again = await startSandbox({ port });
  expect(again.url).toBe(sandbox.url);
});

it('a port that is taken is an error of starting', async () => {
  await using sandbox = await startSandbox();
  await expect(startSandbox({ port: Number(new URL(sandbox.url).port) })).rejects.toThrow('EADDRINUSE');
});

function sendRaw(sandbox: Sandbox, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1');
    socket.on('data', () => undefined);
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    socket.write(bytes);
  });
}

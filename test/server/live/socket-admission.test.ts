import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { openInitialized, openSocket } from '../../support/network/open-socket.ts';
import { startStack } from '../../support/start-stack.ts';
import { CUSTOMER_CHANGED } from '../../support/subscribe.ts';

const MIB = 1_048_576;
const SUBSCRIBE = {
  id: '1',
  type: 'subscribe',
  payload: { query: CUSTOMER_CHANGED, variables: { id: CUSTOMER_ID } },
};
const INIT = { type: 'connection_init' };

test('the token comes in the first message, or in the header of the upgrade', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer();
  await using one = await openInitialized(stack.url, { authorization });
  await using other = await openInitialized(stack.url, { Authorization: authorization });
  await using third = await openInitialized(stack.url, undefined, { headers: { authorization } });

  for (const socket of [one, other, third]) {
    socket.send(SUBSCRIBE);
    expect((await socket.next()).type).toBe('next');
  }
});

test.each([
  ['missing', () => undefined],
  ['expired', (authorization: (expiresIn: number) => Promise<string>) => authorization(-60)],
  ['malformed', () => 'Bearer x'],
  ['not a text', () => 1],
])('a token that is %s closes the socket with 4403', async (_, createToken) => {
  await using stack = await startStack({ issuer: true });
  const authorization = await createToken((expiresIn) => stack.issuer.bearer({ expiresIn }));
  await using socket = await openSocket(stack.url);

  socket.send({ ...INIT, payload: { authorization } });

  expect(await socket.closed).toBe(4403);
  expect(stack.logged()).toContain('"event":"socket-refused","errorCode":"UNAUTHENTICATED"');
});

test('while tokens cannot be verified, clients are told to try again', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer();
  await stack.issuer.close();
  await using socket = await openSocket(stack.url);

  socket.send({ ...INIT, payload: { authorization } });

  expect(await socket.closed).toBe(1013);
});

test.each([
  ['that is not JSON', ['{'], 4400],
  ['of an unknown type', [{ type: 'start' }], 4400],
  ['to subscribe before the acknowledgement', [SUBSCRIBE], 4401],
  ['that is a second initialisation', [INIT, INIT], 4429],
  ['of more than 1 MiB', [INIT, { ...INIT, payload: { text: 'x'.repeat(MIB) } }], 1009],
])('a message %s closes the socket', async (_, messages, code) => {
  await using stack = await startStack();
  await using socket = await openSocket(stack.url);

  for (const message of messages) {
    if (typeof message === 'string') socket.webSocket.send(message);
    else socket.send(message);
  }

  expect(await socket.closed).toBe(code);
  expect(stack.logged()).not.toContain('"event":"fault"');
});

test('a second subscription with the same id closes the socket', async () => {
  await using stack = await startStack();
  await using socket = await openInitialized(stack.url);

  socket.send(SUBSCRIBE);
  socket.send(SUBSCRIBE);

  expect(await socket.closed).toBe(4409);
});

test('a message of more than 1 MiB in small frames closes the socket', async () => {
  await using stack = await startStack();
  await using socket = await openInitialized(stack.url);

  socket.webSocket.send('x'.repeat(MIB - 1), { fin: false });
  socket.webSocket.send('xx', { fin: true });

  expect(await socket.closed).toBe(1009);
});

test('compression is not negotiated, and a compressed frame closes the socket', async () => {
  await using stack = await startStack();
  await using socket = await openInitialized(stack.url, {}, { perMessageDeflate: true });
  expect(socket.webSocket.extensions).toBe('');

  // FIN, RSV1 and the opcode of a text; a masked payload of one byte.
  const compressed = Buffer.from([0b1100_0001, 0x81, 0, 0, 0, 0, 0x78]);
  expect(await closeCodeOf(stack.url, upgrade('graphql-transport-ws'), compressed)).toBe(1002);
});

test('another subprotocol closes the socket with 4406', async () => {
  await using stack = await startStack();

  expect(await closeCodeOf(stack.url, upgrade('graphql-ws'))).toBe(4406);
});

test('a client that does not initialise is disconnected with 4408', async () => {
  await using stack = await startStack({ limits: { socketInitMs: 50 } });
  await using socket = await openSocket(stack.url);

  expect(await socket.closed).toBe(4408);
});

test('a socket without a subscription is closed, one with a subscription is not', async () => {
  await using stack = await startStack({ limits: { socketIdleMs: 2_000 } });
  await using busy = await openInitialized(stack.url);
  busy.send(SUBSCRIBE);
  await busy.next();
  await using idle = await openInitialized(stack.url);

  expect(await idle.closed).toBe(1000);
  busy.send({ type: 'ping' });
  expect((await busy.next()).type).toBe('pong');
  busy.send({ id: '1', type: 'complete' });
  expect(await busy.closed).toBe(1000);
});

test('sockets without a subscription make room for new connections', async () => {
  await using stack = await startStack({ env: { MAX_CONNECTIONS: '10' } });
  const sockets = [];
  for (let count = 0; count < 10; count += 1) sockets.push(await openInitialized(stack.url));

  expect((await stack.request('{ __typename }')).status).toBe(200);
  expect(await sockets[0]?.closed).toBe(1000);
  for (const socket of sockets) await socket[Symbol.asyncDispose]();
});

test('requests that ask for another protocol are served as if they had not', async () => {
  await using stack = await startStack();
  const body = JSON.stringify({ query: '{ __typename }' });
  const response = await responseTo(stack.url, [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'connection: Upgrade, HTTP2-Settings',
    'upgrade: h2c',
    'http2-settings: AAMAAABkAAQAoAAAAAIAAAAA',
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    body,
  ]);

  expect(response).toMatch(/^HTTP\/1\.1 200 /);
  expect(response).toContain('"__typename":"Query"');
});

test.each([
  ['on another path', upgrade('graphql-transport-ws', '/other'), 404],
  [
    'without the header that the proxy dropped',
    upgrade('graphql-transport-ws').filter((line) => line !== 'connection: Upgrade'),
    400,
  ],
])('a WebSocket %s is refused with a JSON body', async (_, head, status) => {
  await using stack = await startStack();
  const response = await responseTo(stack.url, head);

  expect(response).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(response).toContain('"code":"BAD_REQUEST"');
});

function upgrade(protocol: string, path = '/graphql'): string[] {
  return [
    `GET ${path} HTTP/1.1`,
    'host: localhost',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    `sec-websocket-protocol: ${protocol}`,
    '',
    '',
  ];
}

/** Sends lines and waits for the first bytes of the response. */
async function responseTo(url: string, lines: readonly string[]): Promise<string> {
  const socket = connect(url, lines);
  const [bytes] = await once(socket, 'data');
  socket.destroy();
  return String(bytes);
}

/** The code of the close frame that is the first frame after the upgrade. */
async function closeCodeOf(url: string, lines: readonly string[], frame = Buffer.alloc(0)): Promise<number> {
  const socket = connect(url, lines);
  socket.write(frame);
  let bytes = Buffer.alloc(0);
  for await (const chunk of socket) {
    bytes = Buffer.concat([bytes, chunk]);
    const start = bytes.indexOf('\r\n\r\n') + 4;
    if (start > 3 && bytes.length >= start + 4) {
      expect(bytes[start]).toBe(0x88);
      return bytes.readUInt16BE(start + 2);
    }
  }
  throw new Error('The connection ended without a close frame.');
}

function connect(url: string, lines: readonly string[]): Socket {
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(url).port) });
  socket.write(lines.join('\r\n'));
  return socket;
}

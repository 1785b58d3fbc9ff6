import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { GatewayError } from '../../../src/errors.ts';
import { drainBeforeResponse } from '../../../src/server/http/drain-body.ts';
import { readBody } from '../../../src/server/http/read-body.ts';

const MAX_BYTES = 1_000;
const MAX_MS = 30_000;
const MIB = 1_048_576;
/** For the rest of a refused body. */
const REST = {
  maxBytes: 32 * MIB,
  idleMs: 10_000,
  maxMs: 300_000,
  rate: { minBytesPerSecond: 1, graceMs: 300_000 },
};

interface Reader extends AsyncDisposable {
  readonly port: number;
  /** How the reading of each request ended: its text, or the refusal's status and words. */
  readonly ends: Promise<string>[];
  /** Of the connections, as far as the server read them. */
  bytesRead(): number;
}

const endOf = (reading: Promise<string>): Promise<string> =>
  reading.catch((error: unknown) => {
    if (error instanceof GatewayError) return `${error.code} ${error.details.status} ${error.message}`;
    throw error;
  });

async function answer(end: Promise<string>, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const said = await end;
  await drainBeforeResponse(req, REST);
  res.statusCode = Number(/^BAD_REQUEST (\d+)/.exec(said)?.[1] ?? 200);
  res.end(said);
}

type Read = (req: IncomingMessage) => Promise<string>;

/** A server that reads each body, and answers with what came of it. */
async function startReader(
  read: Read = (req) => readBody(req, { maxBytes: MAX_BYTES, maxMs: MAX_MS }),
): Promise<Reader> {
  const ends: Promise<string>[] = [];
  const sockets: Socket[] = [];
  const server = createServer((req, res) => {
    const end = endOf(read(req));
    ends.push(end);
    void answer(end, req, res);
  });
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return {
    port: address.port,
    ends,
    bytesRead: () => sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const keptAlive = (...headers: string[]) => ['POST / HTTP/1.1', 'host: x', ...headers, '', ''].join('\r\n');
const head = (...headers: string[]) => keptAlive('connection: close', ...headers);
const withLength = (length: number) => head(`content-length: ${length}`);

/** Of the event loop: with time at a standstill, the only thing to wait for. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A connection on which a request is written by hand. */
function open(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  // The server may cut it while we write.
  socket.on('error', () => undefined);
  return socket;
}

/** Writes a whole request and reads what the client would see. */
async function exchange(port: number, ...parts: (string | Uint8Array)[]): Promise<string> {
  const socket = open(port);
  for (const part of parts) {
    socket.write(part);
    // Parts shall arrive apart.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return text(socket);
}

/** Writes without end, until the server closes the connection. */
async function pourUntilClosed(socket: Socket, chunk: Uint8Array): Promise<void> {
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const pour = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', pour);
  socket.resume();
  pour();
  await closed;
}

test.each([
  ['empty', ''],
  ['plain', '{"query":"{ a }"}'],
  ['of several scripts', '{"name":"Zoë 李 🙂"}'],
  ['with line ends and null characters', 'a\r\n\u0000b'],
])('a body that is %s comes as it was sent', async (_what, body) => {
  await using reader = await startReader();
  const answered = await exchange(reader.port, withLength(Buffer.byteLength(body)) + body);
  expect(answered).toMatch(/^HTTP\/1\.1 200 /);
  expect(await reader.ends[0]).toBe(body);
});

test('a body without a stated length is read to its end', async () => {
  await using reader = await startReader();
  await exchange(reader.port, head('transfer-encoding: chunked'), '3\r\nabc\r\n', '2\r\nde\r\n', '0\r\n\r\n');
  expect(await reader.ends[0]).toBe('abcde');
});

test('a character that arrives in two pieces is whole again', async () => {
  await using reader = await startReader();
  const bytes = Buffer.from('a🙂b');
  await exchange(
    reader.port,
    withLength(bytes.length),
    bytes.subarray(0, 2),
    bytes.subarray(2, 4),
    bytes.subarray(4),
  );
  expect(await reader.ends[0]).toBe('a🙂b');
});

test('a body of one byte a chunk is read as it was sent', async () => {
  await using reader = await startReader();
  const body = 'an 🙂, '.repeat(100);
  const chunks = [...Buffer.from(body)].map((byte) => Buffer.from([0x31, 13, 10, byte, 13, 10]));

  await exchange(reader.port, head('transfer-encoding: chunked'), Buffer.concat(chunks), '0\r\n\r\n');

  expect(await reader.ends[0]).toBe(body);
});

test.each([
  ['stated', withLength(MAX_BYTES), 'a'.repeat(MAX_BYTES)],
  ['not stated', head('transfer-encoding: chunked'), `3e8\r\n${'a'.repeat(MAX_BYTES)}\r\n0\r\n\r\n`],
])('a body of exactly the limit is read, its length %s', async (_what, start, body) => {
  await using reader = await startReader();
  await exchange(reader.port, start + body);
  expect(await reader.ends[0]).toBe('a'.repeat(MAX_BYTES));
});

test.each([
  ['stated', withLength(MAX_BYTES + 1), 'a'.repeat(MAX_BYTES + 1)],
  ['not stated', head('transfer-encoding: chunked'), `3e9\r\n${'a'.repeat(MAX_BYTES + 1)}\r\n0\r\n\r\n`],
])('a body of one byte more is refused with 413, its length %s', async (_what, start, body) => {
  await using reader = await startReader();
  const answered = await exchange(reader.port, start, body);
  expect(answered).toMatch(/^HTTP\/1\.1 413 /);
  expect(await reader.ends[0]).toBe('BAD_REQUEST 413 The body is larger than 1000 bytes.');
});

test('a body that is stated to be too long is refused before it is sent', async () => {
  await using reader = await startReader();
  const socket = open(reader.port);
  socket.write(withLength(MAX_BYTES + 1));
  const [chunk] = await once(socket, 'data');
  expect(String(chunk)).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});

test.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, identity', 'canary'])(
  'a body with content-encoding %s is refused with 415',
  async (encoding) => {
    await using reader = await startReader();
    const answered = await exchange(
      reader.port,
      head(`content-encoding: ${encoding}`, 'content-length: 2'),
      'ab',
    );
    expect(answered).toMatch(/^HTTP\/1\.1 415 /);
    expect(await reader.ends[0]).toBe('BAD_REQUEST 415 Send the body without content-encoding.');
  },
);

test('content-encoding identity means none', async () => {
  await using reader = await startReader();
  await exchange(reader.port, head('content-encoding: identity', 'content-length: 2'), 'ab');
  expect(await reader.ends[0]).toBe('ab');
});

test.each([
  ['Latin-1', [0x7a, 0xeb]],
  ['half a character', [0x61, 0xf0, 0x9f]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['an overlong form', [0xc0, 0xaf]],
])('a body that is not UTF-8 but %s is refused, and the next one is read', async (_what, bytes) => {
  await using reader = await startReader();
  const answered = await exchange(reader.port, withLength(bytes.length), Uint8Array.from(bytes));
  expect(answered).toMatch(/^HTTP\/1\.1 400 /);
  expect(await reader.ends[0]).toBe('BAD_REQUEST 400 The body is not UTF-8.');
  await exchange(reader.port, `${withLength(2)}ok`);
  expect(await reader.ends[1]).toBe('ok');
});

test.each([
  ['closed', (socket: Socket) => void socket.destroy()],
  ['reset', (socket: Socket) => void socket.resetAndDestroy()],
])('a body whose connection is %s on the way is refused rather than awaited', async (_what, cut) => {
  const begun = Promise.withResolvers<void>();
  await using reader = await startReader((req) => {
    req.once('data', () => begun.resolve());
    return readBody(req, { maxBytes: MAX_BYTES, maxMs: MAX_MS });
  });
  const socket = open(reader.port);
  socket.write(`${withLength(500)}{"query":`);
  await begun.promise;
  cut(socket);
  expect(await reader.ends[0]).toBe('BAD_REQUEST 400 The connection closed before the end of the body.');
});

test('a body whose client was gone before the reading began is refused rather than awaited', async () => {
  const gone = Promise.withResolvers<void>();
  await using reader = await startReader(async (req) => {
    req.once('close', () => gone.resolve());
    await gone.promise;
    return readBody(req, { maxBytes: MAX_BYTES, maxMs: MAX_MS });
  });
  const socket = open(reader.port);
  socket.write(`${withLength(500)}{"query":`, () => socket.destroy());
  await gone.promise;
  const never = new Promise<string>((resolve) => setTimeout(resolve, 1_000, 'still waiting'));
  const end = reader.ends[0] ?? Promise.resolve('never begun');
  expect(await Promise.race([end, never])).toBe(
    'BAD_REQUEST 400 The connection closed before the end of the body.',
  );
});

test('a client that sends megabytes too many sees the answer, may finish, and is served again', async () => {
  await using reader = await startReader();
  const length = 20 * MIB;
  const socket = open(reader.port);
  const answers: string[] = [];
  socket.on('data', (chunk) => answers.push(String(chunk)));
  socket.write(keptAlive(`content-length: ${length}`));
  await new Promise((resolve) => socket.write(Buffer.alloc(length), resolve));
  socket.end(`${head('content-length: 4')}next`);
  await once(socket, 'close');
  const [first = '', second = ''] = answers.join('').split(/(?<=.)(?=HTTP\/1\.1)/s);
  expect(first).toMatch(/^HTTP\/1\.1 413 .*larger than 1000 bytes/s);
  expect(second).toMatch(/^HTTP\/1\.1 200 .*next$/s);
});

test.each([
  [
    'states no length',
    keptAlive('transfer-encoding: chunked'),
    Buffer.from(`100000\r\n${'a'.repeat(MIB)}\r\n`),
  ],
  ['states a huge one', keptAlive(`content-length: ${2 ** 40}`), Buffer.alloc(MIB)],
  [
    'uses an encoding',
    keptAlive('content-encoding: gzip', 'transfer-encoding: chunked'),
    Buffer.from(`100000\r\n${'a'.repeat(MIB)}\r\n`),
  ],
])('a client that sends without end and %s is cut off after 32 MiB', async (_what, start, chunk) => {
  await using reader = await startReader();
  const socket = open(reader.port);
  socket.write(start);
  await pourUntilClosed(socket, chunk);
  expect(await reader.ends[0]).toMatch(/^BAD_REQUEST 41[35]/);
  expect(reader.bytesRead()).toBeGreaterThan(32 * MIB);
  expect(reader.bytesRead()).toBeLessThan(40 * MIB);
});

test('a client that pauses for ten seconds in a refused body is answered, and cut off when it pauses again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await using reader = await startReader();
    const socket = open(reader.port);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let answered = '';
    socket.on('data', (chunk) => {
      answered += String(chunk);
    });
    socket.write(keptAlive('content-length: 5000'));
    while (reader.ends.length === 0) await nextTurn();
    await reader.ends[0];
    await nextTurn();
    vi.advanceTimersByTime(9_999);
    const readSoFar = reader.bytesRead();
    socket.write('still here');
    while (reader.bytesRead() === readSoFar) await nextTurn();
    vi.advanceTimersByTime(9_999);
    await nextTurn();
    expect(answered).toBe('');
    vi.advanceTimersByTime(1);
    while (answered === '') await nextTurn();
    expect(answered).toMatch(/^HTTP\/1\.1 413 /);
    expect(socket.destroyed).toBe(false);
    vi.advanceTimersByTime(10_000);
    await closed;
  } finally {
    vi.useRealTimers();
  }
});

test('a body that trickles in is refused after half a minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await using reader = await startReader();
    const socket = open(reader.port);
    socket.write(`${keptAlive('content-length: 500')}a`);
    while (reader.ends.length === 0) await nextTurn();
    vi.advanceTimersByTime(29_999);
    socket.write('b');
    await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(1);
    expect(await reader.ends[0]).toBe('BAD_REQUEST 408 The body took too long to arrive.');
    socket.destroy();
  } finally {
    vi.useRealTimers();
  }
});

test('a refused body that was read to its end leaves the connection to later requests', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    await using reader = await startReader();
    const socket = open(reader.port);
    const body = 'a'.repeat(MAX_BYTES + 1);
    const next = async (sent: string) => {
      socket.write(sent);
      const [said] = await once(socket, 'data');
      return String(said);
    };
    expect(await next(`${keptAlive(`content-length: ${body.length}`)}${body}`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await next(`${keptAlive('content-length: 3')}one`)).toMatch(/one$/);
    vi.advanceTimersByTime(10_000);
    expect(await next(`${keptAlive('content-length: 3')}two`)).toMatch(/two$/);
    socket.destroy();
  } finally {
    vi.useRealTimers();
  }
});

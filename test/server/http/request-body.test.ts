import { once } from 'node:events';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { readBody } from '../../../src/server/body/read-body.ts';
import { head, MAX_BYTES, MAX_MS, open, startReader } from './body-reader.ts';

const withLength = (length: number) => head(`content-length: ${length}`);

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

test.each([
  ['empty', ''],
  ['plain', '{"query":"{ a }"}'],
  ['of several scripts', '{"name":"Zoë 李 🙂"}'],
  ['with line ends and null characters', 'a\r\n\u0000b'],
])('a body that is %s arrives unchanged', async (_what, body) => {
  await using reader = await startReader();
  const answered = await exchange(reader.port, withLength(Buffer.byteLength(body)) + body);
  expect(answered).toMatch(/^HTTP\/1\.1 200 /);
  expect(await reader.ends[0]).toBe(body);
});

test('a body without a content-length is read to its end', async () => {
  await using reader = await startReader();
  await exchange(reader.port, head('transfer-encoding: chunked'), '3\r\nabc\r\n', '2\r\nde\r\n', '0\r\n\r\n');
  expect(await reader.ends[0]).toBe('abcde');
});

test('a character that arrives in two chunks is complete', async () => {
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

test('a body with one byte per chunk is read correctly', async () => {
  await using reader = await startReader();
  const body = 'an 🙂, '.repeat(100);
  const chunks = [...Buffer.from(body)].map((byte) => Buffer.from([0x31, 13, 10, byte, 13, 10]));

  await exchange(reader.port, head('transfer-encoding: chunked'), Buffer.concat(chunks), '0\r\n\r\n');

  expect(await reader.ends[0]).toBe(body);
});

test.each([
  ['stated', withLength(MAX_BYTES), 'a'.repeat(MAX_BYTES)],
  ['not stated', head('transfer-encoding: chunked'), `3e8\r\n${'a'.repeat(MAX_BYTES)}\r\n0\r\n\r\n`],
])('a body at the limit is read (length %s)', async (_what, start, body) => {
  await using reader = await startReader();
  await exchange(reader.port, start + body);
  expect(await reader.ends[0]).toBe('a'.repeat(MAX_BYTES));
});

test.each([
  ['stated', withLength(MAX_BYTES + 1), 'a'.repeat(MAX_BYTES + 1)],
  ['not stated', head('transfer-encoding: chunked'), `3e9\r\n${'a'.repeat(MAX_BYTES + 1)}\r\n0\r\n\r\n`],
])('a body one byte above the limit is rejected with 413 (length %s)', async (_what, start, body) => {
  await using reader = await startReader();
  const answered = await exchange(reader.port, start, body);
  expect(answered).toMatch(/^HTTP\/1\.1 413 /);
  expect(await reader.ends[0]).toBe('BAD_REQUEST 413 The body is larger than 1000 bytes.');
});

test('a body whose content-length exceeds the limit is rejected before it is sent', async () => {
  await using reader = await startReader();
  const socket = open(reader.port);
  socket.write(withLength(MAX_BYTES + 1));
  const [chunk] = await once(socket, 'data');
  expect(String(chunk)).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
});

test.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, identity', 'canary'])(
  'a body with content-encoding %s is rejected with 415',
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

test('content-encoding identity is accepted', async () => {
  await using reader = await startReader();
  await exchange(reader.port, head('content-encoding: identity', 'content-length: 2'), 'ab');
  expect(await reader.ends[0]).toBe('ab');
});

test.each([
  ['Latin-1', [0x7a, 0xeb]],
  ['half a character', [0x61, 0xf0, 0x9f]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['an overlong form', [0xc0, 0xaf]],
])('a body in %s instead of UTF-8 is rejected, and the next one is read', async (_what, bytes) => {
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
])('a body whose connection is %s on the way fails at once', async (_what, cut) => {
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

test('a body whose client disconnected before the reading began fails at once', async () => {
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

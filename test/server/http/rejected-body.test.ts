import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { head, keptAlive, MAX_BYTES, MIB, open, startReader } from './body-reader.ts';

/** The next turn of the event loop. The clock stands still, so there is nothing else to wait for. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

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

test('a client that sends megabytes too many sees the response, may finish, and can send again', async () => {
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
])('a client that never stops sending and %s is cut off after 32 MiB', async (_what, start, chunk) => {
  await using reader = await startReader();
  const socket = open(reader.port);
  socket.write(start);
  await pourUntilClosed(socket, chunk);
  expect(await reader.ends[0]).toMatch(/^BAD_REQUEST 41[35]/);
  expect(reader.bytesRead()).toBeGreaterThan(32 * MIB);
  expect(reader.bytesRead()).toBeLessThan(40 * MIB);
});

test('a client that pauses for ten seconds in a rejected body gets a response, and is cut off if it pauses again', async () => {
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

test('a body that trickles in is rejected after half a minute', async () => {
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

test('after a rejected body has been read, the connection serves later requests', async () => {
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

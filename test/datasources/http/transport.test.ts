import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { failureOf, post, sendOnce, startHttp, startRaw, startTransport } from './start-transport.ts';

const MIB = 1_048_576;

test('method, path, query, headers and body arrive unchanged', async () => {
  const seen: unknown[] = [];
  await using upstream = await startHttp(async (req, res) => {
    const { authorization, 'content-type': type, 'content-length': length } = req.headers;
    seen.push({ line: `${req.method} ${req.url}`, authorization, type, length, body: await text(req) });
    res.end('{}');
  });
  await using transport = startTransport(upstream.origin);
  const headers = ['authorization', 'Bearer token-1', 'content-type', 'application/json'];
  const body = '{"name":"Zoë 李 🙂"}';
  await transport.send(post(body, { path: '/v1/a%20b?c=d&e', headers }));
  expect(seen).toEqual([
    {
      line: 'POST /v1/a%20b?c=d&e',
      authorization: 'Bearer token-1',
      type: 'application/json',
      length: String(Buffer.byteLength(body)),
      body,
    },
  ]);
});

test('a response has its status, text and Retry-After, and no other headers', async () => {
  await using upstream = await startHttp((_req, res) => {
    res.writeHead(503, {
      'content-type': 'application/json',
      'retry-after': '7',
      'set-cookie': 'a=b',
      'x-secret': 'c',
    });
    res.write('{"name":"Zo');
    res.end('ë"}');
  });
  const response = await sendOnce(upstream.origin);
  expect(response).toEqual({ status: 503, text: '{"name":"Zoë"}', retryAfter: '7', flaw: undefined });
});

test.each([200, 201, 400, 401, 404, 422, 428, 429, 500, 599])(
  'a response with status %i is returned',
  async (status) => {
    await using upstream = await startHttp((_req, res) => void res.writeHead(status).end('text'));
    const response = await sendOnce(upstream.origin);
    expect([response.status, response.text]).toEqual([status, 'text']);
  },
);

test.each([204, 205, 304])('a response with status %i has no body', async (status) => {
  await using upstream = await startHttp((_req, res) => void res.writeHead(status).end());
  const response = await sendOnce(upstream.origin);
  expect([response.status, response.text]).toEqual([status, '']);
});

test.each([301, 302, 303, 307, 308])('a redirect with %i is not followed', async (status) => {
  const asked: (string | undefined)[] = [];
  await using upstream = await startHttp((req, res) => {
    asked.push(req.url);
    res.writeHead(status, { location: '/elsewhere' }).end();
  });
  const response = await sendOnce(upstream.origin);
  expect(response.status).toBe(status);
  expect(asked).toEqual(['/x']);
});

test('informational responses before the final one are skipped', async () => {
  await using upstream = await startRaw((socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  });
  const response = await sendOnce(upstream.origin);
  expect([response.status, response.text]).toEqual([200, 'ok']);
});

test('successive calls share connections', async () => {
  await using upstream = await startHttp(async (req, res) => {
    await text(req);
    res.end('{}');
  });
  await using transport = startTransport(upstream.origin);
  for (let call = 0; call < 20; call += 1) {
    await transport.send(post());
  }
  // The answer is handed over a moment before its connection is free again, so the pool may need a second one.
  expect(upstream.sockets.length).toBeLessThanOrEqual(2);
});

test('five hundred concurrent calls all get responses over a bounded number of connections', async () => {
  await using upstream = await startHttp(async (req, res) => void res.end(await text(req)));
  await using transport = startTransport(upstream.origin, 30_000);
  const bodies = Array.from({ length: 500 }, (_, index) => `body ${index}`);
  const answers = await Promise.all(bodies.map(async (body) => (await transport.send(post(body))).text));
  expect(answers).toEqual(bodies);
  expect(upstream.sockets.length).toBeLessThanOrEqual(128);
});

test('a connection that the server closed between two calls is replaced', async () => {
  await using upstream = await startHttp((_req, res) => void res.setHeader('connection', 'close').end('{}'));
  await using transport = startTransport(upstream.origin);
  for (let call = 0; call < 3; call += 1) {
    expect((await transport.send(post())).status).toBe(200);
  }
  expect(upstream.sockets).toHaveLength(3);
});

test('a refused connection means that nothing was sent', async () => {
  const upstream = await startHttp(() => undefined);
  await upstream[Symbol.asyncDispose]();
  const failure = await failureOf(sendOnce(upstream.origin));
  expect(failure.message).toContain('ECONNREFUSED');
  expect(failure.mayHaveBeenSent).toBe(false);
});

test('if the connection is reset after the request was read, the request may have been executed', async () => {
  await using upstream = await startRaw((socket) => void socket.resetAndDestroy());
  const failure = await failureOf(sendOnce(upstream.origin));
  expect(failure.mayHaveBeenSent).toBe(true);
});

test('a failed request is not repeated', async () => {
  let requests = 0;
  await using upstream = await startRaw((socket) => {
    requests += 1;
    socket.resetAndDestroy();
  });
  await failureOf(sendOnce(upstream.origin));
  await after(50);
  expect(requests).toBe(1);
});

test.each<[what: string, onRequest: (socket: Socket) => void]>([
  ['closed without an answer', (socket) => socket.end()],
  [
    'reset in the middle of the body',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":', () => socket.resetAndDestroy());
    },
  ],
  [
    'closed in the middle of the body',
    (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":'),
  ],
  [
    'closed in the middle of a chunk',
    (socket) => void socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"data":'),
  ],
  ['closed in the middle of the head', (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-')],
  ['answered with something else than HTTP', (socket) => void socket.end('SSH-2.0-OpenSSH_9.9\r\n')],
  [
    'answered with a status that does not exist',
    (socket) => void socket.end('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n'),
  ],
  [
    'switched to another protocol',
    (socket) => void socket.write('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  ],
])(
  'a call that is %s fails, may have been executed, and the next call succeeds',
  async (_what, onRequest) => {
    let requests = 0;
    await using upstream = await startRaw((socket) => {
      requests += 1;
      if (requests === 1) onRequest(socket);
      else socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok');
    });
    await using transport = startTransport(upstream.origin);
    const failure = await failureOf(transport.send(post()));
    expect(failure.mayHaveBeenSent).toBe(true);
    expect((await transport.send(post())).status).toBe(200);
  },
);

test('a response of exactly one mebibyte is read', async () => {
  await using upstream = await startHttp((_req, res) => void res.end('a'.repeat(MIB)));
  expect((await sendOnce(upstream.origin)).text.length).toBe(MIB);
});

test.each([
  ['stated', { 'content-length': String(MIB + 1) }],
  ['not stated', {}],
])('a response that is one byte longer (length %s) fails', async (_what, headers) => {
  await using upstream = await startHttp(
    (_req, res) => void res.writeHead(200, headers).end('a'.repeat(MIB + 1)),
  );
  const failure = await failureOf(sendOnce(upstream.origin));
  expect(failure.message).toContain('response too large');
  expect(failure.mayHaveBeenSent).toBe(true);
});

test('an endless response is cut off', async () => {
  const chunk = Buffer.alloc(65_536);
  let bytes = 0;
  const closed = Promise.withResolvers<void>();
  await using upstream = await startHttp((_req, res) => {
    res.on('close', closed.resolve);
    const pour = () => {
      do bytes += chunk.length;
      while (!res.destroyed && res.write(chunk));
    };
    res.on('drain', pour);
    pour();
  });
  await failureOf(sendOnce(upstream.origin));
  await closed.promise;
  expect(bytes).toBeLessThan(64 * MIB);
});

test("a status outside HTTP's range is an error, and the next call succeeds", async () => {
  await using upstream = await startRaw(
    (socket) => void socket.end('HTTP/1.1 742 What\r\ncontent-length: 0\r\n\r\n'),
  );
  const failure = await failureOf(sendOnce(upstream.origin));
  expect(failure.mayHaveBeenSent).toBe(true);
});

test('an error contains nothing of the request or response', async () => {
  await using upstream = await startRaw(
    (socket) => void socket.end('HTTP/1.1 canary OK\r\nx: canary\r\n\r\n'),
  );
  const headers = ['authorization', 'Bearer canary'];
  const failure = await failureOf(sendOnce(upstream.origin, post('canary', { headers })));
  expect(failure.cause).toBeUndefined();
  expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain('canary');
});

/** Answers once so many bytes of the request's body have come. The head counts too, but is small. */
const answerAfter = (byteLength: number) =>
  startHttp((req, res) => {
    let received = 0;
    req.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received >= byteLength && !res.headersSent) res.end('{}');
    });
  });

test.each([1, 1_000, 100_000, 3_000_000])(
  'a response after all %i bytes of a stream is not early, even if the end of the request is still being sent',
  async (byteLength) => {
    await using upstream = await answerAfter(byteLength);
    async function* chunks() {
      for (let left = byteLength; left > 0; left -= 50_000) yield Buffer.alloc(Math.min(left, 50_000));
    }
    const response = await sendOnce(upstream.origin, post(Readable.from(chunks())));
    expect([response.status, response.flaw]).toEqual([200, undefined]);
  },
);

test.each([1, 1_000, 100_000])(
  'a response after %i bytes of an unfinished stream is early',
  async (byteLength) => {
    await using upstream = await answerAfter(byteLength);
    const more = Promise.withResolvers<void>();
    async function* chunks() {
      yield Buffer.alloc(byteLength);
      await more.promise;
      yield Buffer.from('the end');
    }
    const response = await sendOnce(upstream.origin, post(Readable.from(chunks())));
    more.resolve();
    expect([response.status, response.flaw]).toEqual([200, 'success before the end of the request']);
  },
);

import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Exchange, TransportFailure } from '../../../src/datasources/fin/http/exchange.ts';
import { createTransport } from '../../../src/datasources/fin/http/transport.ts';

const MIB = 1_048_576;
const CONNECT_TIMEOUT_MS = 2_000;

interface Upstream extends AsyncDisposable {
  readonly origin: string;
  readonly sockets: readonly Socket[];
}

async function listen(server: Server): Promise<Upstream> {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => {
    // A cut connection is what several tests are about.
    socket.on('error', () => undefined);
    sockets.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const startHttp = (listener: RequestListener) => listen(createServer(listener));

/** A server that reads until a whole request is there, then does with the socket what a test wants. */
const startRaw = (onRequest: (socket: Socket) => void) =>
  listen(
    createSocketServer((socket) => {
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        if (received.includes('\r\n\r\n')) onRequest(socket);
      });
    }),
  );

function startTransport(origin: string) {
  const transport = createTransport(origin, { connectTimeoutMs: CONNECT_TIMEOUT_MS });
  return { ...transport, [Symbol.asyncDispose]: () => transport.close() };
}

const outgoing = (body: string | undefined = '{"a":1}', headers: Record<string, string> = {}): Exchange => ({
  headers,
  body,
  mayHaveBeenSent: false,
  text: '',
});
const post = (url: string, init: RequestInit = {}) => new Request(url, { method: 'POST', ...init });

/** One request on a transport of its own. */
async function sendOnce(origin: string, sent = outgoing(), init: RequestInit = {}): Promise<Response> {
  await using transport = startTransport(origin);
  return withText(await transport.send(post(`${origin}/x`, init), sent), sent);
}

/** The answer with the text that came beside it, which some statuses cannot carry. */
function withText({ status, headers }: Response, { text: body }: Exchange): Response {
  const isBodiless = [204, 205, 304].includes(status);
  if (isBodiless) expect(body).toBe('');
  return new Response(isBodiless ? null : body, { status, headers });
}

/** Waits for the end of a connection, whether it is closed or reset. */
const closeOf = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** How sending ended that had to fail. */
async function failureOf(sending: Promise<Response>): Promise<TransportFailure> {
  const error: unknown = await sending.catch((caught: unknown) => caught);
  if (error instanceof TransportFailure) return error;
  throw new Error('there was an answer, or another error');
}

test('method, path, query, headers and body arrive as they were given', async () => {
  const seen: unknown[] = [];
  await using upstream = await startHttp(async (req, res) => {
    const { authorization, 'content-type': type, 'content-length': length } = req.headers;
    seen.push({ line: `${req.method} ${req.url}`, authorization, type, length, body: await text(req) });
    res.end('{}');
  });
  await using transport = startTransport(upstream.origin);
  const headers = { authorization: 'Bearer token-1', 'content-type': 'application/json' };
  const body = '{"name":"Zoë 李 🙂"}';
  await transport.send(post(`${upstream.origin}/v1/a%20b?c=d&e`), outgoing(body, headers));
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

test('the answer comes with status, text and Retry-After, and no other header', async () => {
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
  expect(response.status).toBe(503);
  expect(await response.text()).toBe('{"name":"Zoë"}');
  expect(response.headers.get('retry-after')).toBe('7');
  expect(response.headers.get('set-cookie') ?? response.headers.get('x-secret')).toBeNull();
});

test.each([200, 201, 400, 401, 404, 422, 428, 429, 500, 599])(
  'an answer of %i is an answer',
  async (status) => {
    await using upstream = await startHttp((_req, res) => void res.writeHead(status).end('text'));
    const response = await sendOnce(upstream.origin);
    expect([response.status, await response.text()]).toEqual([status, 'text']);
  },
);

test.each([204, 205, 304])('an answer of %i has no body', async (status) => {
  await using upstream = await startHttp((_req, res) => void res.writeHead(status).end());
  const response = await sendOnce(upstream.origin);
  expect([response.status, response.body, await response.text()]).toEqual([status, null, '']);
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

test('hints that come before the answer are not taken for it', async () => {
  await using upstream = await startRaw((socket) => {
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  });
  const response = await sendOnce(upstream.origin);
  expect([response.status, await response.text()]).toEqual([200, 'ok']);
});

test('calls one after the other share their connections', async () => {
  await using upstream = await startHttp(async (req, res) => {
    await text(req);
    res.end('{}');
  });
  await using transport = startTransport(upstream.origin);
  for (let call = 0; call < 20; call += 1) {
    await transport.send(post(`${upstream.origin}/x`), outgoing());
  }
  // The answer is handed over a moment before its connection is free again, so the pool may need a second one.
  expect(upstream.sockets.length).toBeLessThanOrEqual(2);
});

test('five hundred calls at once are all answered, over a bounded number of connections', async () => {
  await using upstream = await startHttp(async (req, res) => void res.end(await text(req)));
  await using transport = startTransport(upstream.origin);
  const bodies = Array.from({ length: 500 }, (_, index) => `body ${index}`);
  const answers = await Promise.all(
    bodies.map(async (body) => {
      const sent = outgoing(body);
      await transport.send(post(`${upstream.origin}/x`), sent);
      return sent.text;
    }),
  );
  expect(answers).toEqual(bodies);
  expect(upstream.sockets.length).toBeLessThanOrEqual(128);
});

test('a connection that the other side closed between two calls is replaced', async () => {
  await using upstream = await startHttp((_req, res) => void res.setHeader('connection', 'close').end('{}'));
  await using transport = startTransport(upstream.origin);
  for (let call = 0; call < 3; call += 1) {
    expect((await transport.send(post(`${upstream.origin}/x`), outgoing())).status).toBe(200);
  }
  expect(upstream.sockets).toHaveLength(3);
});

test('a refused connection means that nothing was sent', async () => {
  const upstream = await startHttp(() => undefined);
  await upstream[Symbol.asyncDispose]();
  const sent = outgoing();
  const failure = await failureOf(sendOnce(upstream.origin, sent));
  expect(failure.message).toContain('ECONNREFUSED');
  expect(sent.mayHaveBeenSent).toBe(false);
});

test('a connection that is reset after the request was read may have done its work', async () => {
  await using upstream = await startRaw((socket) => void socket.resetAndDestroy());
  const sent = outgoing();
  await failureOf(sendOnce(upstream.origin, sent));
  expect(sent.mayHaveBeenSent).toBe(true);
});

test('a request that broke is not repeated', async () => {
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
])('a call that is %s fails, may have been done, and the next one is served', async (_what, onRequest) => {
  let requests = 0;
  await using upstream = await startRaw((socket) => {
    requests += 1;
    if (requests === 1) onRequest(socket);
    else socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok');
  });
  await using transport = startTransport(upstream.origin);
  const sent = outgoing();
  await failureOf(transport.send(post(`${upstream.origin}/x`), sent));
  expect(sent.mayHaveBeenSent).toBe(true);
  expect((await transport.send(post(`${upstream.origin}/x`), outgoing())).status).toBe(200);
});

test('an answer of exactly one mebibyte is read', async () => {
  await using upstream = await startHttp((_req, res) => void res.end('a'.repeat(MIB)));
  expect((await (await sendOnce(upstream.origin)).text()).length).toBe(MIB);
});

test.each([
  ['stated', { 'content-length': String(MIB + 1) }],
  ['not stated', {}],
])('an answer of one byte more, its length %s, fails', async (_what, headers) => {
  await using upstream = await startHttp(
    (_req, res) => void res.writeHead(200, headers).end('a'.repeat(MIB + 1)),
  );
  const sent = outgoing();
  const failure = await failureOf(sendOnce(upstream.origin, sent));
  expect(failure.message).toContain('response too large');
  expect(sent.mayHaveBeenSent).toBe(true);
});

test('an answer without end is cut off at the socket', async () => {
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

test('an abort while the answer is awaited reaches the socket', async () => {
  const read = Promise.withResolvers<IncomingMessage>();
  await using upstream = await startHttp((req) => void text(req).then(() => read.resolve(req)));
  const abort = new AbortController();
  const sent = outgoing();
  const failing = failureOf(sendOnce(upstream.origin, sent, { signal: abort.signal }));
  const { socket } = await read.promise;
  const closed = closeOf(socket);
  abort.abort();
  expect((await failing).message).toContain('aborted');
  await closed;
  expect(sent.mayHaveBeenSent).toBe(true);
});

test('an abort in the middle of the answer reaches the socket', async () => {
  const begun = Promise.withResolvers<IncomingMessage>();
  await using upstream = await startHttp((req, res) => {
    res.writeHead(200, { 'content-length': '1000' }).write('part', () => begun.resolve(req));
  });
  const abort = new AbortController();
  const failing = failureOf(sendOnce(upstream.origin, outgoing(), { signal: abort.signal }));
  const { socket } = await begun.promise;
  const closed = closeOf(socket);
  abort.abort();
  await failing;
  await closed;
});

test('what was aborted before it began is never sent', async () => {
  let requests = 0;
  await using upstream = await startRaw(() => {
    requests += 1;
  });
  await using transport = startTransport(upstream.origin);
  const sent = outgoing();
  await failureOf(transport.send(post(`${upstream.origin}/x`, { signal: AbortSignal.abort() }), sent));
  expect(sent.mayHaveBeenSent).toBe(false);
  expect(requests).toBe(0);
});

test('what is aborted while it waits for a free connection is never sent', async () => {
  const bodies: string[] = [];
  const allBusy = Promise.withResolvers<void>();
  const answers: (() => void)[] = [];
  await using upstream = await startHttp(async (req, res) => {
    bodies.push(await text(req));
    answers.push(() => void res.end('{}'));
    if (answers.length === 128) allBusy.resolve();
  });
  await using transport = startTransport(upstream.origin);
  const busy = Array.from({ length: 128 }, () =>
    transport.send(post(`${upstream.origin}/x`), outgoing('busy')),
  );
  await allBusy.promise;
  const abort = new AbortController();
  const sent = outgoing('waiting');
  const failing = failureOf(transport.send(post(`${upstream.origin}/x`, { signal: abort.signal }), sent));
  abort.abort();
  await failing;
  expect(sent.mayHaveBeenSent).toBe(false);
  for (const answer of answers) answer();
  await Promise.all(busy);
  const last = transport.send(post(`${upstream.origin}/x`), outgoing('last'));
  while (!bodies.includes('last')) await after(1);
  for (const answer of answers) answer();
  await last;
  expect(bodies).not.toContain('waiting');
});

test('an abort after the answer does no harm to the answer or the connection', async () => {
  await using upstream = await startHttp(async (req, res) => void res.end(await text(req)));
  await using transport = startTransport(upstream.origin);
  const abort = new AbortController();
  const sent = outgoing('a');
  await transport.send(post(`${upstream.origin}/x`, { signal: abort.signal }), sent);
  abort.abort();
  expect(sent.text).toBe('a');
  expect((await transport.send(post(`${upstream.origin}/x`), outgoing())).status).toBe(200);
  expect(upstream.sockets.every((socket) => !socket.destroyed)).toBe(true);
});

test('a status that HTTP does not know is no answer, and the next call is served', async () => {
  await using upstream = await startRaw(
    (socket) => void socket.end('HTTP/1.1 742 What\r\ncontent-length: 0\r\n\r\n'),
  );
  const sent = outgoing();
  await failureOf(sendOnce(upstream.origin, sent));
  expect(sent.mayHaveBeenSent).toBe(true);
});

test('a failure says nothing of what was sent or answered', async () => {
  await using upstream = await startRaw(
    (socket) => void socket.end('HTTP/1.1 canary OK\r\nx: canary\r\n\r\n'),
  );
  const headers = { authorization: 'Bearer canary' };
  const failure = await failureOf(sendOnce(upstream.origin, outgoing('canary', headers)));
  expect(failure.cause).toBeUndefined();
  expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain('canary');
});

test('closing waits for the call that runs, then lets go of the connection', async () => {
  const read = Promise.withResolvers<() => void>();
  await using upstream = await startHttp((req, res) => {
    void text(req).then(() => read.resolve(() => void res.end('late')));
  });
  const transport = createTransport(upstream.origin, { connectTimeoutMs: CONNECT_TIMEOUT_MS });
  const sent = outgoing();
  const sending = transport.send(post(`${upstream.origin}/x`), sent);
  const answer = await read.promise;
  const [socket] = upstream.sockets;
  if (!socket) throw new Error('no connection');
  const gone = closeOf(socket);
  const closing = transport.close();
  answer();
  await sending;
  expect(sent.text).toBe('late');
  await closing;
  await gone;
});

test.each([1, 3])(
  'with all of %i connections at work, a call waits within its bound and is not sent',
  async (connections) => {
    const bodies: string[] = [];
    const answers: (() => void)[] = [];
    await using upstream = await startHttp(async (req, res) => {
      bodies.push(await text(req));
      answers.push(() => void res.end('{}'));
    });
    const transport = createTransport(upstream.origin, {
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      connections,
      maxWaitMs: 100,
    });
    const busy = Array.from({ length: connections }, () =>
      transport.send(post(`${upstream.origin}/x`), outgoing('busy')),
    );
    while (bodies.length < connections) await after(1);
    const sent = outgoing('waiting');
    const failure = await failureOf(transport.send(post(`${upstream.origin}/x`), sent));

    expect(failure.message).toContain('no free connection');
    expect([sent.mayHaveBeenSent, sent.hadNoConnection]).toEqual([false, true]);
    for (const answer of answers.splice(0)) answer();
    await Promise.all(busy);
    const last = transport.send(post(`${upstream.origin}/x`), outgoing('last'));
    while (!bodies.includes('last')) await after(1);
    for (const answer of answers) answer();
    await last;
    expect(bodies).not.toContain('waiting');
    await transport.close();
  },
);

test('a connection that takes long to be made is not taken for one that is at work', async () => {
  // The handshake of TLS never ends.
  await using upstream = await startRaw(() => undefined);
  const origin = upstream.origin.replace('http:', 'https:');
  const transport = createTransport(origin, { connectTimeoutMs: 300, maxWaitMs: 50, connections: 1 });
  const sent = outgoing();
  const failure = await failureOf(transport.send(post(`${origin}/x`), sent));

  expect(failure.message).not.toContain('no free connection');
  expect(sent.mayHaveBeenSent).toBe(false);
  await transport.close();
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
  'an answer to all %i bytes of a stream is not early, though the end of the request may be on its way',
  async (byteLength) => {
    await using upstream = await answerAfter(byteLength);
    async function* chunks() {
      for (let left = byteLength; left > 0; left -= 50_000) yield Buffer.alloc(Math.min(left, 50_000));
    }
    const sent = { ...outgoing(), body: chunks() };
    const response = await sendOnce(upstream.origin, sent);
    expect([response.status, sent.isEarlyResponse]).toEqual([200, false]);
  },
);

test.each([1, 1_000, 100_000])(
  'an answer after %i bytes of a stream that goes on is early',
  async (byteLength) => {
    await using upstream = await answerAfter(byteLength);
    const more = Promise.withResolvers<void>();
    async function* chunks() {
      yield Buffer.alloc(byteLength);
      await more.promise;
      yield Buffer.from('the end');
    }
    const sent = { ...outgoing(), body: chunks() };
    const response = await sendOnce(upstream.origin, sent);
    more.resolve();
    expect([response.status, sent.isEarlyResponse]).toEqual([200, true]);
  },
);

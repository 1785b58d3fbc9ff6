import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  closeOf,
  failureOf,
  post,
  sendOnce,
  startHttp,
  startRaw,
  startTransport,
} from './start-transport.ts';

test('an abort before the response closes the socket', async () => {
  const read = Promise.withResolvers<IncomingMessage>();
  await using upstream = await startHttp((req) => void text(req).then(() => read.resolve(req)));
  const abort = new AbortController();
  const failing = failureOf(sendOnce(upstream.origin, post('{}', { signal: abort.signal })));
  const { socket } = await read.promise;
  const closed = closeOf(socket);
  abort.abort();
  const { reason, mayHaveBeenSent } = await failing;
  expect([reason, mayHaveBeenSent]).toEqual(['timeout', true]);
  await closed;
});

test('an abort in the middle of the response closes the socket', async () => {
  const begun = Promise.withResolvers<IncomingMessage>();
  await using upstream = await startHttp((req, res) => {
    res.writeHead(200, { 'content-length': '1000' }).write('part', () => begun.resolve(req));
  });
  const abort = new AbortController();
  const failing = failureOf(sendOnce(upstream.origin, post('{}', { signal: abort.signal })));
  const { socket } = await begun.promise;
  const closed = closeOf(socket);
  abort.abort();
  await failing;
  await closed;
});

test('a call that is aborted before it starts is never sent', async () => {
  let requests = 0;
  await using upstream = await startRaw(() => {
    requests += 1;
  });
  await using transport = startTransport(upstream.origin);
  const abort = new AbortController();
  abort.abort();
  const failure = await failureOf(transport.send(post('{}', { signal: abort.signal })));
  expect(failure.mayHaveBeenSent).toBe(false);
  expect(requests).toBe(0);
});

test('a call that is aborted while it waits for a free connection is never sent', async () => {
  const bodies: string[] = [];
  const allBusy = Promise.withResolvers<void>();
  const answers: (() => void)[] = [];
  await using upstream = await startHttp(async (req, res) => {
    bodies.push(await text(req));
    answers.push(() => void res.end('{}'));
    if (answers.length === 128) allBusy.resolve();
  });
  await using transport = startTransport(upstream.origin);
  const busy = Array.from({ length: 128 }, () => transport.send(post('busy')));
  await allBusy.promise;
  const abort = new AbortController();
  const failing = failureOf(transport.send(post('waiting', { signal: abort.signal })));
  abort.abort();
  expect((await failing).mayHaveBeenSent).toBe(false);
  for (const answer of answers) answer();
  await Promise.all(busy);
  const last = transport.send(post('last'));
  while (!bodies.includes('last')) await after(1);
  for (const answer of answers) answer();
  await last;
  expect(bodies).not.toContain('waiting');
});

test('an abort after the response harms neither the response nor the connection', async () => {
  await using upstream = await startHttp(async (req, res) => void res.end(await text(req)));
  await using transport = startTransport(upstream.origin);
  const abort = new AbortController();
  const response = await transport.send(post('a', { signal: abort.signal }));
  abort.abort();
  expect(response.text).toBe('a');
  expect((await transport.send(post())).status).toBe(200);
  expect(upstream.sockets.every((socket) => !socket.destroyed)).toBe(true);
});

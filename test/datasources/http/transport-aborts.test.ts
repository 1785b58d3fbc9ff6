import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  closeOf,
  failureOf,
  outgoing,
  post,
  sendOnce,
  startHttp,
  startRaw,
  startTransport,
} from './start-transport.ts';

test('an abort before the response closes the socket', async () => {
  const read = Promise.withResolvers<IncomingMessage>();
  await using upstream = await startHttp((req) => void text(req).then(() => read.resolve(req)));
  const sent = outgoing();
  const failing = failureOf(sendOnce(upstream.origin, sent));
  const { socket } = await read.promise;
  const closed = closeOf(socket);
  sent.abort.abort();
  expect((await failing).message).toContain('aborted');
  await closed;
  expect(sent.mayHaveBeenSent).toBe(true);
});

test('an abort in the middle of the response closes the socket', async () => {
  const begun = Promise.withResolvers<IncomingMessage>();
  await using upstream = await startHttp((req, res) => {
    res.writeHead(200, { 'content-length': '1000' }).write('part', () => begun.resolve(req));
  });
  const sent = outgoing();
  const failing = failureOf(sendOnce(upstream.origin, sent));
  const { socket } = await begun.promise;
  const closed = closeOf(socket);
  sent.abort.abort();
  await failing;
  await closed;
});

test('a call that is aborted before it starts is never sent', async () => {
  let requests = 0;
  await using upstream = await startRaw(() => {
    requests += 1;
  });
  await using transport = startTransport(upstream.origin);
  const sent = outgoing();
  sent.abort.abort();
  await failureOf(transport.send(post(`${upstream.origin}/x`), sent));
  expect(sent.mayHaveBeenSent).toBe(false);
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
  const busy = Array.from({ length: 128 }, () =>
    transport.send(post(`${upstream.origin}/x`), outgoing('busy')),
  );
  await allBusy.promise;
  const sent = outgoing('waiting');
  const failing = failureOf(transport.send(post(`${upstream.origin}/x`), sent));
  sent.abort.abort();
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

test('an abort after the response harms neither the response nor the connection', async () => {
  await using upstream = await startHttp(async (req, res) => void res.end(await text(req)));
  await using transport = startTransport(upstream.origin);
  const sent = outgoing('a');
  await transport.send(post(`${upstream.origin}/x`), sent);
  sent.abort.abort();
  expect(sent.text).toBe('a');
  expect((await transport.send(post(`${upstream.origin}/x`), outgoing())).status).toBe(200);
  expect(upstream.sockets.every((socket) => !socket.destroyed)).toBe(true);
});

import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTransport } from '../../../src/datasources/fin/http/transport.ts';
import {
  CONNECT_TIMEOUT_MS,
  closeOf,
  failureOf,
  outgoing,
  post,
  startHttp,
  startRaw,
} from './start-transport.ts';

test('closing waits for the running call and then releases the connection', async () => {
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
  'if all %i connections are busy, a call waits until its limit and is not sent',
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

test('a connection that takes long to open does not count as busy', async () => {
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

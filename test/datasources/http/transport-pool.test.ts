import { text } from 'node:stream/consumers';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTransport } from '../../../src/datasources/fin/http/transport.ts';
import { CONNECT_TIMEOUT_MS, closeOf, failureOf, post, startHttp, startRaw } from './start-transport.ts';

test('closing waits for the running call and then releases the connection', async () => {
  const read = Promise.withResolvers<() => void>();
  await using upstream = await startHttp((req, res) => {
    void text(req).then(() => read.resolve(() => void res.end('late')));
  });
  const transport = createTransport(upstream.origin, { connectTimeoutMs: CONNECT_TIMEOUT_MS });
  const sending = transport.send(post());
  const answer = await read.promise;
  const [socket] = upstream.sockets;
  if (!socket) throw new Error('no connection');
  const gone = closeOf(socket);
  const closing = transport.close();
  answer();
  expect((await sending).text).toBe('late');
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
    const busy = Array.from({ length: connections }, () => transport.send(post('busy')));
    while (bodies.length < connections) await after(1);
    const { reason, mayHaveBeenSent } = await failureOf(transport.send(post('waiting')));

    expect([reason, mayHaveBeenSent]).toEqual(['no free connection', false]);
    for (const answer of answers.splice(0)) answer();
    await Promise.all(busy);
    const last = transport.send(post('last'));
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
  const failure = await failureOf(transport.send(post()));

  expect(failure.reason).not.toBe('no free connection');
  expect(failure.mayHaveBeenSent).toBe(false);
  await transport.close();
});

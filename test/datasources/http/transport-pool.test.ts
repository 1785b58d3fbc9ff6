import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { closeOf, failureOf, post, startHttp, startRaw, startTransport } from './start-transport.ts';

test('closing waits for the running call and then releases the connection', async () => {
  const read = Promise.withResolvers<() => void>();
  await using upstream = await startHttp((req, res) => {
    void text(req).then(() => read.resolve(() => void res.end('late')));
  });
  const transport = startTransport(upstream.origin);
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

test('a connection that never opens is given up after its own timeout, and nothing was sent', async () => {
  // The handshake of TLS never ends.
  await using upstream = await startRaw(() => undefined);
  await using transport = startTransport(upstream.origin.replace('http:', 'https:'), 300);

  const { reason, mayHaveBeenSent } = await failureOf(transport.send(post()));

  expect([reason, mayHaveBeenSent]).toEqual(['UND_ERR_CONNECT_TIMEOUT', false]);
});

import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { spawnGateway } from '../../support/spawn-gateway.ts';

/** Unless the kernel allows fewer, more than Node's default of 511. */
const CLIENTS = Math.min(900, readKernelLimit());

function readKernelLimit(): number {
  const path = '/proc/sys/net/core/somaxconn';
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 128;
}

test('clients that connect in a burst while the process is busy are all connected at once, and then served', async () => {
  const gateway = spawnGateway({ PORT: '0', MAX_CONNECTIONS: '1000' });
  const [, port] = await gateway.saw(/"url":"http:\/\/127\.0\.0\.1:(\d+)/);
  gateway.process.kill('SIGSTOP');

  const sockets = Array.from({ length: CLIENTS }, () => connect(Number(port), '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  const answers = sockets.map((socket) => once(socket, 'data'));
  for (const socket of sockets) socket.write('GET /health HTTP/1.1\r\nhost: gateway\r\n\r\n');
  gateway.process.kill('SIGCONT');

  const heads = (await Promise.all(answers)).map(([head]) => String(head).slice(0, 15));
  expect(new Set(heads)).toEqual(new Set(['HTTP/1.1 200 OK']));
  for (const socket of sockets) socket.destroy();
  gateway.process.kill('SIGTERM');
  expect(await gateway.exited).toBe(0);
});

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/observability/logger.ts';
import { createBoundedServer } from '../../../src/server/connections/bounded-server.ts';
import { startStack } from '../../support/start-stack.ts';

const MIB = 1_048_576;
const PATIENT = {
  maxConnections: 100,
  headersMs: 60_000,
  keepAliveTimeoutMs: 60_000,
  maxSendingMs: 60_000,
  maxRejectedBytes: MIB,
  corsOrigins: [],
  log: createLogger('silent'),
};
const GET = 'GET / HTTP/1.1\r\nhost: x\r\n\r\n';

/** A bounded server, with the responses that it was asked for and the sockets that it has. */
async function startServer(maxUnsentBytes: number, answer: (res: ServerResponse) => void) {
  const asked: ServerResponse[] = [];
  const sockets = new Set<Socket>();
  const { server, connections } = createBoundedServer(
    { ...PATIENT, maxUnsentBytes },
    (opened) => (req, res) => {
      asked.push(res);
      answer(res);
      opened.responseReady(req.socket);
    },
  );
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not a TCP server');
  return {
    port: address.port,
    asked,
    sockets,
    connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function open(port: number): Socket {
  return connect(port, '127.0.0.1').on('error', () => undefined);
}

test.each([2, 14, 17])(
  'of %i pipelined requests one runs at a time, and all get responses',
  async (count) => {
    await using server = await startServer(MIB, () => undefined);
    const socket = open(server.port).setEncoding('utf8');
    let said = '';
    socket.on('data', (text: string) => {
      said += text;
    });
    socket.write(GET.repeat(count));

    for (let index = 0; index < count; index += 1) {
      await expect.poll(() => server.asked.length).toBe(index + 1);
      server.asked[index]?.end(`answer ${index}.`);
    }

    await expect.poll(() => said).toContain(`answer ${count - 1}.`);
    const answers = [...said.matchAll(/answer (\d+)\./g)].map(([, number]) => Number(number));
    expect(answers).toEqual(Array.from({ length: count }, (_, index) => index));
    socket.destroy();
  },
);

test.each([18, 2_000])('%i pipelined requests close the connection', async (count) => {
  await using server = await startServer(MIB, () => undefined);
  const socket = open(server.port).resume();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(GET.repeat(count));

  await closed;

  expect(server.asked).toHaveLength(1);
  expect(server.connections.activeRequests).toBe(0);
});

test('a request that waits behind another is not executed once its client has disconnected', async () => {
  await using server = await startServer(MIB, () => undefined);
  const socket = open(server.port);
  socket.write(GET.repeat(3));
  await expect.poll(() => server.asked.length).toBe(1);

  socket.destroy();
  await expect.poll(() => server.sockets.size).toBe(0);

  expect(server.asked).toHaveLength(1);
  expect(server.connections.activeRequests).toBe(0);
});

test.each([
  [30, 14],
  [60, 1],
])(
  '%i clients that do not read %i large responses each do not fill the memory',
  async (clients, requests) => {
    const maxUnsentBytes = 64 * MIB;
    const body = Buffer.alloc(16 * MIB);
    await using server = await startServer(maxUnsentBytes, (res) => void res.end(body));
    const sockets = Array.from({ length: clients }, () => open(server.port).pause());
    for (const socket of sockets) socket.write(GET.repeat(requests));
    await expect.poll(() => server.asked.length).toBe(clients);

    const unsent = () => [...server.sockets].reduce((sum, { writableLength }) => sum + writableLength, 0);
    await expect.poll(unsent).toBeLessThanOrEqual(maxUnsentBytes);
    expect(server.asked).toHaveLength(clients);
    // Clients that read are still served.
    const reader = open(server.port).resume();
    reader.write(GET);
    await expect.poll(() => reader.bytesRead).toBeGreaterThan(body.length);

    for (const socket of [...sockets, reader]) socket.destroy();
  },
);

test('pipelined operations run one after the other', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '20000' } });
  stack.control.faults.script('listOccupations', { delayMs: 300 });
  const query = (fields: string) =>
    `GET /graphql?query=${encodeURIComponent(fields)} HTTP/1.1\r\nhost: x\r\n\r\n`;
  const socket = open(Number(new URL(stack.url).port)).setEncoding('utf8');
  let said = '';
  socket.on('data', (text: string) => {
    said += text;
  });

  socket.write(query('{ occupations { id } }') + query('{ purposes { id } }') + query('{ __typename }'));
  await stack.control.waitForRequest('listOccupations');
  expect(stack.control.count('listPurposes')).toBe(0);

  await expect.poll(() => said).toContain('__typename');
  expect(said.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  expect(said.indexOf('occupations')).toBeLessThan(said.indexOf('purposes'));
  socket.destroy();
});

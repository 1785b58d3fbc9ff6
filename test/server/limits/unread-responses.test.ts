import { once } from 'node:events';
import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { startGateway } from '../../../src/start-gateway.ts';
import { attach, graphqlRequest } from '../../support/graphql-request.ts';

const ANSWER_MS = 500;
const LARGE = `GET /graphql?query=${encodeURIComponent(getIntrospectionQuery())} HTTP/1.1\r\nhost: x\r\n\r\n`;

async function startWithOneSlot({ url, clientId, clientSecret }: Sandbox) {
  const config = parseConfig({
    PORT: '0',
    FIN_BASE_URL: url,
    FIN_CLIENT_ID: clientId,
    FIN_CLIENT_SECRET: clientSecret,
    MAX_REQUESTS_IN_FLIGHT: '1',
  });
  let logged = '';
  const log = createLogger('info', {
    write(line: string) {
      logged += line;
    },
  });
  const gateway = await startGateway(config, log, {
    responseIdleMs: ANSWER_MS,
  });
  return { ...gateway, logged: () => logged, [Symbol.asyncDispose]: () => gateway.close() };
}

test('a client that does not read its response does not block others and is cut off after a while', {
  timeout: 60_000,
}, async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startWithOneSlot(sandbox);
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1').pause();
  socket.on('error', () => undefined);
  await once(socket, 'connect');

  // In the end more than the buffers between the two hold.
  for (let count = 0; count < 120; count += 1) {
    socket.write(LARGE);
    await expect.poll(async () => (await graphqlRequest(gateway.url, '{ __typename }')).status).toBe(200);
  }

  await expect.poll(() => gateway.logged()).toContain('"aborted":true');
  expect((await attach(gateway.url)).errors).toBeUndefined();
  socket.destroy();
});

test.each(['/health', '/elsewhere'])(
  'a client that sends requests for %s ahead without end is cut off',
  async (path) => {
    await using sandbox = await startSandbox();
    await using gateway = await startWithOneSlot(sandbox);
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1').resume();
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const closed = new Promise((resolve) => socket.once('close', resolve));

    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(40_000));

    await closed;
    expect((await attach(gateway.url)).errors).toBeUndefined();
  },
);

test('a client may wait longer for a response than it may pause within one', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startWithOneSlot(sandbox);
  // Its connection has answered before.
  expect((await attach(gateway.url)).errors).toBeUndefined();
  sandbox.control.faults.script('attachIndividualDocuments', { delayMs: 3 * ANSWER_MS });

  expect((await attach(gateway.url)).errors).toBeUndefined();
});

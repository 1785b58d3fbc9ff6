import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { ATTACH } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const settings = {
  env: { MAX_REQUESTS_IN_FLIGHT: '1', FIN_TIMEOUT_MS: '4000' },
  limits: { requestWaitMs: 20_000 },
};

test('a request waits a moment for a slot and is then served', async () => {
  await using stack = await startStack(settings);
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const atWork = stack.attach();
  await stack.control.waitForRequest('attachIndividualDocuments');

  const waited = await stack.request('{ __typename }');

  expect(waited.status).toBe(200);
  expect((await atWork).errors?.[0]?.extensions.code).toBe('UPSTREAM_TIMEOUT');
});

test('a request whose client disconnects while it waits is not executed, and frees its slot', async () => {
  await using stack = await startStack(settings);
  stack.control.faults.script('attachIndividualDocuments', { hang: true });
  const atWork = stack.attach();
  await stack.control.waitForRequest('attachIndividualDocuments');
  const body = JSON.stringify({ query: ATTACH, variables: { input: EXAMPLE_INPUT } });
  const socket = connect(Number(new URL(stack.url).port), '127.0.0.1');
  const head = `POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  socket.write(head + body, () => socket.destroy());
  await expect.poll(() => stack.logged()).toContain('"aborted":true');

  expect((await stack.request('{ __typename }')).status).toBe(200);
  await atWork;
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

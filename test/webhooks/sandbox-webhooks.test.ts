import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { createLogger } from '../../src/observability/logger.ts';
import { startGateway } from '../../src/start-gateway.ts';
import { CUSTOMER_ID, inputWithNumber } from '../support/example-data.ts';
import { attach } from '../support/graphql-request.ts';
import { startStack } from '../support/start-stack.ts';
import { CUSTOMER_CHANGED, subscribe } from '../support/subscribe.ts';
import { loggedWebhooks, resultsIn } from './signed-webhook.ts';

const typesIn = (log: string) => loggedWebhooks(log).map(({ webhook }) => webhook.type);

test('the gateway verifies what the sandbox sends in the course of a review', async () => {
  await using stack = await startStack({ webhooks: true, sandbox: { clock: () => Date.UTC(2026, 0, 18) } });
  await stack.attach(inputWithNumber('SANDBOX-RFI'));
  stack.control.advanceClock(60_000);
  await expect.poll(() => resultsIn(stack.logged())).toHaveLength(4);

  expect(new Set(resultsIn(stack.logged()))).toEqual(new Set(['handed_on']));
  expect(typesIn(stack.logged())).toEqual([
    'customer.status',
    'customer.status',
    'customer.status',
    'customer.rfi',
  ]);
});

test('duplicates, bad signatures and other algorithms of the sandbox are told apart', async () => {
  await using stack = await startStack({ webhooks: true });
  const { webhooks } = stack.control;
  webhooks.script([
    { copies: 3 },
    { signature: 'wrong' },
    { signature: 'missing' },
    { algorithm: 'sha384' },
    { algorithm: 'sha512' },
    { algorithm: 'unstated' },
  ]);
  for (let change = 0; change < 6; change += 1) {
    stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' });
  }
  await expect
    .poll(() => webhooks.sent.map(({ status }) => status))
    .toEqual([200, 200, 200, 401, 401, 200, 200, 200]);

  await expect
    .poll(() => resultsIn(stack.logged()))
    .toEqual([
      'handed_on',
      'repeated',
      'repeated',
      'wrong_signature',
      'unsigned',
      'handed_on',
      'handed_on',
      'handed_on',
    ]);
});

test('a subscriber follows a review through webhooks alone, and the API is right where a webhook is not', async () => {
  await using stack = await startStack({
    webhooks: true,
    sandbox: { clock: () => Date.UTC(2026, 0, 18) },
    env: { STATUS_POLL_SECONDS: '0' },
  });
  await using subscription = await subscribe(stack.url, CUSTOMER_CHANGED, { id: CUSTOMER_ID });
  const status = async () => (await subscription.next()).data;
  const changedTo = (name: string) => ({ individualCustomerChanged: { status: name } });
  expect(await status()).toMatchObject(changedTo('INCOMPLETE'));

  stack.control.webhooks.script([{ data: { customer_status: 'REJECTED' } }, { copies: 3 }]);
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' });
  expect(await status()).toMatchObject(changedTo('REVIEWING'));
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'ON_HOLD' });
  expect(await status()).toMatchObject(changedTo('ON_HOLD'));
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect(await status()).toMatchObject(changedTo('APPROVED'));
});

test.each(['127.0.0.1', '0.0.0.0', 'localhost'])(
  'right after npm start on %s, with no settings, the embedded sandbox announces reviews to the gateway',
  async (host) => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line: string) => lines.push(line) });
    const gateway = await startGateway(parseConfig({ PORT: '0', HOST: host }), log);
    try {
      const url = gateway.url.replace('0.0.0.0', '127.0.0.1');
      expect((await attach(url)).errors).toBeUndefined();

      // QUEUED at once, REVIEWING after two seconds, and perhaps more on a slow machine.
      await expect.poll(() => resultsIn(lines.join('')).slice(0, 2)).toEqual(['handed_on', 'handed_on']);
      const forged = await fetch(new URL('/webhooks/fin', url), {
        method: 'POST',
        headers: { 'x-fin-signature': 'ab'.repeat(32) },
        body: '{}',
      });
      expect(forged.status).toBe(401);
    } finally {
      await gateway.close();
    }
  },
);

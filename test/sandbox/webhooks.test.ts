import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../support/example-data.ts';
import { freePort } from '../support/network/free-port.ts';
import { listen } from '../support/network/listen.ts';
import { answerOf, attach, exampleAttach, exampleNumbered } from './sandbox-client.ts';

const SECRET = 'a secret of the sandbox';

interface ReceivedWebhook {
  readonly algorithm: string | undefined;
  readonly isSigned: boolean;
  readonly event: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
}

interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** The status of each customer.status event, and the names of others. */
  heard(): unknown[];
}

async function startReceiver(status = 200): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { 'x-fin-signature': signature, 'x-fin-signature-algorithm': algorithm } = request.headers;
      const expected = createHmac(String(algorithm ?? 'sha256'), SECRET)
        .update(body)
        .digest('hex');
      const { event, data } = JSON.parse(body.toString());
      received.push({ algorithm: algorithm?.toString(), isSigned: signature === expected, event, data });
      response.writeHead(status, { location: '/elsewhere' }).end();
    });
  });
  const { origin, ...listening } = await listen(server);
  return {
    url: `${origin}/webhooks`,
    received,
    heard: () =>
      received.map(({ event, data }) =>
        event['type'] === 'customer.status' ? data['customer_status'] : event['type'],
      ),
    ...listening,
  };
}

/** The clock stands still until a test advances it. */
function start(receiver: Receiver, options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({
    clock: () => Date.UTC(2026, 0, 18),
    webhooks: { url: receiver.url, secret: SECRET },
    ...options,
  });
}

test('a review is announced status by status, whether somebody reads the customer or not', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  await attach(sandbox, exampleAttach());
  await expect.poll(receiver.heard).toEqual(['QUEUED']);

  sandbox.control.advanceClock(2_000);
  await expect.poll(receiver.heard).toEqual(['QUEUED', 'REVIEWING']);
  sandbox.control.advanceClock(3_999);
  sandbox.control.customer(CUSTOMER_ID);
  sandbox.control.advanceClock(1);
  await expect.poll(receiver.heard).toEqual(['QUEUED', 'REVIEWING', 'APPROVED']);

  expect(receiver.received.map(({ isSigned }) => isSigned)).toEqual([true, true, true]);
  // The sandbox reads a response after the receiver has recorded the webhook.
  await expect.poll(() => sandbox.control.webhooks.sent.map(({ status }) => status)).toEqual([200, 200, 200]);
});

test('time alone announces a review as well', async () => {
  await using receiver = await startReceiver();
  const settings = { queuedDurationMs: 50, reviewDurationMs: 50 };
  await using sandbox = await start(receiver, { ...settings, clock: Date.now });
  await attach(sandbox, exampleAttach());

  await expect.poll(receiver.heard).toEqual(['QUEUED', 'REVIEWING', 'APPROVED']);
});

test('one step of the clock past several statuses announces each', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  await attach(sandbox, exampleAttach());
  sandbox.control.advanceClock(60_000);

  await expect.poll(receiver.heard).toEqual(['QUEUED', 'REVIEWING', 'APPROVED']);
});

test('webhooks have the members that the documentation shows', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  const { customerId, tosPoliciesValue } = sandbox.control.addCustomer();
  sandbox.control.setCustomer(customerId, { customer_status: 'REINITIATE' });
  await expect.poll(() => receiver.received).toHaveLength(3);

  const [created, status, rfi] = receiver.received;
  const member = expect.any(String);
  for (const { event } of receiver.received) {
    expect(event).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      event_reference_id: customerId,
      type: member,
      created_at: '2026-01-18T00:00:00.000Z',
      sandbox_mode: true,
    });
  }
  expect(new Set(receiver.received.map(({ event }) => event['id'])).size).toBe(3);
  expect([created?.event['type'], created?.data]).toEqual([
    'customer.created',
    {
      customer_id: customerId,
      type: 'INDIVIDUAL',
      first_name: member,
      last_name: member,
      email: member,
      phone: member,
      country_of_residence: 'USA',
      customer_status: 'INCOMPLETE',
      verification_type: 'STANDARD',
      tos_policies_url: tosPoliciesValue,
      created_at: '2026-01-18T00:00:00Z',
    },
  ]);
  expect([status?.event['type'], status?.data]).toEqual([
    'customer.status',
    {
      customer_id: customerId,
      customer_status: 'REINITIATE',
      email: member,
      first_name: member,
      last_name: member,
      type: 'INDIVIDUAL',
      verification_type: 'STANDARD',
    },
  ]);
  expect([rfi?.event['type'], rfi?.data]).toEqual([
    'customer.rfi',
    {
      customer_id: customerId,
      request_for_information: sandbox.control.customer(customerId)?.['request_for_information'],
    },
  ]);
});

test.each([
  ['SANDBOX-RFI', ['QUEUED', 'REVIEWING', 'REINITIATE', 'customer.rfi']],
  ['SANDBOX-REJECTED', ['QUEUED', 'REVIEWING', 'REJECTED']],
  ['SANDBOX-HOLD', ['QUEUED', 'REVIEWING', 'ON_HOLD']],
])('the review of %s is announced as %j', async (number, heard) => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  await attach(sandbox, exampleNumbered(number));
  sandbox.control.advanceClock(60_000);

  await expect.poll(receiver.heard).toEqual(heard);
});

test('customers of v2 are announced with the statuses of v2', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver, { customerApi: 'v2' });
  for (const customer_status of ['PROCESSING', 'ACTION_REQUIRED']) {
    sandbox.control.setCustomer(CUSTOMER_ID, { customer_status });
  }

  await expect.poll(receiver.heard).toEqual(['PROCESSING', 'ACTION_REQUIRED', 'customer.rfi']);
});

test('a request for information for an approved customer is announced without a status', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  sandbox.control.setCustomer(CUSTOMER_ID, { phone: '+14155550100' });
  sandbox.control.setCustomer(CUSTOMER_ID, { request_for_information: [{ section: 'proof_of_address' }] });
  sandbox.control.setCustomer(CUSTOMER_ID, { request_for_information: [] });
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'REJECTED' });

  await expect.poll(receiver.heard).toEqual(['APPROVED', 'customer.rfi', 'REJECTED']);
});

test('nothing is sent without a URL, and what changed before is not sent later', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver, { webhooks: undefined });
  await attach(sandbox, exampleAttach());
  sandbox.control.advanceClock(2_000);
  sandbox.control.customer(CUSTOMER_ID);

  sandbox.control.webhooks.sendTo({ url: receiver.url, secret: SECRET });
  sandbox.control.advanceClock(4_000);
  await expect.poll(receiver.heard).toEqual(['APPROVED']);
  sandbox.control.webhooks.sendTo(undefined);
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'REJECTED' });
  sandbox.control.webhooks.sendTo({ url: receiver.url, secret: SECRET });
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'ON_HOLD' });

  await expect.poll(receiver.heard).toEqual(['APPROVED', 'ON_HOLD']);
  expect(sandbox.control.webhooks.sent).toHaveLength(2);
});

/** Sets four statuses, one after the other. */
function changeStatuses({ control }: Sandbox): void {
  for (const customer_status of ['A', 'B', 'C', 'D']) control.setCustomer(CUSTOMER_ID, { customer_status });
}

test('duplicates, losses and overtaking are scripted', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  sandbox.control.webhooks.script([{ copies: 2 }, { overtakenBy: 1 }]);
  changeStatuses(sandbox);
  await expect.poll(receiver.heard).toEqual(['A', 'A', 'C', 'B', 'D']);
  const [first, copy, third] = receiver.received.map(({ event }) => event['id']);
  expect([copy === first, third === first]).toEqual([true, false]);

  sandbox.control.webhooks.script([{ copies: 0 }, { overtakenBy: 2 }]);
  sandbox.control.webhooks.script({ copies: 0 });
  changeStatuses(sandbox);
  await expect.poll(() => receiver.heard().slice(5)).toEqual(['D', 'B']);
});

test('a delayed webhook is sent when the clock has moved on', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  sandbox.control.webhooks.script({ delayMs: 5_000 });
  changeStatuses(sandbox);
  await expect.poll(receiver.heard).toEqual(['B', 'C', 'D']);

  sandbox.control.advanceClock(4_999);
  changeStatuses(sandbox);
  await expect.poll(receiver.heard).toHaveLength(7);
  sandbox.control.advanceClock(1);
  await expect.poll(() => receiver.heard().at(-1)).toBe('A');
});

test('signatures are wrong, missing or of another algorithm if that is scripted', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  sandbox.control.webhooks.script([
    { signature: 'wrong' },
    { signature: 'missing' },
    { algorithm: 'sha512' },
    { algorithm: 'unstated' },
  ]);
  changeStatuses(sandbox);
  await expect.poll(() => receiver.received).toHaveLength(4);

  expect(receiver.received.map(({ isSigned, algorithm }) => [isSigned, algorithm])).toEqual([
    [false, 'sha256'],
    [false, 'sha256'],
    [true, 'sha512'],
    [true, undefined],
  ]);
});

test('a webhook may contradict the API, and faults that wait can be deleted', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  sandbox.control.webhooks.script({ data: { customer_status: 'REJECTED' } });
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  await expect.poll(receiver.heard).toEqual(['REJECTED']);
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'APPROVED' });

  sandbox.control.webhooks.script({ copies: 0 });
  sandbox.control.webhooks.clearFaults();
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  await expect.poll(receiver.heard).toEqual(['REJECTED', 'APPROVED']);
});

test('a redirect is not followed, and a receiver that is gone does not stop the next webhook', async () => {
  await using redirecting = await startReceiver(302);
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  const { webhooks } = sandbox.control;
  const nobody = `http://127.0.0.1:${await freePort()}`;
  for (const url of [redirecting.url, nobody, receiver.url]) {
    webhooks.sendTo({ url, secret: SECRET });
    sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' });
  }

  await expect.poll(() => webhooks.sent.map(({ status }) => status)).toEqual([302, 'failed', 200]);
  expect(redirecting.received).toHaveLength(1);
});

test('closing ends a webhook that is being sent', async () => {
  const server = createServer();
  await using silent = await listen(server);
  const sandbox = await startSandbox({ webhooks: { url: silent.origin, secret: SECRET } });
  let closedAtMs = 0;
  const arrived = new Promise<void>((resolve) => {
    server.once('request', (request) => {
      request.socket.once('close', resolve);
      closedAtMs = performance.now();
      void sandbox.close();
    });
  });
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' });

  await arrived;
  await expect.poll(() => sandbox.control.webhooks.sent[0]?.status).toBe('failed');
  // Without the close, it would be given up after ten seconds.
  expect(performance.now() - closedAtMs).toBeLessThan(9_000);
});

test('what was scheduled happens in the order of its time, and never after a stop', () => {
  const clock = createClock(() => 1_000);
  const happened: string[] = [];
  clock.schedule(1_300, () => happened.push('third'));
  clock.schedule(1_100, () => {
    happened.push('first');
    clock.schedule(1_200, () => happened.push('second'));
  });
  const cancel = clock.schedule(1_150, () => happened.push('canceled'));
  cancel();
  clock.advance(99);
  expect(happened).toEqual([]);
  clock.advance(300);
  expect(happened).toEqual(['first', 'second', 'third']);

  clock.schedule(2_000, () => happened.push('after the stop'));
  clock.stop();
  clock.advance(5_000);
  expect(happened).toHaveLength(3);
});

test('what is scheduled keeps no process alive', async () => {
  const script =
    "import { createClock } from './sandbox/clock.ts'; createClock().schedule(Date.now() + 3_600_000, () => {});";
  const options = { timeout: 30_000 };
  const child = execFile(process.execPath, ['--input-type=module', '--eval', script], options);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('everything about webhooks can be controlled over HTTP', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver, { webhooks: undefined });
  const ask = (method: string, path: string, body?: unknown) =>
    answerOf(fetch(`${sandbox.url}/_sandbox/${path}`, { method, body: toJson(body) }));
  const change = () => sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' });

  expect((await ask('PUT', 'webhooks/target', { url: receiver.url, secret: SECRET })).json).toEqual({
    url: receiver.url,
  });
  expect((await ask('PUT', 'webhooks/faults', [{ copies: 2 }, { copies: 0 }])).json).toEqual({ waiting: 2 });
  expect((await ask('PUT', 'webhooks/faults', { copies: 2 })).json).toEqual({ waiting: 1 });
  change();
  await expect.poll(() => receiver.received).toHaveLength(2);
  await ask('PUT', 'webhooks/faults', { copies: 0 });
  await ask('DELETE', 'webhooks/faults');
  change();
  await expect.poll(() => receiver.received).toHaveLength(3);
  await expect
    .poll(async () => (await ask('GET', 'webhooks')).json)
    .toMatchObject({ webhooks: Array.from({ length: 3 }, () => ({ customerId: CUSTOMER_ID, status: 200 })) });
  await ask('DELETE', 'webhooks/target');
  change();
  expect(sandbox.control.webhooks.sent).toHaveLength(3);

  for (const [path, body] of [
    ['webhooks/target', { url: 'ftp://127.0.0.1', secret: SECRET }],
    ['webhooks/target', { url: receiver.url, secret: '' }],
    ['webhooks/target', { url: receiver.url }],
    ['webhooks/faults', { copies: -1 }],
    ['webhooks/faults', { algorithm: 'md5' }],
    ['webhooks/faults', { unknown: true }],
  ] as const) {
    expect((await ask('PUT', path, body)).status).toBe(400);
  }
});

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

test('the terms are announced as their value, as in the documentation’s example', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  sandbox.control.addCustomer({ customerId: CUSTOMER_ID, tosPoliciesValue: TOS_POLICIES_VALUE });

  await expect.poll(() => receiver.received[0]?.data['tos_policies_url']).toBe(TOS_POLICIES_VALUE);
});

test('a webhook is sent again over HTTP: the same event, twice, with a wrong signature, or after a later one', async () => {
  await using receiver = await startReceiver();
  await using sandbox = await start(receiver);
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'REVIEWING' });
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 30_000 });
  const [{ eventId } = { eventId: '' }] = sandbox.control.webhooks.sent;
  const resend = (options: object) =>
    fetch(`${sandbox.controlUrl}webhooks/resend`, {
      method: 'POST',
      body: JSON.stringify({ eventId, ...options }),
    });

  await resend({ copies: 2 });
  await resend({ signature: 'wrong' });
  await resend({ overtakenBy: 1 });
  sandbox.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  await vi.waitFor(() => expect(receiver.received).toHaveLength(6), { timeout: 30_000 });

  expect(receiver.heard()).toEqual([...Array(4).fill('REVIEWING'), 'APPROVED', 'REVIEWING']);
  expect(receiver.received.map(({ isSigned }) => isSigned)).toEqual([true, true, true, false, true, true]);
  const ids = new Set(receiver.received.map(({ event }) => event['id']));
  expect(ids.size).toBe(2);
  expect((await resend({ eventId: '00000000-0000-4000-8000-000000000000' })).status).toBe(404);
});

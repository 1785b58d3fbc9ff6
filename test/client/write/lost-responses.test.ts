import { openAsBlob } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createFetchClient } from '@fin-gateway/client/client';
import { createWriter } from '@fin-gateway/client/write';
import { expect, test } from 'vitest';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  formWithUris,
  onDisk,
  pickFiles,
} from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID, NEW_CUSTOMER } from '../../support/example-data.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { loseRequest, loseResponse, startWriter } from './writer-behind-proxy.ts';

const ATTACHED = { state: 'SUCCEEDED', data: { customer: { id: CUSTOMER_ID, status: 'QUEUED' } } };

function failAttach({ control }: Stack, ...faults: Parameters<typeof control.faults.script>[1][]) {
  for (const fault of faults) control.faults.script('attachIndividualDocuments', fault);
}

test('an attach whose response was lost is found to have succeeded, and nothing is sent again', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  app.breakWrites(loseResponse);
  const files = pickFiles();

  const result = await app.writer.attachDocuments(filledForm(files));

  expect(result).toMatchObject({ ...ATTACHED, replayed: true });
  expect(stack.control.attachCount()).toBe(1);
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('files whose connection broke are sent again, and attached once', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  app.breakWrites(loseRequest, loseRequest);
  const files = pickFiles();

  const result = await app.writer.attachDocuments(filledForm(files));

  expect(result).toMatchObject({ ...ATTACHED, replayed: false });
  expect(stack.control.attachCount()).toBe(1);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('while an attach is still in progress, the writer asks again until it is done', async () => {
  await using stack = await startStack();
  const { control } = stack;
  failAttach(stack, { delayMs: 3_000 });
  const waitsMs: number[] = [];
  await using app = await startWriter(stack, {
    async wait(ms) {
      waitsMs.push(ms);
      await control.waitForRequest('attachIndividualDocuments', { until: 'settled' });
    },
  });
  app.breakWrites((proxy) => {
    void control.waitForRequest('attachIndividualDocuments').then(() => proxy.breakConnections());
  });

  const result = await app.writer.attachDocuments(formWithUris());

  expect(result).toMatchObject({ ...ATTACHED, replayed: true });
  expect(waitsMs[0]).toBe(2_000);
  expect(control.attachCount()).toBe(1);
});

test("if the gateway lost Fin.com's response, the customer's status shows that the documents are attached", async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);

  const result = await app.writer.attachDocuments(formWithUris('SANDBOX-LOST'));

  expect(result).toMatchObject({ ...ATTACHED, replayed: true });
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('documents that did not arrive at Fin.com are attached a minute later, without another upload', async () => {
  await using stack = await startStack();
  failAttach(stack, { reset: 'before-headers' });
  await using app = await startWriter(stack);
  const files = pickFiles();

  const result = await app.writer.attachDocuments(filledForm(files));

  expect(result).toMatchObject({ ...ATTACHED, replayed: false });
  expect(app.waitsMs).toEqual([60_000]);
  expect(stack.control.attachCount()).toBe(1);
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('if the status does not show whether the documents arrived, the outcome is unknown and nothing is sent again', async () => {
  await using stack = await startStack({ sandbox: { clock: () => Date.now() - 3_600_000 } });
  await stack.attach();
  failAttach(stack, { reset: 'before-headers' });
  await using app = await startWriter(stack);

  const result = await app.writer.attachDocuments(formWithUris());
  const again = await app.writer.attachDocuments(formWithUris());

  const unknown = { state: 'UNKNOWN', reason: 'LOST', customer: { id: CUSTOMER_ID, status: 'QUEUED' } };
  expect(result).toMatchObject(unknown);
  expect(again).toMatchObject(unknown);
  expect(stack.control.count('attachIndividualDocuments')).toBe(2);
});

test('if the gateway cannot be reached any more, the outcome is unknown after some queries', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  app.breakWrites((proxy) => proxy.cutAfter('request', 30_000));
  const { writer, proxy } = app;

  const result = await writer.attachDocuments(filledForm(pickFiles()), {
    onPhase: (phase) => phase === 'LOOKING_UP' && void proxy[Symbol.asyncDispose](),
  });

  expect(result).toMatchObject({ state: 'UNKNOWN', reason: 'NO_RESPONSE', errors: [] });
  expect(app.waitsMs).toHaveLength(4);
  expect(stack.control.attachCount()).toBe(0);
});

test('a customer whose creation got no response is created once', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  app.breakWrites(loseResponse, loseResponse);

  const result = await app.writer.createCustomer(NEW_CUSTOMER);

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(result.state === 'SUCCEEDED' && result.data.customer.tosPoliciesUrl).toContain('http');
  expect(stack.control.count('createIndividualCustomer')).toBe(1);
});

test("a creation is not repeated if the gateway lost Fin.com's response, unless the app discards it", async () => {
  await using stack = await startStack();
  stack.control.faults.script('createIndividualCustomer', { afterProcessing: true, reset: 'before-headers' });
  await using app = await startWriter(stack);
  const { writer } = app;
  const other = { ...NEW_CUSTOMER, basicInfo: { ...NEW_CUSTOMER.basicInfo, lastName: 'Roe' } };

  expect(await writer.createCustomer(NEW_CUSTOMER)).toMatchObject({ state: 'UNKNOWN', reason: 'LOST' });
  expect(await writer.createCustomer(NEW_CUSTOMER)).toMatchObject({ state: 'UNKNOWN', reason: 'LOST' });
  expect(await writer.createCustomer(other)).toMatchObject({ state: 'UNKNOWN', reason: 'EARLIER_WRITE' });
  expect(stack.control.count('createIndividualCustomer')).toBe(1);
  expect(await writer.createCustomer(other, { discardEarlier: true })).toMatchObject({ state: 'SUCCEEDED' });
  expect(stack.control.count('createIndividualCustomer')).toBe(2);
});

test('another new customer is created beside one whose creation has no known outcome, under another intention', async () => {
  await using stack = await startStack();
  stack.control.faults.script('createIndividualCustomer', { afterProcessing: true, reset: 'before-headers' });
  await using app = await startWriter(stack);

  await app.writer.createCustomer(NEW_CUSTOMER, { intention: 'first' });
  const second = await app.writer.createCustomer(NEW_CUSTOMER, { intention: 'second' });

  expect(second).toMatchObject({ state: 'SUCCEEDED', replayed: false });
});

test('an upload that got no response is repeated', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  app.breakWrites(loseResponse);
  const { front, bill } = pickFiles();
  const files = [front, bill].map(({ bytes, name }) => new File([bytes], name));

  const result = await app.writer.uploadDocuments({ customerId: CUSTOMER_ID, files });

  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: false });
  expect(result.state === 'SUCCEEDED' && result.data.files).toHaveLength(2);
});

test('an answer without a response is not reported as unsent because its file has changed since', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' });
  await using paths = await onDisk(pickFiles());
  await using app = await startWriter(stack, { wait: () => appendFile(paths.front, 'x') });
  app.breakWrites(loseResponse);

  const result = await app.writer.answerRequest({
    customerId: CUSTOMER_ID,
    proofOfIdentity: { files: [{ side: 'FRONT', upload: await openAsBlob(paths.front) }] },
  });

  expect(result).toEqual({ state: 'UNKNOWN', reason: 'NO_RESPONSE', errors: [] });
  expect(stack.control.count('updateCustomer')).toBe(1);
});

function creationError(code: string, retryable: boolean) {
  const extensions = { code, requestId: 'r-1', retryable };
  return { message: 'No customer.', path: ['createIndividualCustomer'], extensions };
}

test.each([
  {
    what: 'is still being made by a copy of the request',
    reason: 'IN_FLIGHT',
    error: creationError('CONFLICT', true),
  },
  {
    what: 'met an error of the gateway',
    reason: 'LOST',
    error: creationError('INTERNAL_SERVER_ERROR', false),
  },
])('a creation that $what keeps its key', async ({ reason, error }) => {
  await using stack = await startStack();
  const keys = new Set<unknown>();
  let errors = [error, error, error, error];
  const failing: typeof fetch = async (input, init) => {
    const { variables = {} } = JSON.parse(String(init?.body));
    if (!('input' in variables)) return fetch(input, init);
    keys.add(variables.input.idempotencyKey);
    const next = errors.pop();
    return next ? Response.json({ data: null, errors: [next] }) : fetch(input, init);
  };
  const client = createFetchClient({ url: stack.url, fetch: failing });
  const writer = createWriter({ client, wait: async () => undefined });

  expect(await writer.createCustomer(NEW_CUSTOMER)).toMatchObject({ state: 'UNKNOWN', reason });
  errors = [];
  expect(await writer.createCustomer(NEW_CUSTOMER)).toMatchObject({ state: 'SUCCEEDED' });
  expect(keys.size).toBe(1);
});

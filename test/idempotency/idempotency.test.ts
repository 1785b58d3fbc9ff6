import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, inputWithNumber, NEW_CUSTOMER } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { attachOnce, attachOutcome, replayedFields } from '../support/idempotent-request.ts';
import { startStack } from '../support/start-stack.ts';
import { KEY } from './idempotency-cases.ts';

const OTHER_INPUT = { tosPoliciesValue: 'another' };

test('an attach that is sent twice with a key is made once, and the response marks the replay', async () => {
  await using stack = await startStack();

  const first = await attachOnce(stack.url, KEY);
  const again = await attachOnce(stack.url, KEY);

  expect(first.errors).toBeUndefined();
  expect(again.data).toEqual(first.data);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect([replayedFields(first), replayedFields(again)]).toEqual([[], ['attachIndividualDocuments']]);
  expect(first.headers.get('idempotency-replayed')).toBeNull();
  expect(again.headers.get('idempotency-replayed')).toBe('true');
});

test('without a key or with another one, each write is made', async () => {
  await using stack = await startStack();

  await stack.request(ATTACH, { input: EXAMPLE_INPUT });
  await stack.request(ATTACH, { input: { ...EXAMPLE_INPUT, idempotencyKey: null } });
  await attachOnce(stack.url, 'one');
  await attachOnce(stack.url, 'two');

  expect(stack.control.count('attachIndividualDocuments')).toBe(4);
});

test('of fifty concurrent requests with the same key one is sent, and all get its result', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });

  const answers = await Promise.all(Array.from({ length: 50 }, () => attachOnce(stack.url, KEY)));

  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect(new Set(answers.map(({ data, errors }) => JSON.stringify({ data, errors }))).size).toBe(1);
  expect(answers[0]?.errors).toBeUndefined();
  expect(answers.filter((answer) => replayedFields(answer).length === 1)).toHaveLength(49);
});

test('requests that wait also get a failure, and the next one tries again', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { delayMs: 3_000, status: 429 });

  const first = attachOnce(stack.url, KEY);
  await stack.control.waitForRequest('attachIndividualDocuments');
  const together = await Promise.all([first, attachOnce(stack.url, KEY), attachOnce(stack.url, KEY)]);
  const sentForThem = stack.control.count('attachIndividualDocuments');
  const next = await attachOnce(stack.url, KEY);

  expect(together.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(
    Array.from({ length: 3 }, () => 'RATE_LIMITED'),
  );
  expect(sentForThem).toBe(1);
  expect(next.errors).toBeUndefined();
  expect(replayedFields(next)).toEqual([]);
});

test('a duplicate waits for a limited time and is then asked to retry', async () => {
  // A duplicate waits for nine seconds.
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '6000' } });
  // Twelve seconds: a token that is refused, another token, and the attach once more.
  stack.control.faults.script('issueToken', { delayMs: 3_000, times: 2 });
  stack.control.faults.script('attachIndividualDocuments', [
    { delayMs: 3_000, status: 401 },
    { delayMs: 3_000, afterProcessing: true },
  ]);

  const first = attachOnce(stack.url, KEY);
  await stack.control.waitForRequest('issueToken');
  const duplicate = await attachOnce(stack.url, KEY);

  const { code, retryable, retryAfterSeconds } = duplicate.errors?.[0]?.extensions ?? {};
  expect({ code, retryable, retryAfterSeconds }).toEqual({
    code: 'CONFLICT',
    retryable: true,
    retryAfterSeconds: 1,
  });
  expect(await attachOutcome(stack.url, KEY)).toMatchObject({ state: 'IN_FLIGHT' });
  expect((await first).errors).toBeUndefined();
  expect(stack.control.attachCount()).toBe(1);
});

test('another input under a used key is rejected, before and after the first has ended', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });

  const first = attachOnce(stack.url, KEY);
  await stack.control.waitForRequest('attachIndividualDocuments');
  const meanwhile = await attachOnce(stack.url, KEY, OTHER_INPUT);
  await first;
  const after = await attachOnce(stack.url, KEY, OTHER_INPUT);

  for (const { data, errors } of [meanwhile, after]) {
    expect(data).toEqual({ attachIndividualDocuments: null });
    const { code, retryable, fieldErrors } = errors?.[0]?.extensions ?? {};
    expect({ code, retryable }).toEqual({ code: 'IDEMPOTENCY_KEY_REUSED', retryable: false });
    expect(fieldErrors?.map(({ path }) => path)).toEqual([['input', 'idempotencyKey']]);
  }
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('member order, null and the source of the key do not make another input', async () => {
  await using stack = await startStack();
  await attachOnce(stack.url, KEY);

  const input = Object.fromEntries(Object.entries({ ...EXAMPLE_INPUT, idempotencyKey: null }).toReversed());
  const again = await stack.request(ATTACH, { input }, { 'idempotency-key': KEY });

  expect(again.errors).toBeUndefined();
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
});

test('a rejection is replayed without a call, and the corrected input may keep its key', async () => {
  await using stack = await startStack();
  const { proofOfIdentity } = inputWithNumber('SANDBOX-422');

  const refused = await attachOnce(stack.url, KEY, { proofOfIdentity });
  const again = await attachOnce(stack.url, KEY, { proofOfIdentity });
  const sentSoFar = stack.control.count('attachIndividualDocuments');
  const corrected = await attachOnce(stack.url, KEY);

  expect(refused.errors?.[0]?.extensions.code).toBe('FIN_VALIDATION_FAILED');
  expect(again.errors?.[0]?.extensions.fieldErrors).toEqual(refused.errors?.[0]?.extensions.fieldErrors);
  expect(again.errors?.[0]?.extensions.requestId).not.toBe(refused.errors?.[0]?.extensions.requestId);
  expect(sentSoFar).toBe(1);
  expect(corrected.errors).toBeUndefined();
  expect(stack.control.attachCount()).toBe(1);
});

test("an input that the gateway's own rules reject uses no key", async () => {
  await using stack = await startStack();

  const refused = await attachOnce(stack.url, KEY, { tosPoliciesValue: ' ' });
  const corrected = await attachOnce(stack.url, KEY);

  expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(corrected.errors).toBeUndefined();
});

test('one key can serve several operations, once each', async () => {
  await using stack = await startStack();
  const query = `mutation ($attach: AttachIndividualDocumentsInput!, $create: CreateIndividualCustomerInput!) {
    attached: attachIndividualDocuments(input: $attach) { customer { id status } }
    createIndividualCustomer(input: $create) { customer { id } }
  }`;
  const variables = {
    attach: { ...EXAMPLE_INPUT, idempotencyKey: KEY },
    create: { ...NEW_CUSTOMER, idempotencyKey: KEY },
  };

  const first = await stack.request(query, variables);
  const again = await stack.request(query, variables);

  expect(first.errors).toBeUndefined();
  expect(again.data).toEqual(first.data);
  expect(replayedFields(again)).toEqual(['attached', 'createIndividualCustomer']);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect(stack.control.count('createIndividualCustomer')).toBe(1);
});

test('a replay reads the customer again', async () => {
  await using stack = await startStack();
  const query = `mutation ($input: AttachIndividualDocumentsInput!) {
    attachIndividualDocuments(input: $input) { customer { status } }
  }`;
  const input = { ...EXAMPLE_INPUT, idempotencyKey: KEY };
  const first = await stack.request(query, { input });
  stack.control.setCustomer(EXAMPLE_INPUT.customerId, { customer_status: 'APPROVED' });

  const again = await stack.request(query, { input });

  expect(first.data).toEqual({ attachIndividualDocuments: { customer: { status: 'QUEUED' } } });
  expect(again.data).toEqual({ attachIndividualDocuments: { customer: { status: 'APPROVED' } } });
});

test('a replay reads the customer again even if another field of the request has read it before', async () => {
  await using stack = await startStack();
  await attachOnce(stack.url, KEY);
  const query = `mutation ($new: AttachIndividualDocumentsInput!, $old: AttachIndividualDocumentsInput!) {
    before: attachIndividualDocuments(input: $new) { customer { status } }
    replayed: attachIndividualDocuments(input: $old) { customer { status } }
  }`;
  const statusAs = (customer_status: string) => ({
    body: { data: { customer_id: EXAMPLE_INPUT.customerId, customer_status } },
  });
  stack.control.faults.script('getCustomer', [statusAs('PROCESSING'), statusAs('APPROVED')]);

  const answer = await stack.request(query, {
    new: EXAMPLE_INPUT,
    old: { ...EXAMPLE_INPUT, idempotencyKey: KEY },
  });

  expect(answer.errors).toBeUndefined();
  expect(replayedFields(answer)).toEqual(['replayed']);
  expect(answer.data).toEqual({
    before: { customer: { status: 'PROCESSING' } },
    replayed: { customer: { status: 'APPROVED' } },
  });
});

test('if a client disconnects during an attach, its next attempt gets the outcome', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });
  const hangUp = new AbortController();
  const asked = fetch(stack.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: ATTACH,
      variables: { input: { ...EXAMPLE_INPUT, idempotencyKey: KEY } },
    }),
    signal: hangUp.signal,
  });
  await stack.control.waitForRequest('attachIndividualDocuments');
  hangUp.abort();
  await expect(asked).rejects.toThrow();

  const again = await attachOnce(stack.url, KEY);

  expect(again.errors).toBeUndefined();
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('a key expires', async () => {
  await using stack = await startStack({ env: { IDEMPOTENCY_TTL_SECONDS: '1' } });
  await attachOnce(stack.url, KEY);

  await expect.poll(() => attachOutcome(stack.url, KEY).then(({ state }) => state)).toBe('NOT_FOUND');
  await attachOnce(stack.url, KEY);

  expect(stack.control.count('attachIndividualDocuments')).toBe(2);
});

import { afterEach, expect, test, vi } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { attachOnce } from '../support/idempotent-request.ts';
import { content, sendForm, uploadForm } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';
import { outcomeTold } from './outcome-told.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('while every attach hangs, customers are read and /ready answers', async () => {
  const connections = { FIN_WRITE_CONNECTIONS: '8', FIN_READ_CONNECTIONS: '8' };
  await using stack = await startStack({ env: { ...connections, FIN_TIMEOUT_MS: '16000' } });
  stack.control.faults.script('attachIndividualDocuments', { hang: true, times: 'always' });
  let answered = 0;
  const attaches = Array.from({ length: 40 }, () =>
    stack.attach().finally(() => {
      answered += 1;
    }),
  );
  // Three quarters of the connections for writes.
  await stack.control.waitForRequest('attachIndividualDocuments', { count: 6 });

  const readStatus = `{ individualCustomer(id: "${CUSTOMER_ID}") { status } }`;
  const reads = await Promise.all(Array.from({ length: 20 }, () => stack.request(readStatus)));
  const ready = await fetch(`${stack.gateway.origin}/ready`);

  expect(reads.flatMap(({ errors = [] }) => errors)).toEqual([]);
  expect(ready.status).toBe(200);
  expect([answered, stack.control.count('attachIndividualDocuments')]).toEqual([0, 6]);
  const outcomes = (await Promise.all(attaches)).map(({ errors }) => errors?.[0]?.extensions);
  // Those that waited for a connection were not sent.
  expect(outcomes.filter((extensions) => extensions?.outcome === 'UNKNOWN')).toHaveLength(6);
  expect(outcomes.filter((extensions) => extensions?.retryable)).toHaveLength(34);
});

test('a keyed attach during a pause is not sent and leaves its key free', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 429, headers: { 'retry-after': '1' } });
  // The pause ends when the test says so, however slow the machine is.
  vi.useFakeTimers({ toFake: ['performance'] });
  expect(outcomeTold(await attachOnce(stack.url, 'the first key'))).toBe('NOT_DONE');

  const paused = await attachOnce(stack.url, 'the second key');
  const { code, retryable, retryAfterSeconds } = paused.errors?.[0]?.extensions ?? {};
  expect({ code, retryable, retryAfterSeconds }).toEqual({
    code: 'RATE_LIMITED',
    retryable: true,
    retryAfterSeconds: 1,
  });
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(outcomeTold(await attachOnce(stack.url, 'the second key'))).toBe('DONE');
  expect(stack.control.attachCount()).toBe(1);
});

test('an upload during a pause is answered although its file was not sent on', async () => {
  await using stack = await startStack();
  stack.control.faults.script('uploadDocuments', { status: 429, headers: { 'retry-after': '20' } });
  const form = () => sendForm(stack.url, uploadForm(content('pdf', 500_000)));
  await form();

  const { errors } = await form();

  const { code, retryable, outcome } = errors?.[0]?.extensions ?? {};
  expect({ code, retryable, outcome }).toEqual({ code: 'RATE_LIMITED', retryable: true, outcome: undefined });
  expect(stack.control.count('uploadDocuments')).toBe(1);
});

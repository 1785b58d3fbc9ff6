import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import type { GraphQLAnswer } from '../../support/graphql-request.ts';
import { attachOutcome, replayedFields } from '../../support/idempotent-request.ts';
import {
  attachFields,
  content,
  encodeForm,
  encodePart,
  filePart,
  openForm,
  sendForm,
  uploadForm,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const PASSPORT = content('pdf', 80_000);
const BILL = content('png', 50_000);
const OTHER_BILL = content('png', 50_000, 'other');
const KEY = { 'idempotency-key': 'with files' };
const NO = { status: 422, body: { message: 'No' } };

/** Two uploads; the second of the input arrives first. */
function attachForm(bill = BILL, changes: Readonly<Record<string, unknown>> = {}) {
  return [
    ...attachFields({ identity: [{ upload: null }], address: [{ upload: null }] }, changes),
    filePart('address.0', bill),
    filePart('identity.0', PASSPORT),
  ];
}

function attachFiles(url: string, ...form: Parameters<typeof attachForm>): Promise<GraphQLAnswer> {
  return sendForm(url, attachForm(...form), KEY);
}

function code({ errors }: GraphQLAnswer): string | undefined {
  return errors?.[0]?.extensions.code;
}

test('the same files under the same key are neither stored nor attached twice, with any boundary', async () => {
  await using stack = await startStack();

  const first = await attachFiles(stack.url);
  const again = await attachFiles(stack.url);
  const inOtherBoundary = openForm(stack.url, KEY, 'another-boundary');
  await inOtherBoundary.send(encodeForm(attachForm(), 'another-boundary'));
  inOtherBoundary.end();

  expect(first.errors).toBeUndefined();
  for (const answer of [again, await inOtherBoundary.answer]) {
    expect(answer.data).toEqual(first.data);
    expect(replayedFields(answer)).toEqual(['attachIndividualDocuments']);
  }
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('other files under the same key are rejected, and nothing is sent', async () => {
  await using stack = await startStack();
  await attachFiles(stack.url);

  const other = await attachFiles(stack.url, OTHER_BILL);

  expect(code(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(replayedFields(other)).toEqual([]);
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('files in another order are another input', async () => {
  await using stack = await startStack();
  const fields = attachFields({ identity: [{ upload: null }], address: [{ upload: null }] });
  await attachFiles(stack.url);

  const swapped = await sendForm(
    stack.url,
    [...fields, filePart('identity.0', BILL), filePart('address.0', PASSPORT)],
    KEY,
  );

  expect(code(swapped)).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(stack.control.count('uploadDocuments')).toBe(1);
});

test('a form that is corrected after a 422 attaches the files that are already stored', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', NO);

  const refused = await attachFiles(stack.url);
  const replayed = await attachFiles(stack.url);
  const corrected = await attachFiles(stack.url, BILL, { number: 'B7654321' });

  expect(code(refused)).toBe('FIN_VALIDATION_FAILED');
  expect(replayed.errors?.[0]?.extensions.uploadedFiles).toEqual(
    refused.errors?.[0]?.extensions.uploadedFiles,
  );
  expect(replayedFields(replayed)).toEqual(['attachIndividualDocuments']);
  expect(corrected.errors).toBeUndefined();
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.count('attachIndividualDocuments')).toBe(2);
  const uris = refused.errors?.[0]?.extensions.uploadedFiles?.map(({ uri }) => uri);
  const sent = JSON.stringify(stack.control.attached);
  expect(uris).toHaveLength(2);
  for (const uri of uris ?? []) expect(sent).toContain(uri);
});

test('a retry after a 429 stores nothing again and attaches', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 429 });

  const busy = await attachFiles(stack.url);
  const retried = await attachFiles(stack.url);

  expect(code(busy)).toBe('RATE_LIMITED');
  expect(retried.errors).toBeUndefined();
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(1);
});

test('another picture after a rejection needs another key, because it has been read for the comparison', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', NO);
  await attachFiles(stack.url);

  const other = await attachFiles(stack.url, OTHER_BILL, { number: 'B7654321' });
  const newKey = await sendForm(stack.url, attachForm(OTHER_BILL), { 'idempotency-key': 'new' });

  expect(code(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(newKey.errors).toBeUndefined();
});

test('stored files of one customer are not attached to another', async () => {
  await using stack = await startStack();
  const { customerId } = stack.control.addCustomer();
  stack.control.faults.script('attachIndividualDocuments', NO);
  await attachFiles(stack.url);

  const [operations, ...others] = attachForm();
  const body = Buffer.from(String(operations?.body).replace(EXAMPLE_INPUT.customerId, customerId));
  await sendForm(stack.url, [{ head: operations?.head ?? [], body }, ...others], KEY);

  expect(stack.control.count('uploadDocuments')).toBe(2);
});

test('a lost attach with files is reported again, and the files are not stored again', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', {
    afterProcessing: true,
    reset: 'before-headers',
  });

  const first = await attachFiles(stack.url);
  const again = await attachFiles(stack.url);

  expect(first.errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
  expect(again.errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect((await attachOutcome(stack.url, KEY['idempotency-key'])).state).toBe('SUCCEEDED');
});

test('two concurrent attaches with the same files are made once', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });

  const answers = await Promise.all([attachFiles(stack.url), attachFiles(stack.url)]);

  expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('a client that disconnects in the middle of a file can send it again with the same key', async () => {
  await using stack = await startStack();
  const [operations, map, bill] = attachForm();
  if (!operations || !map || !bill) throw new Error('the form has three parts at least');
  const broken = openForm(stack.url, KEY);
  await broken.send(encodePart(operations), encodePart(map), encodePart(bill).subarray(0, 20_000));
  await stack.control.waitForRequest('uploadDocuments');
  broken.hangUp();

  const whole = await attachFiles(stack.url);

  expect(whole.errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(2);
  expect(stack.control.attachCount()).toBe(1);
});

test('uploadDocuments with a key stores once and returns the same receipts, and rejects other bytes', async () => {
  await using stack = await startStack();

  const first = await sendForm(stack.url, uploadForm(PASSPORT, BILL), KEY);
  const again = await sendForm(stack.url, uploadForm(PASSPORT, BILL), KEY);
  const other = await sendForm(stack.url, uploadForm(PASSPORT, OTHER_BILL), KEY);

  expect(first.errors).toBeUndefined();
  expect(again.data).toEqual(first.data);
  expect(replayedFields(again)).toEqual(['uploadDocuments']);
  expect(code(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(stack.control.count('uploadDocuments')).toBe(1);
});

test('an upload whose response was lost may be sent again, because nothing was attached', async () => {
  await using stack = await startStack();
  stack.control.faults.script('uploadDocuments', { afterProcessing: true, reset: 'before-headers' });

  const lost = await sendForm(stack.url, uploadForm(PASSPORT), KEY);
  const again = await sendForm(stack.url, uploadForm(PASSPORT), KEY);

  expect(lost.errors?.[0]?.extensions.outcome).toBe('UNKNOWN');
  expect(again.errors).toBeUndefined();
});

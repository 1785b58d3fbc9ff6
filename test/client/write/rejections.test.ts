import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  pickFiles,
  pickSelfie,
  toFile,
} from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { startWriter } from './writer-behind-proxy.ts';

test('after a rejection, the corrected form is attached without another upload', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  const files = pickFiles();
  const form = filledForm(files, 'SANDBOX-422');

  const rejected = await app.writer.attachDocuments(form);
  const corrected = { ...form, proofOfIdentity: { ...form.proofOfIdentity, number: 'A12345678' } };
  const attached = await app.writer.attachDocuments(corrected);

  expect(rejected).toMatchObject({
    state: 'REJECTED',
    errors: [{ fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }] }],
  });
  expect(attached).toMatchObject({ state: 'SUCCEEDED', replayed: false });
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(1);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('after a rejection, another picture is uploaded and attached, and the other files are not uploaded again', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  const files = pickFiles();
  const other = { ...files, back: pickFiles().back };
  const form = filledForm(files, 'SANDBOX-422');
  const [front] = form.proofOfIdentity.files;

  await app.writer.attachDocuments(form);
  const result = await app.writer.attachDocuments({
    ...form,
    proofOfIdentity: {
      ...form.proofOfIdentity,
      number: 'A12345678',
      files: [...(front ? [front] : []), { side: 'BACK', upload: toFile(other.back) }],
    },
  });

  expect(result).toMatchObject({ state: 'SUCCEEDED' });
  expect(stack.control.uploads).toHaveLength(4);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(other));
});

test('the selfie is not uploaded again either', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
  await using app = await startWriter(stack);
  const form = { ...filledForm(pickFiles(), 'SANDBOX-422'), selfie: { upload: toFile(pickSelfie()) } };

  await app.writer.attachDocuments(form);
  const result = await app.writer.attachDocuments({
    ...form,
    proofOfIdentity: { ...form.proofOfIdentity, number: 'A12345678' },
  });

  expect(result).toMatchObject({ state: 'SUCCEEDED' });
  expect(stack.control.uploads).toHaveLength(4);
});

test('an attach that Fin.com did not execute is repeated after the requested wait, without another upload', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', [
    { status: 409 },
    { status: 429, headers: { 'retry-after': '1' } },
  ]);
  await using app = await startWriter(stack, {
    wait: async (ms) => {
      waitsMs.push(ms);
      // The gateway keeps the pause that Fin.com asked for.
      await setTimeout(ms);
    },
  });
  const waitsMs: number[] = [];

  const result = await app.writer.attachDocuments(filledForm(pickFiles()));

  expect(result).toMatchObject({ state: 'SUCCEEDED' });
  expect(waitsMs).toHaveLength(2);
  expect(waitsMs[1]).toBeGreaterThanOrEqual(1_000);
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(1);
});

test('the writer gives up after four attempts, and a later call tries again', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 409, times: 4 });
  await using app = await startWriter(stack);
  const form = filledForm(pickFiles());

  const result = await app.writer.attachDocuments(form);

  expect(result).toMatchObject({ state: 'REJECTED', errors: [{ code: 'CONFLICT', retryable: true }] });
  expect(app.waitsMs).toHaveLength(3);
  expect(await app.writer.attachDocuments(form)).toMatchObject({ state: 'SUCCEEDED' });
  expect(stack.control.count('uploadDocuments')).toBe(1);
});

test('a wait of more than a minute is left to the app', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', {
    status: 429,
    headers: { 'retry-after': '3600' },
  });
  await using app = await startWriter(stack);

  const result = await app.writer.attachDocuments(filledForm(pickFiles()));

  expect(result).toMatchObject({
    state: 'REJECTED',
    errors: [{ code: 'RATE_LIMITED', retryAfterSeconds: 3_600 }],
  });
  expect(app.waitsMs).toEqual([]);
});

test('a mistake in the form is reported at its field, and nothing is sent to Fin.com', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);

  const result = await app.writer.attachDocuments(filledForm(pickFiles(), ' '));

  expect(result).toMatchObject({
    state: 'REJECTED',
    errors: [{ fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REQUIRED' }] }],
  });
  expect(stack.control.requests).toEqual([]);
});

test('without a token, no file is sent', async () => {
  await using stack = await startStack({ issuer: true });
  await using app = await startWriter(stack);

  const result = await app.writer.attachDocuments(filledForm(pickFiles()));

  expect(result).toMatchObject({ state: 'REJECTED', errors: [{ code: 'UNAUTHENTICATED' }] });
  expect(app.proxy.passed('request')).toBeLessThan(10_000);
});

test('if Fin.com rejects a stored file, the error is at the file, which is uploaded again', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', [
    { status: 409 },
    {
      status: 422,
      body: { errors: [{ field: 'proof_of_identity.files.1.uri', message: 'The file has expired.' }] },
    },
  ]);
  await using app = await startWriter(stack);
  const form = filledForm(pickFiles());

  const result = await app.writer.attachDocuments(form);

  expect(result).toMatchObject({
    state: 'REJECTED',
    errors: [{ fieldErrors: [{ path: ['input', 'proofOfIdentity', 'files', 1, 'upload'] }] }],
  });
  expect(await app.writer.attachDocuments(form)).toMatchObject({ state: 'SUCCEEDED' });
  expect(stack.control.uploads).toHaveLength(4);
});

test('an answer to a request for information is sent once', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' });
  await using app = await startWriter(stack);
  const files = [{ side: 'FRONT' as const, upload: toFile(pickFiles().front) }];

  const result = await app.writer.answerRequest({
    customerId: CUSTOMER_ID,
    proofOfIdentity: { expiryDate: '2035-01-15', files },
  });

  expect(result).toMatchObject({
    state: 'SUCCEEDED',
    data: { customer: { id: CUSTOMER_ID, status: 'QUEUED' } },
  });
  expect(stack.control.count('updateCustomer')).toBe(1);
});

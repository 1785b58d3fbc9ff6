import { openAsBlob } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createFetchClient } from '@fin-gateway/client/client';
import { AttachDocumentsDocument } from '@fin-gateway/client/operations';
import { NoResponseError } from '@fin-gateway/client/upload';
import { createWriter } from '@fin-gateway/client/write';
import { expect, test } from 'vitest';
import { filledForm, formWithUris, onDisk, pickFiles } from '../../support/browser/picked-files.ts';
import { listen } from '../../support/network/listen.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';
import { loseRequest, startWriter } from './writer-behind-proxy.ts';

test('if the gateway cannot be reached, nothing is sent', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  await app.proxy[Symbol.asyncDispose]();

  const result = await app.writer.attachDocuments(filledForm(pickFiles()));

  expect(result).toEqual({ state: 'NOT_SENT', reason: 'NO_RESPONSE', unreadableFiles: [] });
});

test.each([
  ['a page', 'text/html', '<h1>Sign in</h1>'],
  ['JSON of its own', 'application/json', '{"message":"Forbidden"}'],
  ['nothing', 'application/json', ''],
])('if a proxy responds with %s, nothing is sent', async (_, type, body) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await using proxy = await listen(server);
  const writer = createWriter({ client: createFetchClient({ url: proxy.origin }) });

  const result = await writer.attachDocuments(filledForm(pickFiles()));

  expect(result).toEqual({ state: 'NOT_SENT', reason: 'OTHER_RESPONSE', unreadableFiles: [] });
  expect(requests).toBe(1);
});

test('a file that has changed since it was chosen is named, and nothing is sent', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  await using paths = await onDisk(pickFiles());
  const form = filledForm(pickFiles());
  const upload = await openAsBlob(paths.bill);
  await appendFile(paths.bill, 'x');

  const result = await app.writer.attachDocuments({
    ...form,
    proofOfAddress: { ...form.proofOfAddress, files: [{ upload }] },
  });

  expect(result).toEqual({
    state: 'NOT_SENT',
    reason: 'FILE_UNREADABLE',
    unreadableFiles: [['input', 'proofOfAddress', 'files', 0, 'upload']],
  });
  expect(stack.control.requests).toEqual([]);
});

test('a write that is cancelled at once sends nothing', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);

  const result = await app.writer.attachDocuments(formWithUris(), { signal: AbortSignal.abort() });

  expect(result).toEqual({ state: 'CANCELLED', mayHaveBeenSent: false });
  expect(app.proxy.passed('request')).toBe(0);
});

test('a write that is cancelled while it waits for another attempt has done nothing', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 409 });
  const cancel = new AbortController();
  await using app = await startWriter(stack, {
    wait: async (_ms, signal) => {
      cancel.abort();
      signal?.throwIfAborted();
    },
  });

  const result = await app.writer.attachDocuments(formWithUris(), { signal: cancel.signal });

  expect(result).toEqual({ state: 'CANCELLED', mayHaveBeenSent: false });
  expect(stack.control.attachCount()).toBe(0);
});

test('a write that is cancelled while it is sent may have been done, which the next call finds out', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  const cancel = new AbortController();
  stack.control.faults.script('attachIndividualDocuments', { delayMs: 3_000 });
  void stack.control.waitForRequest('attachIndividualDocuments').then(() => cancel.abort());

  const cancelled = await app.writer.attachDocuments(formWithUris(), { signal: cancel.signal });
  await stack.control.waitForRequest('attachIndividualDocuments', { until: 'settled' });
  const result = await app.writer.attachDocuments(formWithUris());

  expect(cancelled).toEqual({ state: 'CANCELLED', mayHaveBeenSent: true });
  expect(result).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(stack.control.attachCount()).toBe(1);
});

/** Small forms arrive before a browser reports that a part of them was sent. @param fail is called when the first attach is done */
function startWithoutProgress({ url }: Stack, fail: () => never) {
  const client = createFetchClient({ url });
  let attaches = 0;
  return createWriter({
    client: {
      ...client,
      async execute(operation, variables, options) {
        options?.onProgress?.({ sentBytes: 0, totalBytes: 1 });
        const data = await client.execute(operation, variables);
        if (String(operation) === String(AttachDocumentsDocument) && ++attaches === 1) fail();
        return data;
      },
    },
  });
}

test('a write that is cancelled before progress is reported may have been done', async () => {
  await using stack = await startStack();
  const cancel = new AbortController();
  const writer = startWithoutProgress(stack, () => {
    cancel.abort();
    throw cancel.signal.reason;
  });

  const cancelled = await writer.attachDocuments(formWithUris(), { signal: cancel.signal });

  expect(cancelled).toEqual({ state: 'CANCELLED', mayHaveBeenSent: true });
  expect(await writer.attachDocuments(formWithUris())).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(stack.control.attachCount()).toBe(1);
});

test('a write whose connection fails before progress is reported is not done twice', async () => {
  await using stack = await startStack();
  const writer = startWithoutProgress(stack, () => {
    throw new NoResponseError('NOTHING');
  });

  expect(await writer.attachDocuments(formWithUris())).toMatchObject({ state: 'NOT_SENT' });
  expect(await writer.attachDocuments(formWithUris())).toMatchObject({ state: 'SUCCEEDED', replayed: true });
  expect(stack.control.attachCount()).toBe(1);
});

test('a second click while a write is running sends nothing', async () => {
  await using stack = await startStack();
  await using app = await startWriter(stack);
  const form = filledForm(pickFiles());

  const [first, second] = await Promise.all([
    app.writer.attachDocuments(form),
    app.writer.attachDocuments(form),
  ]);

  expect(second).toBe(first);
  expect(stack.control.attachCount()).toBe(1);
});

test('the phases of a write that was repeated can be shown', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 409 });
  await using app = await startWriter(stack);
  app.breakWrites(loseRequest);
  const phases: string[] = [];

  await app.writer.attachDocuments(filledForm(pickFiles()), { onPhase: (phase) => phases.push(phase) });

  expect(phases).toEqual(['CHECKING', 'SENDING', 'LOOKING_UP', 'SENDING', 'WAITING', 'SENDING']);
});

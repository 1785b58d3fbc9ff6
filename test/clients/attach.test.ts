import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { createFetchClient } from '../../client/src/client.ts';
import { transportFailure } from '../../client/src/errors.ts';
import { UploadDocumentsDocument, UploadLimitsDocument } from '../../client/src/operations.ts';
import { createAttach } from '../../examples/clients/attach.ts';
import { isStoredIntact } from '../../examples/clients/verify-stored.ts';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  pickFiles,
  toFile,
} from '../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { listen } from '../support/network/listen.ts';
import { startStack } from '../support/start-stack.ts';

test('the example attaches files with an access token', async () => {
  await using stack = await startStack({ issuer: true });
  const files = pickFiles();
  const getToken = async () => (await stack.issuer.bearer()).replace('Bearer ', '');

  expect(await createAttach(stack.url, getToken)(filledForm(files))).toEqual([
    'Your documents have arrived.',
  ]);

  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('the example shows what the person has to correct', async () => {
  await using stack = await startStack();

  expect(await createAttach(stack.url)(filledForm(pickFiles(), ' '))).toEqual(['Please fill in this field.']);
});

test('the example tells that nothing was sent if there is no gateway', async () => {
  const texts = await createAttach('http://127.0.0.1:1/graphql')(filledForm(pickFiles()));

  expect(texts).toEqual([expect.stringContaining('connection')]);
});

test('a person sees whether the stored files are those that were chosen', async () => {
  await using stack = await startStack();
  const { front, back } = pickFiles(1_000_000);
  const files = [toFile(front), toFile(back)];
  const client = createFetchClient({ url: stack.url });

  const { uploadDocuments } = await client.execute(UploadDocumentsDocument, {
    input: { customerId: CUSTOMER_ID, files },
  });
  const stored = uploadDocuments?.files ?? [];

  expect(await isStoredIntact(files, stored)).toBe(true);
  expect(await isStoredIntact(files.toReversed(), stored)).toBe(false);
  expect(await isStoredIntact(files.slice(1), stored)).toBe(false);
  expect(await isStoredIntact(files, stored.slice(1))).toBe(false);
});

test.each([
  ['a page in HTML', 'text/html', '<h1>502 Bad Gateway</h1>'],
  ['JSON of its own', 'application/json', '{"message":"upstream connect error"}'],
  ['null', 'application/json', 'null'],
])('%s from a proxy is no response of the gateway', async (_, type, body) => {
  await using proxy = await listen(
    createServer((_request, response) => response.writeHead(502, { 'content-type': type }).end(body)),
  );

  const failure = await createFetchClient({ url: proxy.origin })
    .execute(UploadLimitsDocument, {})
    .catch((error: unknown) => error);

  expect(transportFailure(failure)).toBe('OTHER_RESPONSE');
});

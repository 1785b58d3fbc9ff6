import { randomUUID } from 'node:crypto';
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { expect, test, vi } from 'vitest';
import { createApolloLink, toGatewayClient } from '../../../client/src/apollo.ts';
import { parseErrors, transportFailure } from '../../../client/src/errors.ts';
import {
  AttachIndividualDocumentsDocument,
  CustomerStatusDocument,
  UploadDocumentsDocument,
} from '../../../examples/generated/graphql.ts';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  formWithUris,
  pickFiles,
  toFile,
} from '../../support/browser/picked-files.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { KIT_CLIENTS } from './kit-clients.ts';

const testClients = test.for(KIT_CLIENTS);

testClients('$name attaches files, byte for byte', async ({ create }) => {
  await using stack = await startStack();
  const files = pickFiles(1_000_000);

  const data = await create({ url: stack.url }).execute(AttachIndividualDocumentsDocument, {
    input: filledForm(files),
  });

  expect(data.attachIndividualDocuments?.customer.id).toBe(CUSTOMER_ID);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

testClients('$name sends one File object that occurs twice as two files', async ({ create }) => {
  await using stack = await startStack();
  const file = toFile(pickFiles().front);

  const data = await create({ url: stack.url }).execute(UploadDocumentsDocument, {
    input: { customerId: CUSTOMER_ID, files: [file, file] },
  });

  expect(data.uploadDocuments?.files).toHaveLength(2);
  expect(stack.control.uploads).toHaveLength(2);
});

testClients('$name throws errors that parseErrors reads', async ({ create }) => {
  await using stack = await startStack();

  const failure = await create({ url: stack.url })
    .execute(AttachIndividualDocumentsDocument, { input: filledForm(pickFiles(), 'SANDBOX-422') })
    .catch((error: unknown) => error);

  expect(parseErrors(failure)).toMatchObject([
    { code: 'FIN_VALIDATION_FAILED', fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'] }] },
  ]);
});

test('Apollo Client throws errors although the app has another error policy', async () => {
  await using stack = await startStack();
  const client = new ApolloClient({
    link: createApolloLink({ url: stack.url }),
    cache: new InMemoryCache(),
  });
  // Its type allows only defaults that the whole program declares.
  Object.assign(client.defaultOptions, { mutate: { errorPolicy: 'all' } });

  const failure = await toGatewayClient(client)
    .execute(AttachIndividualDocumentsDocument, { input: filledForm(pickFiles(), 'SANDBOX-422') })
    .catch((error: unknown) => error);

  expect(parseErrors(failure)).toMatchObject([{ code: 'FIN_VALIDATION_FAILED' }]);
});

testClients('$name throws a transport failure if there is no gateway', async ({ create }) => {
  const failure = await create({ url: 'http://127.0.0.1:1/graphql' })
    .execute(AttachIndividualDocumentsDocument, { input: formWithUris() })
    .catch((error: unknown) => error);

  expect(transportFailure(failure)).toBe('NO_RESPONSE');
});

testClients('$name reads a query again, although it is in the cache', async ({ create }) => {
  await using stack = await startStack();
  const client = create({ url: stack.url });
  const read = async () => {
    const { individualCustomer } = await client.execute(CustomerStatusDocument, { id: CUSTOMER_ID });
    return individualCustomer?.status;
  };

  expect(await read()).toBe('INCOMPLETE');
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'APPROVED' });
  expect(await read()).toBe('APPROVED');
});

testClients('$name takes operations as text too', async ({ create }) => {
  await using stack = await startStack();
  const text: object = new String('query { uploadLimits { maxFileBytes } }');

  expect(await create({ url: stack.url }).execute(text, {})).toMatchObject({
    uploadLimits: { maxFileBytes: expect.any(Number) },
  });
});

testClients('$name cancels a mutation by its signal', async ({ create }) => {
  const leaving = new AbortController();
  const fetch = vi.fn<typeof globalThis.fetch>(
    (_input, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        leaving.abort();
      }),
  );

  const sent = create({ url: 'http://gateway.example/graphql', fetch }).execute(
    AttachIndividualDocumentsDocument,
    { input: formWithUris() },
    { signal: leaving.signal },
  );

  await expect(sent).rejects.toThrow('aborted');
  expect(fetch).toHaveBeenCalledOnce();
});

testClients('$name reports that a write was done by an earlier request', async ({ create }) => {
  await using stack = await startStack();
  const client = create({ url: stack.url });
  const input = { ...formWithUris(), idempotencyKey: randomUUID() };
  const reported: unknown[] = [];
  const onExtensions = (extensions: unknown) => reported.push(extensions);

  await client.execute(AttachIndividualDocumentsDocument, { input }, { onExtensions });
  await client.execute(AttachIndividualDocumentsDocument, { input }, { onExtensions });

  expect(reported).toEqual([{}, { idempotency: { attachIndividualDocuments: 'REPLAYED' } }]);
  expect(stack.control.attachCount()).toBe(1);
});

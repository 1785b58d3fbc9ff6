import { ApolloClient, CombinedGraphQLErrors, InMemoryCache } from '@apollo/client';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { expect, test } from 'vitest';
import { attachWithApollo } from '../../examples/clients/apollo.ts';
import { toFormErrors } from '../../examples/clients/errors.ts';
import {
  AttachIndividualDocumentsDocument,
  UploadDocumentsDocument,
} from '../../examples/generated/graphql.ts';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  formWithUris,
  PERSON,
  pickFiles,
  pickHeic,
  toFile,
} from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import type { TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { apolloClient, extensionsOf } from './apollo-clients.ts';
import { ATTACH_TWO_CUSTOMERS } from './attach-two-customers.ts';

function clientWithoutPreflight({ url }: TestGateway): ApolloClient {
  return new ApolloClient({ cache: new InMemoryCache(), link: new UploadHttpLink({ uri: url }) });
}

test('one mutation of Apollo Client attaches three File objects, and the bytes arrive as they were', async () => {
  await using stack = await startStack();
  const files = pickFiles(1_000_000);

  const { data } = await apolloClient(stack.gateway).mutate({
    mutation: AttachIndividualDocumentsDocument,
    variables: { input: filledForm(files) },
  });

  expect(data?.attachIndividualDocuments?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(JSON.stringify(stack.control.requests) + stack.logged()).not.toContain(PERSON);
});

test('Blob objects without a name, such as a canvas makes, can be attached like files', async () => {
  await using stack = await startStack();
  const files = pickFiles();
  const blobs = [files.front, files.back].map(({ bytes, type }) => new Blob([bytes], { type }));

  const { data } = await apolloClient(stack.gateway).mutate({
    mutation: UploadDocumentsDocument,
    variables: { input: { customerId: EXAMPLE_INPUT.customerId, files: blobs } },
  });

  expect(data?.uploadDocuments?.files).toEqual(
    stack.control.uploads.map(({ uri, sha256 }) => ({ __typename: 'UploadedDocument', uri, sha256 })),
  );
  const { FRONT, BACK } = digestsOf(files);
  expect(data?.uploadDocuments?.files.map(({ sha256 }) => sha256)).toEqual([FRONT, BACK]);
});

test('a refusal of Fin.com reaches the form as field errors, with the URIs of the files that are up already', async () => {
  await using stack = await startStack();
  const client = apolloClient(stack.gateway);
  const files = pickFiles();

  const extensions = await extensionsOf(
    client.mutate({
      mutation: AttachIndividualDocumentsDocument,
      variables: { input: filledForm(files, 'SANDBOX-422') },
    }),
  );

  expect(extensions).toMatchObject({
    code: 'FIN_VALIDATION_FAILED',
    retryable: false,
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
    uploadedFiles: [
      { path: ['input', 'proofOfIdentity', 'files', 0] },
      { path: ['input', 'proofOfIdentity', 'files', 1] },
      { path: ['input', 'proofOfAddress', 'files', 0] },
    ],
  });
  expect(stack.control.attachCount()).toBe(0);
});

test('a file that is no document is named by its place in the variables', async () => {
  await using stack = await startStack();

  const extensions = await extensionsOf(
    apolloClient(stack.gateway).mutate({
      mutation: AttachIndividualDocumentsDocument,
      variables: { input: filledForm({ ...pickFiles(), back: pickHeic() }) },
    }),
  );

  expect(extensions).toMatchObject({
    code: 'UPLOAD_TYPE_NOT_ALLOWED',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'files', 1, 'upload'], params: { detected: 'HEIC' } }],
  });
  expect(stack.control.uploads).toHaveLength(0);
});

test('the same File object in both proofs is refused with what to do instead, and a copy of it gets through', async () => {
  await using stack = await startStack();
  const client = apolloClient(stack.gateway);
  const { front, ...others } = pickFiles();
  const input = filledForm({ front, ...others });
  const [{ upload } = {}] = input.proofOfIdentity.files;
  const attach = (file: File | Blob | null | undefined) =>
    client.mutate({
      mutation: AttachIndividualDocumentsDocument,
      variables: {
        input: { ...input, proofOfAddress: { ...input.proofOfAddress, files: [{ upload: file }] } },
      },
    });

  const error = await attach(upload).catch((thrown: unknown) => thrown);
  const { data } = await attach(toFile(front));

  expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions?.['code']).toBe('UPLOAD_MALFORMED');
  expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.message).toContain('Send it twice instead');
  expect(data?.attachIndividualDocuments?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf({ front, back: others.back, bill: front }));
});

test('without a preflight header Apollo Client is told which line to add, and nothing goes up', async () => {
  await using stack = await startStack();
  const input = filledForm(pickFiles());

  const refused = clientWithoutPreflight(stack.gateway).mutate({
    mutation: AttachIndividualDocumentsDocument,
    variables: { input },
  });

  const error = await refused.catch((thrown: unknown) => thrown);
  expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions?.['code']).toBe(
    'CSRF_PREFLIGHT_REQUIRED',
  );
  expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.message).toContain(
    '"apollo-require-preflight": "true"',
  );
  expect(stack.control.requests).toHaveLength(0);
});

test('of two mutations in one document the first keeps its result when the second is refused', async () => {
  await using stack = await startStack();
  const files = pickFiles();

  const { data, error } = await apolloClient(stack.gateway).mutate({
    mutation: ATTACH_TWO_CUSTOMERS,
    variables: { first: filledForm(files), second: formWithUris('SANDBOX-422') },
    errorPolicy: 'all',
  });

  expect(data?.first?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(data?.second).toBeNull();
  expect(CombinedGraphQLErrors.is(error) && error.errors.map(({ path }) => path)).toEqual([['second']]);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('a lost answer is an outcome that nobody knows: Apollo Client does not send the attach again', async () => {
  await using stack = await startStack();

  const { customer, errors } = await attachWithApollo(
    apolloClient(stack.gateway),
    formWithUris('SANDBOX-LOST'),
  );

  expect(customer).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN', retryable: false } }]);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(1);
});

test('the attach of the example gives the customer, or the mistakes by the names of their fields', async () => {
  await using stack = await startStack();
  const client = apolloClient(stack.gateway);

  const refused = await attachWithApollo(client, formWithUris('SANDBOX-422'));
  const attached = await attachWithApollo(client, formWithUris());

  expect(toFormErrors(refused.errors)).toMatchObject([
    { field: 'proofOfIdentity.number', code: 'REFUSED', params: {} },
  ]);
  expect(attached).toMatchObject({
    customer: { id: EXAMPLE_INPUT.customerId, status: 'QUEUED' },
    errors: [],
  });
});

test('no answer at all is thrown, as the outcome is not known', async () => {
  await using stack = await startStack();
  await stack.gateway.close();

  await expect(attachWithApollo(apolloClient(stack.gateway), formWithUris())).rejects.toThrow('fetch failed');
});

test('without files Apollo Client sends JSON, needs no preflight header, and gets the same field errors', async () => {
  await using stack = await startStack();
  const client = clientWithoutPreflight(stack.gateway);
  const attach = (number?: string) =>
    client.mutate({
      mutation: AttachIndividualDocumentsDocument,
      variables: { input: formWithUris(number) },
    });

  const { data } = await attach();
  const extensions = await extensionsOf(attach('SANDBOX-422'));

  expect(data?.attachIndividualDocuments?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(extensions).toMatchObject({
    code: 'FIN_VALIDATION_FAILED',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
    upstream: { operation: 'attachIndividualDocuments', status: 422 },
  });
  expect(stack.control.count('uploadDocuments')).toBe(0);
});

import { ApolloClient, CombinedGraphQLErrors, InMemoryCache } from '@apollo/client';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { expect, test } from 'vitest';
import { attachWithApollo, createApolloClient } from '../../examples/clients/apollo.ts';
import { toFormErrors } from '../../examples/clients/errors.ts';
import {
  CustomerStatusDocument,
  CustomersDocument,
  FormListsDocument,
} from '../../examples/clients/generated/graphql.ts';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
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
import { startTestGateway, type TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import {
  AttachIndividualDocumentsDocument,
  AttachTwoCustomersDocument,
  UploadDocumentsDocument,
  ValidateIndividualDocumentsDocument,
} from './generated/graphql.ts';

/** As docs/clients.md has it. */
function apolloClient({ url }: TestGateway): ApolloClient {
  return createApolloClient(url);
}

function clientWithoutPreflight({ url }: TestGateway): ApolloClient {
  return new ApolloClient({ cache: new InMemoryCache(), link: new UploadHttpLink({ uri: url }) });
}

/** Of the first error, if the client knows the failure as errors of GraphQL. */
async function extensionsOf(pending: Promise<unknown>): Promise<Record<string, unknown> | undefined> {
  const error = await pending.then(
    () => new Error('no error'),
    (thrown: unknown) => thrown,
  );
  if (!CombinedGraphQLErrors.is(error)) throw error;
  return error.errors[0]?.extensions;
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
    stack.control.uploads.map(({ uri, mimeType, byteLength, sha256 }) => ({
      __typename: 'UploadedDocument',
      uri,
      mimetype: mimeType,
      byteLength,
      sha256,
    })),
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
  expect(CombinedGraphQLErrors.is(error) && error.errors[0]?.message).toContain('send it twice instead');
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
    mutation: AttachTwoCustomersDocument,
    variables: { first: filledForm(files), second: formWithUris('SANDBOX-422') },
    errorPolicy: 'all',
  });

  expect(data?.first?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(data?.second).toBeNull();
  expect(CombinedGraphQLErrors.is(error) && error.errors.map(({ path }) => path)).toEqual([['second']]);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
});

test('the payload of an attach updates a watched query of the customer, which asks nothing again', async () => {
  await using stack = await startStack();
  const client = apolloClient(stack.gateway);
  const shown: unknown[] = [];
  const watched = client.watchQuery({
    query: CustomerStatusDocument,
    variables: { id: EXAMPLE_INPUT.customerId },
  });
  const subscription = watched.subscribe(({ data }) => shown.push(data?.individualCustomer?.status));
  await expect.poll(() => shown).toContain('INCOMPLETE');

  await attachWithApollo(client, filledForm(pickFiles()));

  await expect.poll(() => shown.at(-1)).toBe('QUEUED');
  // One for the query, one for the payload.
  expect(stack.control.count('getCustomer')).toBe(2);
  subscription.unsubscribe();
});

test('each page of the list is kept for itself, and an attach updates the customer in it', async () => {
  await using stack = await startStack();
  for (const _ of [2, 3]) stack.control.addCustomer();
  const client = apolloClient(stack.gateway);
  const read = async (page: number, fetchPolicy: 'network-only' | 'cache-only') => {
    const { data } = await client.query({
      query: CustomersDocument,
      variables: { page, perPage: 2 },
      fetchPolicy,
    });
    return data?.individualCustomers?.customers.map(({ id, status }) => ({ id, status }));
  };

  const first = await read(1, 'network-only');
  const second = await read(2, 'network-only');
  await attachWithApollo(client, formWithUris());

  expect(first).toHaveLength(2);
  expect(first?.[0]).toEqual({ id: EXAMPLE_INPUT.customerId, status: 'INCOMPLETE' });
  expect(second).toHaveLength(1);
  expect(await read(1, 'cache-only')).toEqual([
    { id: EXAMPLE_INPUT.customerId, status: 'QUEUED' },
    ...(first?.slice(1) ?? []),
  ]);
  expect(await read(2, 'cache-only')).toEqual(second);
});

test('countries and subdivisions are in the cache by their codes', async () => {
  await using stack = await startStack();
  const client = apolloClient(stack.gateway);

  await client.query({ query: FormListsDocument, variables: { country: 'USA' } });

  expect(client.cache.extract()).toMatchObject({
    'Country:{"code":"PRT"}': { name: 'Portugal' },
    'Subdivision:{"code":"US-CA"}': { name: 'California' },
  });
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
  await using sandbox = await startSandbox();
  const gateway = await startTestGateway(sandbox);
  await gateway.close();

  await expect(attachWithApollo(apolloClient(gateway), formWithUris())).rejects.toThrow('fetch failed');
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

test('variables that do not fit the schema are field errors for Apollo Client too, although the status is 400', async () => {
  await using stack = await startStack();
  const { proofOfIdentity, ...rest } = formWithUris('A-SECRET-NUMBER');
  // @ts-expect-error What a form in JavaScript may send all the same.
  const input: typeof proofOfIdentity = { ...proofOfIdentity, country: 'Germany' };

  const extensions = await extensionsOf(
    apolloClient(stack.gateway).mutate({
      mutation: AttachIndividualDocumentsDocument,
      variables: { input: { ...rest, proofOfIdentity: input } },
    }),
  );

  expect(extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'country'], code: 'UNKNOWN_VALUE' }],
  });
  expect(JSON.stringify(extensions)).not.toMatch(/Germany|A-SECRET-NUMBER/);
  expect(stack.control.requests).toHaveLength(0);
});

test('a form can ask for its mistakes before anything is sent', async () => {
  await using stack = await startStack();

  const { data } = await apolloClient(stack.gateway).query({
    query: ValidateIndividualDocumentsDocument,
    variables: { input: formWithUris(' ') },
  });

  expect(data?.validateIndividualDocuments).toMatchObject([
    { path: ['input', 'proofOfIdentity', 'number'], code: 'REQUIRED' },
  ]);
  expect(stack.control.requests).toHaveLength(0);
});

test('what a form has its mistakes checked for stays in the cache, unless it is asked past it', async () => {
  await using stack = await startStack();
  const cached = async (fetchPolicy: 'no-cache' | 'network-only') => {
    const client = apolloClient(stack.gateway);
    const variables = { input: formWithUris('A-SECRET-NUMBER') };
    await client.query({ query: ValidateIndividualDocumentsDocument, variables, fetchPolicy });
    return JSON.stringify(client.cache.extract());
  };

  expect(await cached('network-only')).toContain('A-SECRET-NUMBER');
  expect(await cached('no-cache')).not.toContain('A-SECRET-NUMBER');
});

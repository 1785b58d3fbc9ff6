import { expect, test } from 'vitest';
import { createApolloClient } from '../../../examples/clients/apollo.ts';
import {
  FormListsDocument,
  UploadDocumentsDocument,
  ValidateIndividualDocumentsDocument,
} from '../../../examples/generated/graphql.ts';
import { digestsOf, formWithUris, pickFiles } from '../../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

test('Blob objects without a name, such as those of a canvas, can be attached', async () => {
  await using stack = await startStack();
  const files = pickFiles();
  const blobs = [files.front, files.back].map(({ bytes, type }) => new Blob([bytes], { type }));

  const { data } = await createApolloClient(stack.url).mutate({
    mutation: UploadDocumentsDocument,
    variables: { input: { customerId: EXAMPLE_INPUT.customerId, files: blobs } },
  });

  expect(data?.uploadDocuments?.files).toEqual(
    stack.control.uploads.map(({ uri, sha256 }) => ({ __typename: 'UploadedDocument', uri, sha256 })),
  );
  const { FRONT, BACK } = digestsOf(files);
  expect(data?.uploadDocuments?.files.map(({ sha256 }) => sha256)).toEqual([FRONT, BACK]);
});

test('the cache keys of countries and subdivisions are their codes', async () => {
  await using stack = await startStack();
  const client = createApolloClient(stack.url);

  await client.query({ query: FormListsDocument, variables: { country: 'USA' } });

  expect(client.cache.extract()).toMatchObject({
    'Country:{"code":"PRT"}': { name: 'Portugal' },
    'Subdivision:{"code":"US-CA"}': { name: 'California' },
  });
});

test('a form can be validated before anything is sent', async () => {
  await using stack = await startStack();

  const { data } = await createApolloClient(stack.url).query({
    query: ValidateIndividualDocumentsDocument,
    variables: { input: formWithUris(' ') },
  });

  expect(data?.validateIndividualDocuments).toMatchObject([
    { path: ['input', 'proofOfIdentity', 'number'], code: 'REQUIRED' },
  ]);
  expect(stack.control.requests).toHaveLength(0);
});

test('the cache keeps a validated input unless the query uses no-cache', async () => {
  await using stack = await startStack();
  const cached = async (fetchPolicy: 'no-cache' | 'network-only') => {
    const client = createApolloClient(stack.url);
    const variables = { input: formWithUris('A-SECRET-NUMBER') };
    await client.query({ query: ValidateIndividualDocumentsDocument, variables, fetchPolicy });
    return JSON.stringify(client.cache.extract());
  };

  expect(await cached('network-only')).toContain('A-SECRET-NUMBER');
  expect(await cached('no-cache')).not.toContain('A-SECRET-NUMBER');
});

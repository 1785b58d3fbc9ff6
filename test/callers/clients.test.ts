import { ApolloClient, CombinedGraphQLErrors, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { expect, test } from 'vitest';
import { AttachIndividualDocumentsDocument } from '../../examples/generated/graphql.ts';
import { filledForm, pickFiles } from '../support/browser/picked-files.ts';
import { startStack } from '../support/start-stack.ts';

interface Attempt {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
type Extensions = Readonly<Record<string, unknown>> | undefined;

async function byApollo({ url, headers }: Attempt): Promise<Extensions> {
  const link = new UploadHttpLink({ uri: url, headers: { 'apollo-require-preflight': 'true', ...headers } });
  const client = new ApolloClient({ cache: new InMemoryCache(), link });
  const { error } = await client.mutate({
    mutation: AttachIndividualDocumentsDocument,
    variables: { input: filledForm(pickFiles(300_000)) },
    errorPolicy: 'all',
  });
  if (error && !CombinedGraphQLErrors.is(error)) throw error;
  return error?.errors[0]?.extensions;
}

async function byUrql({ url, headers }: Attempt): Promise<Extensions> {
  const fetchOptions = { headers: { 'graphql-preflight': '1', ...headers } };
  const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false, fetchOptions });
  const input = filledForm(pickFiles(300_000));
  const { error } = await client.mutation(AttachIndividualDocumentsDocument, { input });
  if (error?.networkError) throw error.networkError;
  return error?.graphQLErrors[0]?.extensions;
}

test.each([
  ['Apollo Client', byApollo],
  ['urql', byUrql],
])(
  '%s sees UNAUTHENTICATED and FORBIDDEN with their extensions while it sends files',
  async (_name, attempt) => {
    await using stack = await startStack({ issuer: true });
    const { url } = stack.gateway;
    const weak = await stack.issuer.bearer({ claims: { scope: 'customers:write' } });
    const expired = await stack.issuer.bearer({ expiresIn: -60 });

    for (const headers of [{}, { authorization: expired }]) {
      expect(await attempt({ url, headers })).toEqual({
        code: 'UNAUTHENTICATED',
        requestId: expect.any(String),
        retryable: false,
      });
    }
    expect(await attempt({ url, headers: { authorization: weak } })).toEqual({
      code: 'FORBIDDEN',
      requestId: expect.any(String),
      retryable: false,
    });
    expect(stack.control.requests).toEqual([]);
    expect(await attempt({ url, headers: { authorization: await stack.issuer.bearer() } })).toBeUndefined();
  },
);

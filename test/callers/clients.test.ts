import { ApolloClient, CombinedGraphQLErrors, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { AttachIndividualDocumentsDocument } from '../clients/generated/graphql.ts';
import { filledForm, pickFiles } from '../support/picked-files.ts';
import { startTestGateway } from '../support/start-gateway.ts';
import { startIssuer } from '../support/start-issuer.ts';

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
])('%s, sending files, sees UNAUTHENTICATED and FORBIDDEN with their extensions', async (_name, attempt) => {
  await using sandbox = await startSandbox();
  await using issuer = await startIssuer();
  await using gateway = await startTestGateway(sandbox, issuer.env);
  const { url } = gateway;
  const weak = await issuer.bearer({ claims: { scope: 'customers:write' } });
  const expired = await issuer.bearer({ expiresIn: -60 });

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
  expect(sandbox.control.requests).toEqual([]);
  expect(await attempt({ url, headers: { authorization: await issuer.bearer() } })).toBeUndefined();
});

import { ApolloClient, CombinedGraphQLErrors, InMemoryCache } from '@apollo/client';
import { parseErrors } from '@fin-gateway/client/errors';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import {
  AttachIndividualDocumentsDocument,
  type AttachIndividualDocumentsInput,
} from '../generated/graphql.ts';

/** @param fetch a replacement for the global one, for example to show upload progress */
export function createApolloClient(url: string, fetch = globalThis.fetch): ApolloClient {
  return new ApolloClient({
    link: new UploadHttpLink({ uri: url, fetch, headers: { 'apollo-require-preflight': 'true' } }),
    cache: new InMemoryCache({
      typePolicies: {
        Country: { keyFields: ['code'] },
        Subdivision: { keyFields: ['code'] },
      },
    }),
  });
}

/** @throws if there is no response. It is then unknown whether the documents were attached. */
export async function attachWithApollo(client: ApolloClient, input: AttachIndividualDocumentsInput) {
  const { data, error } = await client.mutate({
    mutation: AttachIndividualDocumentsDocument,
    variables: { input },
    errorPolicy: 'all',
  });
  if (error && !CombinedGraphQLErrors.is(error)) throw error;
  return { customer: data?.attachIndividualDocuments?.customer, errors: parseErrors(error) };
}

import { ApolloClient, InMemoryCache } from '@apollo/client';
import { type ApolloLinkOptions, createApolloLink, TYPE_POLICIES } from '@fin-gateway/client/apollo';
import { parseErrors, transportFailure } from '@fin-gateway/client/errors';
import type { UploadInit } from '@fin-gateway/client/upload';
import {
  AttachIndividualDocumentsDocument,
  type AttachIndividualDocumentsInput,
} from '../generated/graphql.ts';

/** @param options `getToken` if the gateway checks callers */
export function createApolloClient(url: string, options: Omit<ApolloLinkOptions, 'url'> = {}): ApolloClient {
  return new ApolloClient({
    link: createApolloLink({ ...options, url }),
    cache: new InMemoryCache({ typePolicies: TYPE_POLICIES }),
  });
}

/**
 * Sends an operation of the app.
 *
 * @param fetchOptions `signal` cancels it, and `onProgress` reports the progress of the upload
 * @throws if there is no response
 */
export async function attachWithApollo(
  client: ApolloClient,
  input: AttachIndividualDocumentsInput,
  fetchOptions: UploadInit = {},
) {
  const { data, error } = await client.mutate({
    mutation: AttachIndividualDocumentsDocument,
    variables: { input },
    errorPolicy: 'all',
    context: { fetchOptions },
  });
  if (transportFailure(error)) throw error;
  return { customer: data?.attachIndividualDocuments?.customer, errors: parseErrors(error) };
}

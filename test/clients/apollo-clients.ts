import { type ApolloClient, CombinedGraphQLErrors } from '@apollo/client';
import { createApolloClient } from '../../examples/clients/apollo.ts';
import type { TestGateway } from '../support/start-gateway.ts';

/** As docs/clients.md has it. */
export function apolloClient({ url }: TestGateway): ApolloClient {
  return createApolloClient(url);
}

/** Of the first error, if the client knows the failure as errors of GraphQL. */
export async function extensionsOf(pending: Promise<unknown>): Promise<Record<string, unknown> | undefined> {
  const error = await pending.then(
    () => new Error('no error'),
    (thrown: unknown) => thrown,
  );
  if (!CombinedGraphQLErrors.is(error)) throw error;
  return error.errors[0]?.extensions;
}

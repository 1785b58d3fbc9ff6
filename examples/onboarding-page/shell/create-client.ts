import type { GetToken } from '@fin-gateway/client/apollo';
import type { GatewayClient } from '@fin-gateway/client/client';
import { createUploadFetch } from '@fin-gateway/client/upload';

/** The page and the gateway share an origin. */
const url = '/graphql';

/** The page works with either library. Apps use the one that they have. */
export async function createClient(library: string | null, getToken: GetToken): Promise<GatewayClient> {
  const options = { url, getToken, fetch: createUploadFetch() };
  if (library === 'urql') {
    const { createUrqlClient } = await import('./urql-client.ts');
    return createUrqlClient(options);
  }
  const { createApolloClient } = await import('./apollo-client.ts');
  return createApolloClient(options);
}

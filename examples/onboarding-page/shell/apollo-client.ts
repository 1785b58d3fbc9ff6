import { ApolloClient, InMemoryCache } from '@apollo/client';
import {
  type ApolloLinkOptions,
  createApolloLink,
  TYPE_POLICIES,
  toGatewayClient,
} from '@fin-gateway/client/apollo';
import type { GatewayClient } from '@fin-gateway/client/client';

export function createApolloClient(options: ApolloLinkOptions): GatewayClient {
  const cache = new InMemoryCache({ typePolicies: TYPE_POLICIES });
  return toGatewayClient(new ApolloClient({ link: createApolloLink(options), cache }));
}

import { ApolloClient, InMemoryCache } from '@apollo/client';
import { Client } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { print } from 'graphql';
import {
  type ApolloLinkOptions,
  createApolloLink,
  TYPE_POLICIES,
  toGatewayClient as toGatewayClientOfApollo,
} from '../../../client/src/apollo.ts';
import { createFetchClient, type GatewayClient } from '../../../client/src/client.ts';
import {
  CACHE_KEYS,
  createUrqlExchanges,
  toGatewayClient as toGatewayClientOfUrql,
} from '../../../client/src/urql.ts';

interface KitClient {
  readonly name: string;
  /** The client as docs/clients.md sets it up. */
  create(options: ApolloLinkOptions): GatewayClient;
}

/** The client libraries that the package supports. */
export const KIT_CLIENTS: readonly KitClient[] = [
  {
    name: 'Apollo Client',
    create: (options) =>
      toGatewayClientOfApollo(
        new ApolloClient({
          link: createApolloLink(options),
          cache: new InMemoryCache({ typePolicies: TYPE_POLICIES }),
        }),
      ),
  },
  {
    name: 'urql',
    create: (options) =>
      toGatewayClientOfUrql(
        new Client({
          url: options.url,
          exchanges: [cacheExchange({ keys: CACHE_KEYS }), ...createUrqlExchanges(options)],
        }),
      ),
  },
  {
    name: 'fetch',
    create: (options) => createFetchClient({ ...options, print }),
  },
];

import {
  type Exchange,
  fetchExchange,
  makeOperation,
  mapExchange,
  type Operation,
  subscriptionExchange,
} from '@urql/core';
import { createGatewayFetch, type GatewayFetchOptions } from '../transport/gateway-fetch.ts';
import { createStreamClient } from '../transport/stream-client.ts';
import { type SubscriptionTransport, subscribeOver } from '../transport/subscription-transport.ts';
import { withCancellation } from './cancellation.ts';

export interface UrqlOptions extends GatewayFetchOptions {
  readonly url: string;
  /** Server-Sent Events by default. A client of graphql-ws or graphql-sse can be used instead. */
  readonly subscriptions?: SubscriptionTransport;
}

/**
 * The last exchanges of a urql client, after its cache: queries and mutations as JSON by POST, files as multipart forms,
 * subscriptions as streams, each with the access token. The context `{ fetchOptions: { onProgress } }` shows upload progress.
 */
export function createUrqlExchanges({ url, subscriptions, ...options }: UrqlOptions): Exchange[] {
  const fetch = createGatewayFetch(options);
  const transport = subscriptions ?? createStreamClient({ url, fetch });
  const context = {
    url,
    fetch: withCancellation(fetch),
    // GET would put document numbers into URLs, which proxies log.
    preferGetMethod: false,
  };
  return [
    mapExchange({
      onOperation: (operation: Operation) =>
        makeOperation(operation.kind, operation, { ...operation.context, ...context }),
    }),
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = '', variables = {} }) => ({
        subscribe: ({ next, error, complete }) => ({
          unsubscribe: subscribeOver(
            transport,
            { query, variables },
            {
              next: ({ data = null, errors }) => next({ data, ...(errors && { errors: [...errors] }) }),
              error,
              complete,
            },
          ),
        }),
      }),
    }),
  ];
}

import { ApolloLink, HttpLink } from '@apollo/client';
import { createGatewayFetch, type GatewayFetchOptions } from '../transport/gateway-fetch.ts';
import { createStreamClient } from '../transport/stream-client.ts';
import type { SubscriptionTransport } from '../transport/subscription-transport.ts';
import { filesLink, withForms } from './files-link.ts';
import { createSubscriptionLink } from './subscription-link.ts';

export interface ApolloLinkOptions extends GatewayFetchOptions {
  readonly url: string;
  /** Server-Sent Events by default. A client of graphql-ws or graphql-sse can be used instead. */
  readonly subscriptions?: SubscriptionTransport;
}

/**
 * The link for Apollo Client: queries and mutations as JSON, files as multipart forms, subscriptions as streams, each with the
 * access token. The context `{ fetchOptions: { signal, onProgress } }` cancels an operation and shows upload progress.
 */
export function createApolloLink({ url, subscriptions, ...options }: ApolloLinkOptions): ApolloLink {
  const fetch = createGatewayFetch(options);
  return ApolloLink.split(
    ({ operationType }) => operationType === 'subscription',
    createSubscriptionLink(subscriptions ?? createStreamClient({ url, fetch })),
    ApolloLink.from([filesLink, new HttpLink({ uri: url, fetch: withForms(fetch) })]),
  );
}

import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import type { Client as StreamClient } from 'graphql-sse';
import type { Client as SocketClient } from 'graphql-ws';

/** Sends subscriptions over a WebSocket or over Server-Sent Events. */
export function createLiveUrql(url: string, client: SocketClient | StreamClient): Client {
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables = {} }) => ({
          subscribe: ({ next, error, complete }) => ({
            unsubscribe: client.subscribe(
              { query, variables },
              {
                next: ({ data = null, errors }) => next({ data, ...(errors && { errors }) }),
                error,
                complete,
              },
            ),
          }),
        }),
      }),
    ],
  });
}

/** Sends subscriptions over Server-Sent Events without another library. It does not connect again by itself. */
export function createUrqlWithFetch(url: string, getToken: () => string): Client {
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${getToken()}` } }),
  });
}

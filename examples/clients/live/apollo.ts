import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { type GraphQLError, type GraphQLFormattedError, OperationTypeNode, print } from 'graphql';
import type { Client as StreamClient } from 'graphql-sse';
import type { Client as SocketClient } from 'graphql-ws';

/** Sends subscriptions over a WebSocket. */
export function createApolloWithSocket(url: string, client: SocketClient): ApolloClient {
  return createApollo(url, new GraphQLWsLink(client));
}

/** Sends subscriptions over Server-Sent Events. */
export function createApolloWithStreams(url: string, client: StreamClient): ApolloClient {
  return createApollo(url, createStreamLink(client));
}

function createApollo(url: string, subscriptions: ApolloLink): ApolloClient {
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      subscriptions,
      new HttpLink({ uri: url }),
    ),
  });
}

function createStreamLink(client: StreamClient): ApolloLink {
  return new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) =>
        client.subscribe(
          { query: print(query), variables },
          {
            next({ data, errors }) {
              observer.next({ ...(data && { data }), ...(errors && { errors: errors.map(toFormatted) }) });
            },
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}

function toFormatted({
  message,
  path,
  extensions,
}: Pick<GraphQLError, 'message' | 'path' | 'extensions'>): GraphQLFormattedError {
  return { message, extensions, ...(path && { path }) };
}

import { ApolloClient, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import {
  ApolloClient as ApolloClient3,
  HttpLink as ApolloHttpLink3,
  InMemoryCache as InMemoryCache3,
} from 'apollo-client-3/core/core.cjs';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { parse } from 'graphql';
import { GraphQLClient } from 'graphql-request';

interface FailingClient {
  readonly name: string;
  /** The value that an app gets from this library if the operation fails. */
  fail(url: string, query: string, variables: Record<string, unknown>): Promise<unknown>;
}

/** The client libraries whose errors `parseErrors` reads. */
export const FAILING_CLIENTS: readonly FailingClient[] = [
  {
    name: 'Apollo Client',
    fail: (url, query, variables) => {
      const client = new ApolloClient({
        cache: new InMemoryCache(),
        link: new UploadHttpLink({ uri: url }),
      });
      return rejectionOf(client.mutate({ mutation: parse(query), variables }));
    },
  },
  {
    name: 'Apollo Client 3',
    fail: (url, query, variables) => {
      const client = new ApolloClient3({
        cache: new InMemoryCache3(),
        link: new ApolloHttpLink3({ uri: url, fetch }),
      });
      return rejectionOf(client.mutate({ mutation: parse(query), variables }));
    },
  },
  {
    name: 'urql',
    fail: async (url, query, variables) => {
      const client = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
      return (await client.mutation(query, variables)).error;
    },
  },
  {
    name: 'graphql-request',
    fail: (url, query, variables) => rejectionOf(new GraphQLClient(url).request(query, variables)),
  },
  {
    name: 'fetch',
    fail: async (url, query, variables) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables });
      const sent = fetch(url, { method: 'POST', headers, body });
      return sent.then((response) => response.json()).catch((error: unknown) => error);
    },
  },
];

async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('The operation should fail.');
}

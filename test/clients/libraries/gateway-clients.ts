import { ApolloClient, CombinedGraphQLErrors, InMemoryCache } from '@apollo/client';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Client, fetchExchange } from '@urql/core';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { attachWithApollo, createApolloClient } from '../../../examples/clients/apollo.ts';
import { attachWithUrql, createUrqlClient } from '../../../examples/clients/urql.ts';
import {
  type AttachIndividualDocumentsInput,
  CustomerStatusDocument,
  CustomersDocument,
  type CustomersQuery,
} from '../../../examples/generated/graphql.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';

interface ResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

interface Result<Data> {
  readonly data: Data | null | undefined;
  readonly errors: readonly ResponseError[];
}

/** The common part of Apollo Client and urql. */
interface GatewayClient {
  mutate<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Result<Data>>;
  /** The function in the examples. */
  attach(input: AttachIndividualDocumentsInput): ReturnType<typeof attachWithUrql>;
  /** @returns a function that stops watching */
  watchStatus(onStatus: (status: unknown) => void): () => void;
  readCustomers(page: number, from: 'network-only' | 'cache-only'): Promise<CustomersQuery | undefined>;
}

interface ClientLibrary {
  readonly name: string;
  /** The client in the examples. */
  create(url: string, fetch?: typeof globalThis.fetch): GatewayClient;
  /** A client without the header that files need. */
  createWithoutHeader(url: string): GatewayClient;
  /** The line that adds the header. */
  readonly headerLine: string;
}

export const CLIENT_LIBRARIES: readonly ClientLibrary[] = [
  {
    name: 'Apollo Client',
    create: (url, fetch) => withApollo(createApolloClient(url, { fetch })),
    createWithoutHeader: (url) =>
      withApollo(new ApolloClient({ cache: new InMemoryCache(), link: new UploadHttpLink({ uri: url }) })),
    headerLine: '"apollo-require-preflight": "true"',
  },
  {
    name: 'urql',
    create: (url, fetch) => withUrql(createUrqlClient(url, { fetch })),
    createWithoutHeader: (url) =>
      withUrql(new Client({ url, exchanges: [fetchExchange], preferGetMethod: false })),
    headerLine: 'fetchOptions: { headers: { "graphql-preflight": "1" } }',
  },
];

function withApollo(client: ApolloClient): GatewayClient {
  return {
    async mutate(mutation, variables) {
      const { data, error } = await client.mutate({ mutation, variables, errorPolicy: 'all' });
      if (error && !CombinedGraphQLErrors.is(error)) throw error;
      return { data, errors: error?.errors ?? [] };
    },
    attach: (input) => attachWithApollo(client, input),
    watchStatus(onStatus) {
      const subscription = client
        .watchQuery({ query: CustomerStatusDocument, variables: { id: CUSTOMER_ID } })
        .subscribe(({ data }) => onStatus(data?.individualCustomer?.status));
      return () => subscription.unsubscribe();
    },
    async readCustomers(page, fetchPolicy) {
      const variables = { page, perPage: 2 };
      return (await client.query({ query: CustomersDocument, variables, fetchPolicy })).data;
    },
  };
}

function withUrql(client: Client): GatewayClient {
  return {
    async mutate(mutation, variables) {
      const { data, error } = await client.mutation(mutation, variables);
      if (error?.networkError) throw error;
      return { data, errors: error?.graphQLErrors ?? [] };
    },
    attach: (input) => attachWithUrql(client, input),
    watchStatus(onStatus) {
      const { unsubscribe } = client
        .query(CustomerStatusDocument, { id: CUSTOMER_ID })
        .subscribe(({ data }) => onStatus(data?.individualCustomer?.status));
      return unsubscribe;
    },
    async readCustomers(page, requestPolicy) {
      return (await client.query(CustomersDocument, { page, perPage: 2 }, { requestPolicy })).data;
    },
  };
}

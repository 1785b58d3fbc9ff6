import { type ApolloClient, type DocumentNode, gql } from '@apollo/client';
import type { GatewayClient } from '../client/gateway-client.ts';
import { hasData, isSyntaxTree, operationText, toVariables } from '../transport/typed-operation.ts';

/**
 * Lets the writer, the hooks and other parts of this package send their operations through an Apollo Client. Customers in results of
 * mutations and subscriptions update its cache. Queries do not touch it, because a cache keeps their arguments.
 */
export function toGatewayClient(client: ApolloClient): GatewayClient {
  return {
    async execute(operation, variables, options) {
      const document = toDocument(operation);
      const request = { variables: toVariables(variables), context: { fetchOptions: { ...options } } };
      const { data } = isMutation(document)
        ? await client.mutate({ mutation: document, ...request })
        : await client.query({ query: document, ...request, fetchPolicy: 'no-cache' });
      if (!hasData(operation, data)) throw new Error('The response has no data.');
      return data;
    },
    subscribe(operation, variables, { onData, onError, onComplete }) {
      const subscription = client
        .subscribe({ query: toDocument(operation), variables: toVariables(variables) })
        .subscribe({
          next({ data, error }) {
            if (error) onError(error);
            else if (hasData(operation, data)) onData(data);
          },
          error: onError,
          complete: onComplete,
        });
      return () => subscription.unsubscribe();
    },
  };
}

function toDocument(operation: unknown): DocumentNode {
  const text = operationText(operation);
  if (text !== undefined) return gql(text);
  if (!isSyntaxTree(operation)) throw new TypeError('The operation is neither a text nor a syntax tree.');
  return operation;
}

function isMutation({ definitions }: DocumentNode): boolean {
  return definitions.some((definition) => 'operation' in definition && definition.operation === 'mutation');
}

import { type ApolloClient, type DocumentNode, gql } from '@apollo/client';
import type { GatewayClient } from '../client/gateway-client.ts';
import { createReceiver } from '../transport/subscription-receiver.ts';
import { hasData, isSyntaxTree, operationText, toVariables } from '../transport/typed-operation.ts';

interface ResultWithExtensions {
  readonly data?: unknown;
  /** Apollo Client has them for mutations only. */
  readonly extensions?: Record<string, unknown>;
}

/**
 * Lets the writer, the hooks and other parts of this package send their operations through an Apollo Client. Customers in results of
 * mutations and subscriptions update its cache. Queries do not touch it, because a cache keeps their arguments.
 */
export function toGatewayClient(client: ApolloClient): GatewayClient {
  return {
    async execute(operation, variables, { onExtensions, ...fetchOptions } = {}) {
      const document = toDocument(operation);
      const request = {
        variables: toVariables(variables),
        context: { fetchOptions },
        // The app's default may be to return errors instead, or to ignore them.
        errorPolicy: 'none' as const,
      };
      const result: ResultWithExtensions = isMutation(document)
        ? await client.mutate({ mutation: document, ...request })
        : await client.query({ query: document, ...request, fetchPolicy: 'no-cache' });
      if (!hasData(operation, result.data)) throw new Error('The response has no data.');
      onExtensions?.(result.extensions ?? {});
      return result.data;
    },
    subscribe(operation, variables, handlers) {
      const { receive, fail, complete } = createReceiver(operation, handlers);
      const subscription = client
        .subscribe({ query: toDocument(operation), variables: toVariables(variables), errorPolicy: 'all' })
        .subscribe({ next: ({ data, error }) => receive(data, error), error: fail, complete });
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

import { type Client, createRequest, makeOperation, type OperationResult } from '@urql/core';
import type { GatewayClient, RequestOptions, TypedOperation } from '../client/gateway-client.ts';
import { createReceiver } from '../transport/subscription-receiver.ts';
import { hasData, isSyntaxTree, operationText, toVariables } from '../transport/typed-operation.ts';
import { observe } from './observe.ts';

/**
 * Lets the writer, the hooks and other parts of this package send their operations through a urql client. Its cache gets the results.
 * A normalized cache keeps the arguments of queries too, so use a client without one for `validateIndividualDocuments`.
 */
export function toGatewayClient(client: Client): GatewayClient {
  return {
    async execute(operation, variables, { onExtensions, ...options } = {}) {
      const result = await client.executeRequestOperation(
        toOperation(client, toRequest(operation, variables), options),
      );
      const data = dataOf(operation, result);
      onExtensions?.(result.extensions ?? {});
      return data;
    },
    subscribe(operation, variables, handlers) {
      const { receive, complete } = createReceiver(operation, handlers);
      return observe(client.executeSubscription(toRequest(operation, variables)), {
        next: ({ data, error }) => receive(data, error?.networkError ?? error),
        complete,
      });
    },
  };
}

function toRequest<Data, Variables>(operation: TypedOperation<Data, Variables>, variables: Variables) {
  const document = operationText(operation) ?? operation;
  if (typeof document !== 'string' && !isSyntaxTree(document))
    throw new TypeError('The operation is neither a text nor a syntax tree.');
  return createRequest(document, toVariables(variables));
}

function toOperation(
  client: Client,
  request: ReturnType<typeof createRequest>,
  { signal, ...options }: RequestOptions,
) {
  const isMutation = request.query.definitions.some(
    (definition) => 'operation' in definition && definition.operation === 'mutation',
  );
  const kind = isMutation ? 'mutation' : 'query';
  const operation = client.createRequestOperation(kind, request, { requestPolicy: 'network-only' });
  const { fetchOptions } = operation.context;
  const inherited = typeof fetchOptions === 'function' ? fetchOptions() : fetchOptions;
  return makeOperation(kind, operation, {
    ...operation.context,
    fetchOptions: { ...inherited, ...options, ...(signal && { cancelSignal: signal }) },
  });
}

function dataOf<Data, Variables>(
  operation: TypedOperation<Data, Variables>,
  { data, error }: OperationResult,
): Data {
  if (error) throw error.networkError ?? error;
  if (!hasData(operation, data)) throw new Error('The response has no data.');
  return data;
}

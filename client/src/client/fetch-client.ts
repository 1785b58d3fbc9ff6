import { createGatewayFetch, type GatewayFetchOptions } from '../transport/gateway-fetch.ts';
import { createForm, extractFiles } from '../transport/multipart.ts';
import { createStreamClient } from '../transport/stream-client.ts';
import { createReceiver } from '../transport/subscription-receiver.ts';
import { type SubscriptionTransport, subscribeOver } from '../transport/subscription-transport.ts';
import { toVariables } from '../transport/typed-operation.ts';
import type { GatewayClient, RequestOptions, TypedOperation } from './gateway-client.ts';
import { type PrintOperation, printOperation } from './print-operation.ts';
import { readJson } from './read-result.ts';
import { ResponseError } from './response-error.ts';

export interface FetchClientOptions extends GatewayFetchOptions {
  /** The address of the gateway, such as `/graphql`. */
  readonly url: string;
  /** Server-Sent Events by default, which React Native cannot read. A client of graphql-ws or graphql-sse can be used instead. */
  readonly subscriptions?: SubscriptionTransport;
  /** `print` of the package graphql, for operations that are syntax trees. Texts need no library. */
  readonly print?: PrintOperation;
}

/**
 * A GraphQL client without a cache. Sends JSON, or a multipart form if the variables contain files. Throws `ResponseError` if the
 * response has errors or is not from the gateway, and what `fetch` throws if there is none.
 */
export function createFetchClient({
  url,
  subscriptions,
  print,
  ...options
}: FetchClientOptions): GatewayClient {
  const fetch = createGatewayFetch(options);
  const transport = subscriptions ?? createStreamClient({ url, fetch });
  return {
    async execute<Data, Variables>(
      operation: TypedOperation<Data, Variables>,
      variables: Variables,
      { onExtensions, ...init }: RequestOptions = {},
    ) {
      const request = toRequest(printOperation(operation, print), variables);
      const { data, extensions } = await readJson<Data>(await fetch(url, { ...init, ...request }));
      onExtensions?.(extensions);
      return data;
    },
    subscribe(operation, variables, handlers) {
      const query = printOperation(operation, print);
      const { receive, fail, complete } = createReceiver(operation, handlers);
      return subscribeOver(
        transport,
        { query, variables: toVariables(variables) },
        {
          next: ({ data, errors = [] }) =>
            receive(data, new ResponseError({ errors, data, statusCode: 200 })),
          error: fail,
          complete,
        },
      );
    },
  };
}

const ACCEPT = { accept: 'application/graphql-response+json, application/json' };

function toRequest(query: string, allVariables: unknown): RequestInit {
  const { variables, files } = extractFiles(allVariables);
  const text = JSON.stringify({ query, variables });
  return files.size === 0
    ? { method: 'POST', headers: { ...ACCEPT, 'content-type': 'application/json' }, body: text }
    : // `fetch` sets the content type, because it chooses the boundary.
      { method: 'POST', headers: ACCEPT, body: createForm(text, files) };
}

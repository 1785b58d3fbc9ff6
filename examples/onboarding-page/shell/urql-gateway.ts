import type { OperationResult } from '@urql/core';
import { attachWithUrql, createUrqlClient } from '../../clients/urql.ts';
import type { Gateway } from './gateway.ts';

export function createUrqlGateway(url: string, fetch: typeof globalThis.fetch): Gateway {
  const client = createUrqlClient(url, { fetch });
  return {
    query: async (document, variables) =>
      dataOf(await client.query(document, variables, { requestPolicy: 'network-only' })),
    mutate: async (document, variables) => dataOf(await client.mutation(document, variables)),
    attach: (input) => attachWithUrql(client, input),
  };
}

function dataOf<Data>({ data, error }: OperationResult<Data>): Data {
  if (error) throw error.networkError ?? error;
  if (data == null) throw new Error('The response has no data.');
  return data;
}

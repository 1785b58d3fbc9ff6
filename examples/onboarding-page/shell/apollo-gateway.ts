import { attachWithApollo, createApolloClient } from '../../clients/apollo.ts';
import type { Gateway } from './gateway.ts';

export function createApolloGateway(url: string, fetch: typeof globalThis.fetch): Gateway {
  const client = createApolloClient(url, { fetch });
  return {
    async query(query, variables) {
      const { data } = await client.query({ query, variables, fetchPolicy: 'network-only' });
      if (data === undefined) throw new Error('The response has no data.');
      return data;
    },
    async mutate(mutation, variables) {
      const { data } = await client.mutate({ mutation, variables });
      if (data == null) throw new Error('The response has no data.');
      return data;
    },
    attach: (input) => attachWithApollo(client, input),
  };
}

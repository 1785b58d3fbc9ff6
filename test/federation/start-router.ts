import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import { parse } from 'graphql';
import { gatewayConfig } from './gateway.config.ts';
import type { Subgraph } from './start-subgraph.ts';

export interface Router extends AsyncDisposable {
  readonly url: string;
}

/** Hive Gateway in front of the subgraphs, on a free port. */
export async function startRouter(subgraphs: readonly Subgraph[]): Promise<Router> {
  const supergraph = composeSupergraph(subgraphs);
  const gateway = createGatewayRuntime({
    ...gatewayConfig,
    supergraph,
    transports: { http: httpTransport },
    logging: false,
  });
  const server = createServer(gateway);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway[Symbol.asyncDispose]();
    },
  };
}

function composeSupergraph(subgraphs: readonly Subgraph[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'does not compose');
  return supergraphSdl;
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import httpTransport from '@graphql-mesh/transport-http';
import { parse } from 'graphql';
import { schema } from '../../src/schema/index.ts';
import { subgraphSdl } from '../../src/schema/sdl.ts';
import { gatewayConfig } from './gateway.config.ts';
import { ORDERS_SDL } from './orders-subgraph.ts';

interface Reachable {
  readonly url: string;
}

export interface Router extends AsyncDisposable {
  readonly url: string;
}

/** Hive Gateway in front of both subgraphs, on a free port. */
export async function startRouter(fin: Reachable, orders: Reachable): Promise<Router> {
  const supergraph = composeSupergraph(fin, orders);
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

function composeSupergraph(fin: Reachable, orders: Reachable): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'fin', url: fin.url, typeDefs: parse(subgraphSdl(schema)) },
    { name: 'orders', url: orders.url, typeDefs: parse(ORDERS_SDL) },
  ]);
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'does not compose');
  return supergraphSdl;
}

import { createServer, type RequestListener, type Server } from 'node:http';
import { logError } from '../../observability/log-error.ts';
import type { Logger } from '../../observability/logger.ts';
import { createMalformedRefusal } from '../http/on-client-error.ts';
import { type ConnectionLimits, Connections } from './connections.ts';
import { serveInTurn } from './serve-sequentially.ts';

export interface BoundedServerOptions extends Omit<ConnectionLimits, 'maxIdleMs'> {
  /** For the head of a request, which is also what a silent connection gets. */
  readonly headersMs: number;
  /** How long an idle connection is kept open. */
  readonly keepAliveTimeoutMs: number;
  readonly corsOrigins: readonly string[];
  readonly log: Logger;
}

export interface BoundedServer {
  readonly server: Server;
  readonly connections: Connections;
}

/** An HTTP server whose connections all end, which answers one request of a connection at a time. */
export function createBoundedServer(
  { headersMs, keepAliveTimeoutMs, corsOrigins, log, ...limits }: BoundedServerOptions,
  createListener: (connections: Connections) => RequestListener,
): BoundedServer {
  // Node would end every request after five minutes; ours have bounds for each pause instead. Its bound for the headers
  // follows the other one unless stated. It holds for each head, and so may be below the keep-alive time.
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: headersMs,
    connectionsCheckingInterval: headersMs / 2,
    keepAliveTimeout: keepAliveTimeoutMs,
  });
  const connections = new Connections(server, { ...limits, maxIdleMs: keepAliveTimeoutMs + headersMs });
  server.on('request', serveInTurn(createListener(connections), connections));
  server.on('clientError', createMalformedRefusal({ log, corsOrigins }));
  // Such as EMFILE while accepting: the next connection may succeed.
  server.once('listening', () => server.on('error', (error) => logError(error, undefined, log)));
  return { server, connections };
}

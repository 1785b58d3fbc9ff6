import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { logError } from '../../observability/log-error.ts';
import type { Logger } from '../../observability/logger.ts';
import { onClientError } from '../http/on-client-error.ts';
import { type ConnectionLimits, Connections } from './connections.ts';
import { serveSequentially } from './serve-sequentially.ts';

export interface BoundedServerOptions extends Omit<ConnectionLimits, 'maxIdleMs'> {
  /** How long the headers of a request may take, and how long a new connection may stay silent. */
  readonly headersMs: number;
  /** How long an idle connection is kept open. */
  readonly keepAliveTimeoutMs: number;
  readonly corsOrigins: readonly string[];
  readonly log: Logger;
}

/** Serves connections that are used for another protocol than HTTP. */
export interface UpgradeHandler {
  /** Other requests are served as if they did not ask for an upgrade. */
  readonly accepts: (request: IncomingMessage) => boolean;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

export interface BoundedServer {
  readonly server: Server;
  readonly connections: Connections;
  handleUpgrades(handler: UpgradeHandler): void;
}

/** Creates an HTTP server that limits its connections and serves one request of a connection at a time. */
export function createBoundedServer(
  { headersMs, keepAliveTimeoutMs, corsOrigins, log, ...limits }: BoundedServerOptions,
  createListener: (connections: Connections) => RequestListener,
): BoundedServer {
  // Node ends requests after five minutes by default. Our requests have limits for each pause instead. headersTimeout
  // defaults to requestTimeout, and may be below keepAliveTimeout because it starts with the first byte of a request.
  let upgrades: UpgradeHandler | undefined;
  const server = createServer({
    requestTimeout: 0,
    headersTimeout: headersMs,
    connectionsCheckingInterval: headersMs / 2,
    keepAliveTimeout: keepAliveTimeoutMs,
    shouldUpgradeCallback: (request) => upgrades?.accepts(request) ?? false,
  });
  const connections = new Connections(server, { ...limits, maxIdleMs: keepAliveTimeoutMs + headersMs });
  server.on('request', serveSequentially(createListener(connections), connections));
  server.on('upgrade', (request, socket, head) => upgrades?.upgrade(request, socket, head));
  server.on('clientError', onClientError({ log, corsOrigins }));
  // For example EMFILE for a new connection. The next one may succeed.
  server.once('listening', () => server.on('error', (error) => logError(error, undefined, log)));
  return {
    server,
    connections,
    handleUpgrades(handler) {
      upgrades = handler;
    },
  };
}

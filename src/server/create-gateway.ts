import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { TokenProvider } from '../datasources/fin/auth/token-provider.ts';
import type { Logger } from '../observability/logger.ts';
import type { PrivateHash } from '../observability/private-hash.ts';
import type { WebhookReceiver } from '../webhooks/webhook-receiver.ts';
import { delayContinue } from './body/expect-continue.ts';
import { createBoundedServer } from './connections/bounded-server.ts';
import { closeGracefully } from './connections/close-gracefully.ts';
import { type ClientLimits, toGatewayLimits, toMaxConnections } from './gateway-limits.ts';
import { createGraphQL } from './graphql/create-graphql.ts';
import { type ContextParts, createContextFactory } from './graphql/create-operation-context.ts';
import { createOperationRoute } from './graphql/create-operation-route.ts';
import { createReadOperation, type ReadOperationParts } from './graphql/create-read-operation.ts';
import { createHealth } from './http/health.ts';
import { createRequestListener } from './http/request-listener.ts';
import { createRateCheck } from './limits/rate-check.ts';
import { createOriginCheck } from './live/check-origin.ts';
import { OpenStreams } from './live/open-streams.ts';
import { createSocketServer } from './live/socket-server.ts';
import { createWebhookRoute } from './webhooks/webhook-route.ts';

export interface GatewayParts
  extends ContextParts,
    Pick<ReadOperationParts, 'authenticate' | 'persistedOperations'> {
  readonly log: Logger;
  readonly hash: PrivateHash;
  /** Undefined if the account is one at Fin.com. */
  readonly sandboxControlUrl: string | undefined;
  readonly tokens: TokenProvider;
  readonly hasIssuerKeys?: (() => Promise<boolean>) | undefined;
  /** Undefined: no webhooks are received. */
  readonly webhooks: WebhookReceiver | undefined;
}

export interface Gateway {
  readonly server: Server;
  /**
   * Reports at `/ready` that the gateway stops, and serves requests for `delayMs` more. Then accepts no more connections,
   * ends subscriptions, lets running requests finish, and resolves when the last connection is closed.
   */
  close(delayMs?: number): Promise<void>;
}

/** Creates an HTTP server that is ready to listen. */
export function createGateway(parts: GatewayParts, clientLimits: Partial<ClientLimits> = {}): Gateway {
  const { config, sandboxControlUrl, log, hash, telemetry, webhooks } = parts;
  const limits = toGatewayLimits(config, clientLimits);
  const health = createHealth(parts.tokens, parts.hasIssuerKeys);
  const checkOrigin = createOriginCheck(config);
  const streams = new OpenStreams({ ...config, log, observer: telemetry });
  const checkRate = config.requestsPerMinute
    ? createRateCheck(config.requestsPerMinute, config.proxyCount)
    : undefined;
  const createContext = createContextFactory(parts, limits);
  const readOperation = createReadOperation({ ...parts, checkRate }, limits);
  const yoga = createGraphQL({ config, sandboxControlUrl, log, readOperation, checkOrigin, streams }, limits);
  const serveOperation = createOperationRoute({ yoga, readOperation, log }, limits);
  const { server, connections, handleUpgrades } = createBoundedServer(
    {
      ...limits,
      log,
      corsOrigins: config.corsOrigins,
      keepAliveTimeoutMs: config.keepAliveTimeoutMs,
      maxConnections: toMaxConnections(config, log),
      maxRejectedBytes: limits.drainLimits.maxBytes,
    },
    (opened) =>
      createRequestListener({
        ...config,
        ...limits,
        log,
        telemetry,
        health,
        checkOrigin,
        connections: opened,
        serveGraphQL: (exchange, lifetime) =>
          serveOperation({ ...createContext(exchange), ...exchange, ...lifetime }),
        serveWebhook:
          webhooks &&
          createWebhookRoute({ ...limits, receiver: webhooks, connections: opened, telemetry, hash }),
      }),
  );
  delayContinue(server);
  const sockets = createSocketServer(
    { ...parts, yoga, createContext, checkRate, checkOrigin, connections, observer: telemetry },
    limits,
  );
  handleUpgrades(sockets);
  return {
    server,
    async close(delayMs = 0) {
      health.shutDown();
      if (delayMs > 0) await setTimeout(delayMs);
      const closed = closeGracefully(server, () => connections.activeRequests === 0);
      // After the server has stopped listening, so that clients cannot come back.
      streams.shutDown();
      sockets.shutDown();
      await closed;
    },
  };
}

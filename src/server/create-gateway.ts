import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Authenticate } from '../callers/access-token.ts';
import type { Config } from '../config/config.ts';
import type { TokenProvider } from '../datasources/fin/auth/token-provider.ts';
import type { Catalogue } from '../datasources/fin/catalogue/catalogue.ts';
import { createCustomerLoader } from '../datasources/fin/customers/customer-loader.ts';
import type { Customers } from '../datasources/fin/customers/customers.ts';
import type { Documents } from '../datasources/fin/documents/documents.ts';
import type { IdempotencyLedger } from '../idempotency/idempotency-ledger.ts';
import type { CustomerEvents } from '../live/customer-events.ts';
import type { CustomerWatch } from '../live/customer-watch.ts';
import { createAudit } from '../observability/audit.ts';
import type { Logger } from '../observability/logger.ts';
import { observeDocuments } from '../observability/observe-documents.ts';
import { createRootFieldObserver } from '../observability/observe-root-field.ts';
import { createPrivateHash, type PrivateHash } from '../observability/private-hash.ts';
import type { Telemetry } from '../observability/telemetry.ts';
import { schema } from '../schema/index.ts';
import type { WebhookReceiver } from '../webhooks/webhook-receiver.ts';
import { callerKey } from './callers/caller-key.ts';
import { useAuthentication } from './callers/use-authentication.ts';
import { createBoundedServer } from './connections/bounded-server.ts';
import { closeGracefully } from './connections/close-gracefully.ts';
import {
  type ClientLimits,
  type GatewayLimits,
  toGatewayLimits,
  toMaxConnections,
} from './gateway-limits.ts';
import { createGraphiQLSettings } from './graphiql/graphiql-settings.ts';
import { toCorsOptions } from './http/cors.ts';
import { type DrainLimits, drainBeforeResponse } from './http/drain-body.ts';
import { delayContinue } from './http/expect-continue.ts';
import { createHealth } from './http/health.ts';
import { createRequestListener, type RequestListenerOptions } from './http/request-listener.ts';
import { useRequestParser } from './http/use-request-parser.ts';
import { useIdempotencyKey } from './idempotency/use-idempotency-key.ts';
import { createUploadSlots, limitUploads } from './limits/limit-uploads.ts';
import { useConcurrencyLimit } from './limits/use-concurrency-limit.ts';
import { createRateCheck, useRateLimit } from './limits/use-rate-limit.ts';
import { useReadLimit } from './limits/use-read-limit.ts';
import { useResponseSizeLimit } from './limits/use-response-size-limit.ts';
import { useStreamEnd } from './live/use-stream-end.ts';
import { useUploadCheck } from './multipart/use-upload-check.ts';
import type { PersistedOperations } from './operations/persisted-operations.ts';
import { useOperationName } from './operations/use-operation-name.ts';
import { useParseCache } from './operations/use-parse-cache.ts';
import type { ServerContext } from './server-context.ts';
import { useClientErrors } from './use-client-errors.ts';
import { useInputErrors } from './validation/use-input-errors.ts';
import { createWebhookRoute } from './webhooks/webhook-route.ts';

export interface GatewayParts {
  readonly config: Config;
  readonly customers: Customers;
  readonly customerEvents: CustomerEvents;
  readonly customerWatch: CustomerWatch;
  readonly documents: Documents;
  readonly catalogue: Catalogue;
  readonly tokens: TokenProvider;
  readonly ledger: IdempotencyLedger;
  readonly persistedOperations: PersistedOperations;
  readonly log: Logger;
  readonly telemetry: Telemetry | undefined;
  /** Undefined: callers need no access token. */
  readonly authenticate: Authenticate | undefined;
  readonly hasIssuerKeys?: (() => Promise<boolean>) | undefined;
  /** Undefined: no webhooks are received. */
  readonly webhooks: WebhookReceiver | undefined;
}

export interface Gateway {
  readonly server: Server;
  /**
   * Reports at `/ready` that the gateway stops, and serves requests for `delayMs` more. Then accepts no more connections,
   * lets running requests finish, and resolves when the last connection is closed.
   */
  close(delayMs?: number): Promise<void>;
}

/** Creates an HTTP server that is ready to listen. */
export function createGateway(parts: GatewayParts, clientLimits: Partial<ClientLimits> = {}): Gateway {
  const { config, log, telemetry, webhooks } = parts;
  const limits = toGatewayLimits(config, clientLimits);
  const health = createHealth(parts.tokens, parts.hasIssuerKeys);
  const hash = createPrivateHash(config.auditHashKey);
  const serveGraphQL = createGraphQLHandler(parts, limits, hash);
  const { server, connections } = createBoundedServer(
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
        log,
        telemetry,
        health,
        isGraphiQLEnabled: config.isGraphiQLEnabled,
        maxRequestsInFlight: config.maxRequestsInFlight,
        corsOrigins: config.corsOrigins,
        connections: opened,
        responseIdleMs: limits.responseIdleMs,
        drainLimits: limits.drainLimits,
        serveGraphQL,
        serveWebhook:
          webhooks &&
          createWebhookRoute({ ...limits, receiver: webhooks, connections: opened, telemetry, hash }),
      }),
  );
  delayContinue(server);
  return {
    server,
    async close(delayMs = 0) {
      health.shutDown();
      if (delayMs > 0) await setTimeout(delayMs);
      await closeGracefully(server, () => connections.activeRequests === 0);
    },
  };
}

/** Creates the context of each request. */
function createGraphQLHandler(
  parts: GatewayParts,
  limits: GatewayLimits,
  hash: PrivateHash,
): RequestListenerOptions['serveGraphQL'] {
  const { config, customers, customerEvents, customerWatch, documents, catalogue, ledger, log, telemetry } =
    parts;
  const { uploadPolicy, maxUploads } = limits;
  const now = () => new Date();
  const { customerApi } = config;
  const shared = {
    customers,
    customerEvents,
    customerWatch,
    catalogue,
    uploadPolicy,
    ledger,
    now,
    customerApi,
    caller: undefined,
  };
  const audit = createAudit(log, hash);
  const yoga = createGraphQL(parts, limits);
  const uploadSlots = createUploadSlots(uploadPolicy.idleMs, maxUploads);
  return ({ req, res, record }, lifetime) => {
    const observed = observeDocuments(documents, record, telemetry);
    return yoga.handle(req, res, {
      ...shared,
      ...lifetime,
      documents: limitUploads(observed, uploadSlots, ({ subject }) =>
        callerKey({ req, ...(subject !== undefined && { caller: { subject } }) }, config.proxyCount),
      ),
      observeRootField: createRootFieldObserver({ audit, telemetry, record }),
      req,
      res,
      record,
      requestId: record.requestId,
      customerLoader: createCustomerLoader(customers, { requestId: record.requestId, customerApi }),
      replayedFields: new Set(),
    });
  };
}

function createGraphQL(
  { config, log, authenticate, persistedOperations }: GatewayParts,
  { bodyMs, drainLimits }: GatewayLimits,
) {
  const { corsOrigins, proxyCount, requestsPerMinute, maxRequestsInFlightPerCaller } = config;
  const checkRate = requestsPerMinute ? createRateCheck(requestsPerMinute, proxyCount) : undefined;
  return createYoga<ServerContext>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    ...createGraphiQLSettings(config),
    cors: corsOrigins.length > 0 ? ({ headers }) => toCorsOptions(headers.get('origin'), corsOrigins) : false,
    multipart: false,
    // useRequestParser limits the body, at a fraction of the cost.
    maxRequestBodySize: false,
    // Replaced by useParseCache.
    parserAndValidationCache: false,
    // Yoga would log errors with their values.
    logging: false,
    maskedErrors: { maskError: (error) => (error instanceof Error ? error : new Error('not an error')) },
    plugins: [
      useRequestEnd(drainLimits),
      // First, so that nothing of a body is read before its sender is known.
      ...(authenticate ? [useAuthentication(authenticate, checkRate)] : []),
      ...(checkRate ? [useRateLimit(checkRate)] : []),
      ...(maxRequestsInFlightPerCaller
        ? [useConcurrencyLimit(maxRequestsInFlightPerCaller, proxyCount)]
        : []),
      useRequestParser(persistedOperations, bodyMs),
      useParseCache(),
      useInputErrors(config.isIntrospectionEnabled),
      useReadLimit(config.customerApi),
      useResponseSizeLimit(),
      useUploadCheck(),
      useIdempotencyKey(),
      useOperationName(),
      useStreamEnd(),
      useClientErrors(log),
    ],
  });
}

function useRequestEnd(drainLimits: DrainLimits): Plugin<object, ServerContext> {
  return {
    async onResponse({ serverContext: { req, uploadForm, markResponded } }) {
      markResponded();
      uploadForm?.abandon();
      await drainBeforeResponse(req, drainLimits);
    },
  };
}

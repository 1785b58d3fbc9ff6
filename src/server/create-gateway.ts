import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Authenticate } from '../callers/access-token.ts';
import type { UploadPolicy } from '../context.ts';
import type { TokenProvider } from '../datasources/fin/auth/token-provider.ts';
import type { Catalogue } from '../datasources/fin/catalogue/catalogue.ts';
import { createCustomerLoader } from '../datasources/fin/customers/customer-loader.ts';
import type { Customers } from '../datasources/fin/customers/customers.ts';
import type { Documents } from '../datasources/fin/documents/documents.ts';
import { MAX_UPSTREAM_CONNECTIONS } from '../datasources/fin/http/transport.ts';
import type { IdempotencyLedger } from '../idempotency/idempotency-ledger.ts';
import { createAudit } from '../observability/audit.ts';
import type { Logger } from '../observability/logger.ts';
import { observeDocuments } from '../observability/observe-documents.ts';
import { createRootFieldObserver } from '../observability/observe-root-field.ts';
import type { Telemetry } from '../observability/telemetry.ts';
import { schema } from '../schema/index.ts';
import { callerKey } from './callers/caller-key.ts';
import { useAuthentication } from './callers/use-authentication.ts';
import { createBoundedServer } from './connections/bounded-server.ts';
import { prepareClose } from './connections/close-gracefully.ts';
import { graphiqlSettings } from './graphiql/graphiql.ts';
import { corsFor } from './http/cors.ts';
import { holdContinue } from './http/expect-continue.ts';
import { createHealth } from './http/health.ts';
import { type BodyBounds, readBeforeAnswer } from './http/request-body.ts';
import { createRequestListener, type Routes } from './http/request-listener.ts';
import { drainBounds } from './http/upload-form.ts';
import { useRequestParser } from './http/use-request-parser.ts';
import { createUploadSlots, shareUploads } from './limits/share-uploads.ts';
import { useAnswerSizeLimit } from './limits/use-answer-size-limit.ts';
import { type CallerRoom, useCallerRoom } from './limits/use-concurrency-limit.ts';
import { createRateCheck, type RateLimit, useRateLimit } from './limits/use-rate-limit.ts';
import { useReadLimit } from './limits/use-read-limit.ts';
import type { StoredDocuments } from './operations/persisted-operations.ts';
import { useOperationName } from './operations/use-operation-name.ts';
import { useKnownDocuments } from './operations/use-parse-cache.ts';
import type { ServerContext } from './server-context.ts';
import { useClientErrors } from './validation/use-client-errors.ts';
import { useIdempotencyKey } from './validation/use-idempotency-key.ts';
import { useInputErrors } from './validation/use-input-errors.ts';
import { useUploadCheck } from './validation/use-upload-check.ts';

export interface GatewayParts {
  readonly customers: Customers;
  readonly documents: Documents;
  readonly catalogue: Catalogue;
  readonly uploadPolicy: UploadPolicy;
  readonly tokens: TokenProvider;
  readonly ledger: IdempotencyLedger;
  readonly log: Logger;
  readonly telemetry?: Telemetry | undefined;
  readonly auditHashKey?: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly maxRequestsInFlight: number;
  /** Open client connections. */
  readonly maxConnections: number;
  /** How long an idle client connection is kept open. */
  readonly keepAliveTimeoutMs: number;
  /** Proxies in front whose `X-Forwarded-For` is believed. */
  readonly proxyCount: number;
  /** Undefined: callers may send as many as they like. */
  readonly rateLimit: RateLimit | undefined;
  /** Undefined: one caller may have all of `maxRequestsInFlight`. */
  readonly callerRoom: CallerRoom | undefined;
  readonly storedDocuments: StoredDocuments;
  readonly clientLimits?: Partial<ClientLimits>;
  readonly isGraphiQLEnabled: boolean;
  readonly isIntrospectionEnabled: boolean;
  /** Undefined: callers are not checked. */
  readonly authenticate: Authenticate | undefined;
  readonly hasIssuerKeys?: (() => Promise<boolean>) | undefined;
  readonly now?: () => Date;
}

/** How long a client may take, and how much it may leave untaken. */
export interface ClientLimits {
  /** For the head of a request, which is also what a silent connection gets. */
  readonly headersMs: number;
  /** For a body that is read whole. */
  readonly bodyMs: number;
  /** For each pause while it takes an answer. */
  readonly answerMs: number;
  /** For a whole answer, and for the rest of a body that was refused. */
  readonly maxSendingMs: number;
  /** Of answers, over all connections. */
  readonly maxUnsentBytes: number;
  /** That stream to Fin.com at once, a connection each. */
  readonly maxUploads: number;
}

export interface Gateway {
  readonly server: Server;
  /**
   * Says at `/ready` that it stops; `delayMs` later takes no new request, lets the running ones finish, and resolves
   * when the last connection is closed.
   */
  close(delayMs?: number): Promise<void>;
}

const CLIENT_LIMITS: ClientLimits = {
  headersMs: 10_000,
  bodyMs: 30_000,
  answerMs: 60_000,
  maxSendingMs: 300_000,
  maxUnsentBytes: 134_217_728,
  maxUploads: MAX_UPSTREAM_CONNECTIONS,
};

/** The HTTP server, ready to listen. */
export function createGateway(parts: GatewayParts): Gateway {
  const limits = { ...CLIENT_LIMITS, ...parts.clientLimits };
  const health = createHealth(parts.tokens, parts.hasIssuerKeys);
  const bounds = drainBounds(parts.uploadPolicy, limits.maxSendingMs);
  const { server, connections } = createBoundedServer(
    {
      ...parts,
      headersMs: limits.headersMs,
      maxSendingMs: limits.maxSendingMs,
      maxRefusedBytes: bounds.maxBytes,
      maxUnsentBytes: limits.maxUnsentBytes,
    },
    (opened) =>
      createRequestListener({
        ...parts,
        telemetry: parts.telemetry,
        health,
        connections: opened,
        answerMs: limits.answerMs,
        drainBounds: bounds,
        serveGraphQL: serveGraphQLWith(parts, limits),
      }),
  );
  holdContinue(server);
  const closeServer = prepareClose(server, () => connections.requestsAtWork === 0);
  return {
    server,
    async close(delayMs = 0) {
      health.shutDown();
      if (delayMs > 0) await setTimeout(delayMs);
      await closeServer();
    },
  };
}

function serveGraphQLWith(parts: GatewayParts, limits: ClientLimits): Routes['serveGraphQL'] {
  const { customers, documents, catalogue, uploadPolicy, log, ledger, telemetry, proxyCount } = parts;
  const { now = () => new Date() } = parts;
  const shared = { customers, catalogue, uploadPolicy, ledger, now, caller: undefined };
  const audit = createAudit(log, parts.auditHashKey);
  const yoga = createGraphQL(parts, limits);
  const uploadSlots = createUploadSlots(uploadPolicy.idleMs, limits.maxUploads);
  return (req, res, record, work) => {
    const { requestId } = record;
    const observed = observeDocuments(documents, record, telemetry);
    return yoga.handle(req, res, {
      ...shared,
      ...work,
      documents: shareUploads(observed, uploadSlots, ({ subject }) =>
        callerKey({ req, ...(subject !== undefined && { caller: { subject } }) }, proxyCount),
      ),
      observeRootField: createRootFieldObserver({ audit, telemetry, record }),
      req,
      res,
      record,
      requestId,
      customerLoader: createCustomerLoader(customers, record),
      replayedFields: new Set(),
    });
  };
}

function useEndOfWork(bounds: BodyBounds): Plugin<object, ServerContext> {
  return {
    async onResponse({ serverContext }) {
      const { req, uploadForm, tellAnswered } = serverContext;
      tellAnswered();
      uploadForm?.abandon();
      await readBeforeAnswer(req, bounds);
    },
  };
}

function createGraphQL(parts: GatewayParts, { bodyMs, maxSendingMs }: ClientLimits) {
  const { log, corsOrigins, isGraphiQLEnabled, isIntrospectionEnabled, authenticate } = parts;
  const { rateLimit, callerRoom, storedDocuments } = parts;
  const checkRate = rateLimit && createRateCheck(rateLimit);
  return createYoga<ServerContext>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    ...graphiqlSettings(isGraphiQLEnabled),
    cors: corsOrigins.length > 0 ? ({ headers }) => corsFor(headers.get('origin'), corsOrigins) : false,
    multipart: false,
    // The parser has a bound of its own, at a fraction of the cost.
    maxRequestBodySize: false,
    parserAndValidationCache: false,
    // Yoga would log whole errors, values and all.
    logging: false,
    maskedErrors: { maskError: (error) => (error instanceof Error ? error : new Error('not an error')) },
    plugins: [
      useEndOfWork(drainBounds(parts.uploadPolicy, maxSendingMs)),
      // First, so that nothing is read of a request before it is known who sends it.
      ...(authenticate ? [useAuthentication(authenticate, checkRate)] : []),
      ...(checkRate ? [useRateLimit(checkRate)] : []),
      ...(callerRoom ? [useCallerRoom(callerRoom)] : []),
      useRequestParser(storedDocuments, bodyMs),
      useKnownDocuments(),
      useInputErrors({ isIntrospectionEnabled }),
      useReadLimit(),
      useAnswerSizeLimit(),
      useUploadCheck(),
      useIdempotencyKey(),
      useOperationName(),
      useClientErrors(log),
    ],
  });
}

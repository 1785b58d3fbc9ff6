import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { GatewayContext, UploadPolicy } from '../context.ts';
import type { Catalogue } from '../datasources/fin/catalogue.ts';
import { createCustomerLoader } from '../datasources/fin/customer-loader.ts';
import type { Customers } from '../datasources/fin/customers.ts';
import type { Documents } from '../datasources/fin/documents.ts';
import type { TokenProvider } from '../datasources/fin/token-provider.ts';
import { MAX_UPSTREAM_CONNECTIONS } from '../datasources/fin/transport.ts';
import type { IdempotencyLedger } from '../datasources/shared-state/idempotency-ledger.ts';
import { schema } from '../schema/index.ts';
import type { Authenticate } from './access-token.ts';
import { createAudit } from './audit.ts';
import { createBoundedServer } from './bounded-server.ts';
import { callerKey } from './caller-key.ts';
import { prepareClose } from './close-gracefully.ts';
import { corsFor } from './cors.ts';
import { holdContinue } from './expect-continue.ts';
import { graphiqlSettings } from './graphiql.ts';
import { createHealth } from './health.ts';
import type { Logger } from './logger.ts';
import { observeDocuments } from './observe-documents.ts';
import { createRootFieldObserver } from './observe-root-field.ts';
import { readBeforeAnswer } from './request-body.ts';
import { createRequestListener, type Routes, type Work } from './request-listener.ts';
import type { RequestRecord } from './request-record.ts';
import { createUploadSlots, shareUploads } from './share-uploads.ts';
import type { StoredDocuments } from './stored-documents.ts';
import type { Telemetry } from './telemetry.ts';
import { drainBounds } from './upload-form.ts';
import { useAnswerSizeLimit } from './use-answer-size-limit.ts';
import { useAuthentication } from './use-authentication.ts';
import { type CallerRoom, useCallerRoom } from './use-caller-room.ts';
import { useClientErrors } from './use-client-errors.ts';
import { useIdempotencyKey } from './use-idempotency-key.ts';
import { useInputErrors } from './use-input-errors.ts';
import { useKnownDocuments } from './use-known-documents.ts';
import { useOperationName } from './use-operation-name.ts';
import { createRateCheck, type RateLimit, useRateLimit } from './use-rate-limit.ts';
import { useReadLimit } from './use-read-limit.ts';
import { useRequestParser } from './use-request-parser.ts';
import { useUploadCheck } from './use-upload-check.ts';

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

/** What the node listener hands to yoga, and so to plugins and resolvers. */
export interface ServerContext extends GatewayContext, Work {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly record: RequestRecord;
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
  const bounds = drainBounds(parts.uploadPolicy);
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

const endOfWork: Plugin<object, ServerContext> = {
  async onResponse({ serverContext }) {
    const { req, uploadForm, uploadPolicy, tellAnswered } = serverContext;
    tellAnswered();
    uploadForm?.abandon();
    await readBeforeAnswer(req, drainBounds(uploadPolicy));
  },
};

function createGraphQL(parts: GatewayParts, { bodyMs }: ClientLimits) {
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
      endOfWork,
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

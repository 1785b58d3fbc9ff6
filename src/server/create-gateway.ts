import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { GatewayContext, UploadPolicy } from '../context.ts';
import type { Catalogue } from '../datasources/fin/catalogue.ts';
import { createCustomerLoader } from '../datasources/fin/customer-loader.ts';
import type { Customers } from '../datasources/fin/customers.ts';
import type { Documents } from '../datasources/fin/documents.ts';
import type { TokenProvider } from '../datasources/fin/token-provider.ts';
import type { IdempotencyLedger } from '../datasources/shared-state/idempotency-ledger.ts';
import { schema } from '../schema/index.ts';
import type { Authenticate } from './access-token.ts';
import { createAudit } from './audit.ts';
import { prepareClose } from './close-gracefully.ts';
import { corsFor } from './cors.ts';
import { holdContinue } from './expect-continue.ts';
import { graphiqlSettings } from './graphiql.ts';
import { createHealth } from './health.ts';
import type { Logger } from './logger.ts';
import { observeDocuments } from './observe-documents.ts';
import { createRootFieldObserver } from './observe-root-field.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { readBeforeAnswer } from './request-body.ts';
import { createRequestListener, type Work } from './request-listener.ts';
import type { RequestRecord } from './request-record.ts';
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
  /** Undefined: callers may send as many as they like. */
  readonly rateLimit: RateLimit | undefined;
  /** Undefined: one caller may have all of `maxRequestsInFlight`. */
  readonly callerRoom: CallerRoom | undefined;
  readonly storedDocuments: StoredDocuments;
  readonly clientTimeouts?: ClientTimeouts;
  readonly isGraphiQLEnabled: boolean;
  readonly isIntrospectionEnabled: boolean;
  /** Undefined: callers are not checked. */
  readonly authenticate: Authenticate | undefined;
  readonly now?: () => Date;
}

/** How long a client may take. */
export interface ClientTimeouts {
  /** For the head of a request. */
  readonly headersMs: number;
  /** For a body that is read whole. */
  readonly bodyMs: number;
  /** For each pause while it takes an answer. */
  readonly answerMs: number;
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

const CLIENT_TIMEOUTS: ClientTimeouts = { headersMs: 10_000, bodyMs: 30_000, answerMs: 60_000 };

/** The HTTP server, ready to listen. */
export function createGateway(parts: GatewayParts): Gateway {
  const { customers, documents, catalogue, uploadPolicy, tokens, log, isGraphiQLEnabled } = parts;
  const { ledger, telemetry } = parts;
  const { now = () => new Date(), clientTimeouts: { headersMs, answerMs } = CLIENT_TIMEOUTS } = parts;
  const shared = { customers, catalogue, uploadPolicy, ledger, now, caller: undefined };
  const audit = createAudit(log, parts.auditHashKey);
  const yoga = createGraphQL(parts);
  const health = createHealth(tokens);
  const server = createServer(
    // Node would end every request after five minutes; ours have bounds for each pause instead. Its bound for the
    // headers follows the other one unless stated.
    {
      requestTimeout: 0,
      headersTimeout: headersMs,
      connectionsCheckingInterval: headersMs / 2,
    },
    createRequestListener({
      log,
      telemetry,
      health,
      isGraphiQLEnabled,
      maxRequestsInFlight: parts.maxRequestsInFlight,
      answerMs,
      drainBounds: drainBounds(uploadPolicy),
      corsOrigins: parts.corsOrigins,
      serveGraphQL: (req, res, record, work) => {
        const { requestId } = record;
        const customerLoader = createCustomerLoader(customers, record);
        return yoga.handle(req, res, {
          ...shared,
          ...work,
          documents: observeDocuments(documents, record, telemetry),
          observeRootField: createRootFieldObserver({ audit, telemetry, record }),
          req,
          res,
          record,
          requestId,
          customerLoader,
          replayedFields: new Set(),
        });
      },
    }),
  );
  holdContinue(server);
  server.on('clientError', refuseMalformed);
  const closeServer = prepareClose(server);
  return {
    server,
    async close(delayMs = 0) {
      health.shutDown();
      if (delayMs > 0) await setTimeout(delayMs);
      await closeServer();
    },
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

function createGraphQL(parts: GatewayParts) {
  const { log, corsOrigins, isGraphiQLEnabled, isIntrospectionEnabled, authenticate } = parts;
  const { rateLimit, callerRoom, storedDocuments } = parts;
  const checkRate = rateLimit && createRateCheck(rateLimit);
  const { clientTimeouts: { bodyMs } = CLIENT_TIMEOUTS } = parts;
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

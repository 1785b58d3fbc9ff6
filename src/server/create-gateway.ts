import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type CORSOptions, createYoga } from 'graphql-yoga';
import type { GatewayContext, UploadPolicy } from '../context.ts';
import type { Catalogue } from '../datasources/fin/catalogue.ts';
import { createCustomerLoader } from '../datasources/fin/customer-loader.ts';
import type { Customers } from '../datasources/fin/customers.ts';
import type { Documents } from '../datasources/fin/documents.ts';
import type { TokenProvider } from '../datasources/fin/token-provider.ts';
import { schema } from '../schema/index.ts';
import { createAudit } from './audit.ts';
import { prepareClose } from './close-gracefully.ts';
import { graphiqlSettings } from './graphiql.ts';
import { createHealth } from './health.ts';
import type { Logger } from './logger.ts';
import { observeDocuments } from './observe-documents.ts';
import { createRootFieldObserver } from './observe-root-field.ts';
import { refuseMalformed } from './refuse-malformed.ts';
import { createRequestListener } from './request-listener.ts';
import type { RequestRecord } from './request-record.ts';
import type { Telemetry } from './telemetry.ts';
import { useClientErrors } from './use-client-errors.ts';
import { useInputErrors } from './use-input-errors.ts';
import { useOperationName } from './use-operation-name.ts';
import { useRequestParser } from './use-request-parser.ts';
import { useUploadCheck } from './use-upload-check.ts';

export interface GatewayParts {
  readonly customers: Customers;
  readonly documents: Documents;
  readonly catalogue: Catalogue;
  readonly uploadPolicy: UploadPolicy;
  readonly tokens: TokenProvider;
  readonly log: Logger;
  readonly telemetry?: Telemetry | undefined;
  readonly auditHashKey?: string | undefined;
  readonly corsOrigins: readonly string[];
  readonly isGraphiQLEnabled: boolean;
  readonly now?: () => Date;
}

export interface Gateway {
  readonly server: Server;
  /** Takes no new request, lets the running ones finish, and resolves when the last connection is closed. */
  close(): Promise<void>;
}

/** What the node listener hands to yoga, and so to plugins and resolvers. */
export interface ServerContext extends GatewayContext {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly record: RequestRecord;
}

const HEADERS_TIMEOUT_MS = 10_000;

/** The HTTP server, ready to listen. */
export function createGateway(parts: GatewayParts): Gateway {
  const { customers, documents, catalogue, uploadPolicy, tokens, log, isGraphiQLEnabled } = parts;
  const { now = () => new Date(), telemetry } = parts;
  const shared = { customers, catalogue, uploadPolicy, now, caller: undefined };
  const audit = createAudit(log, parts.auditHashKey);
  const yoga = createGraphQL(parts);
  const health = createHealth(tokens);
  const server = createServer(
    // Node would end every request after five minutes; ours have bounds for each pause instead. Its bound for the
    // headers follows the other one unless stated.
    {
      requestTimeout: 0,
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: HEADERS_TIMEOUT_MS / 2,
    },
    createRequestListener({
      log,
      telemetry,
      health,
      isGraphiQLEnabled,
      serveGraphQL: (req, res, record) => {
        const { requestId } = record;
        const customerLoader = createCustomerLoader(customers, record);
        const observed = {
          documents: observeDocuments(documents, record, telemetry),
          observeRootField: createRootFieldObserver({ audit, telemetry, record }),
        };
        return yoga.handle(req, res, { ...shared, ...observed, req, res, record, requestId, customerLoader });
      },
    }),
  );
  server.on('clientError', refuseMalformed);
  const closeServer = prepareClose(server);
  return {
    server,
    close() {
      health.shutDown();
      return closeServer();
    },
  };
}

function createGraphQL({ log, corsOrigins, isGraphiQLEnabled }: GatewayParts) {
  return createYoga<ServerContext>({
    schema,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    ...graphiqlSettings(isGraphiQLEnabled),
    cors: corsOrigins.length > 0 ? ({ headers }) => corsFor(headers.get('origin'), corsOrigins) : false,
    multipart: false,
    // The parser has a bound of its own, at a fraction of the cost.
    maxRequestBodySize: false,
    // Yoga would log whole errors, values and all.
    logging: false,
    maskedErrors: { maskError: (error) => (error instanceof Error ? error : new Error('not an error')) },
    plugins: [
      useRequestParser(),
      useInputErrors(),
      useUploadCheck(),
      useOperationName(),
      useClientErrors(log),
    ],
  });
}

/** Other origins get no headers. Yoga itself would allow them `null`, which is the origin of every sandboxed frame. */
function corsFor(origin: string | null, allowed: readonly string[]): CORSOptions {
  return origin !== null && allowed.includes(origin) ? { origin: [...allowed] } : false;
}

import type { IncomingMessage, RequestListener } from 'node:http';
import { createObservedSlots } from '../../datasources/fin/bulkheads/slot-observer.ts';
import { ERROR_CODES } from '../../error-codes.ts';
import { logError } from '../../observability/log-error.ts';
import type { Logger } from '../../observability/logger.ts';
import type { StartRequest, Telemetry } from '../../observability/telemetry.ts';
import type { DrainLimits } from '../body/drain-body.ts';
import type { Connections } from '../connections/connections.ts';
import type { HttpExchange, RequestLifetime } from '../graphql/server-context.ts';
import type { CheckOrigin } from '../live/check-origin.ts';
import { isWebSocketRequest } from '../live/web-socket-request.ts';
import { acceptsOnlyEventStream, acceptsResponse, isPageRequest } from './accept-header.ts';
import { setCorsHeaders } from './cors.ts';
import type { Health } from './health.ts';
import { type Path, toPath } from './log-request.ts';
import { openExchange } from './open-exchange.ts';
import { closeSoon, createRejectRequest, type Rejection, type RejectRequest } from './reject-request.ts';
import { setSecurityHeaders } from './security-headers.ts';

export interface RequestListenerOptions {
  readonly log: Logger;
  readonly telemetry: Telemetry | undefined;
  readonly health: Health;
  readonly isGraphiQLEnabled: boolean;
  readonly maxRequestsInFlight: number;
  /** How long a request waits while that many are in flight. */
  readonly requestWaitMs: number;
  readonly connections: Pick<Connections, 'responseReady' | 'isFull'>;
  /** How long a client may pause while it reads a response. */
  readonly responseIdleMs: number;
  readonly drainLimits: DrainLimits;
  readonly corsOrigins: readonly string[];
  readonly checkOrigin: CheckOrigin;
  readonly serveGraphQL: (exchange: HttpExchange, lifetime: RequestLifetime) => unknown;
  /** Undefined: no webhooks are received. */
  readonly serveWebhook: ((exchange: HttpExchange) => unknown) | undefined;
}

const NO_LIFETIME: RequestLifetime = { responded: Promise.resolve(), markResponded: () => undefined };

/** Callers are not known yet, so all requests share the slots. */
const ANY_CALLER = '';

const NOT_FOUND = {
  status: 404,
  message: 'Nothing is served at this path. Send GraphQL requests to /graphql.',
} as const;
const NOT_ACCEPTABLE = {
  status: 406,
  message:
    'The gateway responds with application/graphql-response+json or application/json. The Accept header allows neither.',
} as const;
const NOT_UPGRADED = {
  status: 400,
  message:
    'This request cannot become a WebSocket. It needs the header "Connection: Upgrade" and a connection of its own.',
} as const;
const MALFORMED_HOST = { status: 400, message: 'The Host header is malformed.' } as const;
const BUSY = {
  status: 503,
  message: 'The gateway is handling as many requests as it can. Nothing was executed. Try again in a second.',
} as const;
const FAILED = { status: 500, message: ERROR_CODES.INTERNAL_SERVER_ERROR.message } as const;

/** Gives each request an id and a line in the log, and routes it by its path. */
export function createRequestListener(options: RequestListenerOptions): RequestListener {
  const { log, telemetry, health, isGraphiQLEnabled, responseIdleMs, serveWebhook } = options;
  const rejectRequest = createRejectRequest(options.drainLimits);
  const reject: RejectRequest = (exchange, rejection) => {
    closeWhenIdle(exchange);
    return rejectRequest(exchange, rejection);
  };
  const serveGraphQL = createGraphQLRoute(options, reject);

  /** Requests to other paths are only logged. Probes send them all day. */
  const observers: Readonly<Partial<Record<Path, StartRequest | undefined>>> = {
    '/graphql': telemetry?.requestStarted,
    '/webhooks/fin': serveWebhook && telemetry?.webhookStarted,
  };

  /** Closes connections whose client does not read, since shutdown waits for them. Node resets it after the response. */
  function closeWhenIdle({ req }: HttpExchange): void {
    req.socket.setTimeout(responseIdleMs);
  }

  function route(exchange: HttpExchange, path: Path): unknown {
    const { res } = exchange;
    if (path === '/graphql') return serveGraphQL(exchange);
    closeWhenIdle(exchange);
    if (path === '/health') return health.serveHealth(res);
    if (path === '/ready') return health.serveReady(res);
    return path === '/webhooks/fin' && serveWebhook ? serveWebhook(exchange) : reject(exchange, NOT_FOUND);
  }

  return (req, res) => {
    const path = toPath(req);
    const { exchange, observation } = openExchange(req, res, path, { log, startRequest: observers[path] });
    const { requestId } = exchange.record;
    res.setHeader('x-request-id', requestId);
    setSecurityHeaders(res, isGraphiQLEnabled && isPageRequest(req));
    if (health.isShuttingDown()) res.setHeader('connection', 'close');
    const serve = () => {
      // Inside a promise, so that a synchronous error fails only this request.
      const served = new Promise((resolve) => {
        resolve(route(exchange, path));
      });
      served.catch((error: unknown) => {
        logError(error, requestId, log);
        return reject(exchange, FAILED);
      });
    };
    if (observation) observation.run(serve);
    else serve();
  };
}

/** Checks what must be known before an operation is executed. */
function createGraphQLRoute(options: RequestListenerOptions, reject: RejectRequest) {
  const { connections, corsOrigins } = options;
  const serveWithinLimit = limitRequests(options, reject);
  return (exchange: HttpExchange): unknown => {
    const { req, res, record } = exchange;
    // Responses contain personal data, and caches store responses to GET.
    res.setHeader('cache-control', 'no-store');
    res.setHeader('vary', 'Origin');
    setCorsHeaders(req, res, corsOrigins);
    if (connections.isFull) {
      closeSoon(exchange);
      record.limitsHit.push('connections');
      return reject(exchange, BUSY);
    }
    const rejection = findRejection(req, options);
    return rejection ? reject(exchange, rejection) : serveWithinLimit(exchange);
  };
}

function findRejection(
  req: IncomingMessage,
  { isGraphiQLEnabled, checkOrigin }: RequestListenerOptions,
): Rejection | undefined {
  if (!isValidHost(req.headers.host)) return MALFORMED_HOST;
  const isWebSocket = isWebSocketRequest(req);
  // Only subscriptions are refused among other requests, and those are not known before the operation is parsed.
  const refusal = isWebSocket || acceptsOnlyEventStream(req) ? checkOrigin(req) : undefined;
  if (refusal !== undefined) return { status: 403, message: refusal };
  if (isWebSocket) return NOT_UPGRADED;
  return acceptsResponse(req) || (isGraphiQLEnabled && isPageRequest(req)) ? undefined : NOT_ACCEPTABLE;
}

/** Serves at most `maxRequestsInFlight` operations at a time. Others wait for a while. */
function limitRequests(
  options: RequestListenerOptions,
  reject: RejectRequest,
): (exchange: HttpExchange) => Promise<unknown> {
  const { maxRequestsInFlight, requestWaitMs, connections, responseIdleMs, serveGraphQL, telemetry } =
    options;
  const slots = createObservedSlots(
    'requests',
    { max: maxRequestsInFlight, maxWaitMs: requestWaitMs, maxShare: 1 },
    telemetry,
  );
  return async (exchange) => {
    const { socket, method } = exchange.req;
    // Preflight requests cost nothing, and browsers do not tell a page why one failed.
    if (method === 'OPTIONS') {
      socket.setTimeout(responseIdleMs);
      return serveGraphQL(exchange, NO_LIFETIME);
    }
    const slot = slots.acquire(ANY_CALLER);
    const release = slot instanceof Promise ? await slot : slot;
    if (!release) {
      exchange.record.limitsHit.push('requests_in_flight');
      return reject(exchange, BUSY);
    }
    // The client has disconnected while its request waited.
    if (exchange.res.closed) return release();
    const { promise: responded, resolve } = Promise.withResolvers<void>();
    void responded.then(release);
    const markResponded: RequestLifetime['markResponded'] = ({ isStream }) => {
      // Before sending, so that clients that read slowly do not count.
      resolve();
      if (isStream) return exchange.streamOpened();
      socket.setTimeout(responseIdleMs);
      connections.responseReady(socket);
    };
    try {
      return await serveGraphQL(exchange, { responded, markResponded });
    } finally {
      resolve();
    }
  };
}

/** Clients of a gateway nearly always send the same one. */
let lastValidHost: string | undefined;

/** Yoga builds a URL from it. HTTP/1.0 requests may have none. */
function isValidHost(host: IncomingMessage['headers']['host']): boolean {
  if (host === lastValidHost) return true;
  const isValid = URL.canParse(`http://${host || 'localhost'}`);
  if (isValid) lastValidHost = host;
  return isValid;
}

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ERROR_CODES, type ErrorCode } from '../../error-codes.ts';
import { logError } from '../../observability/log-error.ts';
import type { Logger } from '../../observability/logger.ts';
import { createRequestRecord, type RequestRecord } from '../../observability/request-record.ts';
import type { RequestEnd, Telemetry } from '../../observability/telemetry.ts';
import type { Connections } from '../connections/connections.ts';
import { exposeAnswer } from './cors.ts';
import type { Health } from './health.ts';
import { isGoodProbe, logRequest, type Path, pathOf } from './log-request.ts';
import { type BodyBounds, markTooSlow, readBeforeAnswer } from './read-body.ts';
import { setSecurityHeaders } from './security-headers.ts';

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  500: 'INTERNAL_SERVER_ERROR',
  503: 'RATE_LIMITED',
};

export interface Routes {
  readonly log: Logger;
  readonly telemetry: Telemetry | undefined;
  readonly health: Health;
  readonly isGraphiQLEnabled: boolean;
  readonly maxRequestsInFlight: number;
  readonly connections: Pick<Connections, 'answerKnown' | 'isFull'>;
  /** How long a client may pause while it takes an answer. */
  readonly answerMs: number;
  /** How much of a refused body is read, so that its sender sees the refusal. */
  readonly drainBounds: BodyBounds;
  readonly corsOrigins: readonly string[];
  readonly serveGraphQL: (
    req: IncomingMessage,
    res: ServerResponse,
    record: RequestRecord,
    work: Work,
  ) => unknown;
}

/** What counts as being at work: not the sending of the answer, but what goes on when the client has gone. */
export interface Work {
  /** Resolves when the answer is known, or there will be none. */
  readonly answered: Promise<void>;
  /** To be called when the answer is known, before it is sent. */
  readonly tellAnswered: () => void;
}

const NO_WORK: Work = { answered: Promise.resolve(), tellAnswered: () => undefined };

const ANSWERABLE = new Set([
  '*/*',
  'application/*',
  'application/json',
  'application/graphql-response+json',
  'text/event-stream',
  'multipart/mixed',
]);
const NOT_ACCEPTABLE =
  'Answers are application/graphql-response+json or application/json: accept one of them.';
const NOT_FOUND = 'There is nothing here. GraphQL is served at /graphql.';
const BUSY = 'The gateway has as many requests at work as it takes. Try again shortly.';

/** Gives each request its id and its line in the log, and shows it to the part that serves its path. */
export function createRequestListener(routes: Routes): RequestListener {
  const { log, telemetry, health, isGraphiQLEnabled, connections, answerMs, drainBounds, corsOrigins } =
    routes;
  const refuse = createRefusal(drainBounds);
  const serveBounded = boundWork(routes);

  function serve(req: IncomingMessage, res: ServerResponse, record: RequestRecord, path: Path): unknown {
    // Who does not read is cut off, or a stop would wait for it. Node sets it back when the answer is out.
    req.socket.setTimeout(answerMs);
    if (path === '/health') return health.answerHealth(res);
    if (path === '/ready') return health.answerReady(res);
    if (path === '/graphql') return serveOperation(req, res, record);
    return refuse(req, res, record, 404, NOT_FOUND);
  }

  function serveOperation(req: IncomingMessage, res: ServerResponse, record: RequestRecord): unknown {
    // Answers are about people, also those to queries by GET, which caches would keep.
    res.setHeader('cache-control', 'no-store');
    res.setHeader('vary', 'Origin');
    exposeAnswer(req, res, corsOrigins);
    // Checked first: an operation must not run when its answer cannot be sent.
    const isAccepted = isHost(req.headers.host) && isAnswerable(req, isGraphiQLEnabled);
    if (isAccepted && !connections.isFull) return serveBounded(req, res, record);
    if (connections.isFull) {
      res.setHeader('connection', 'close');
      record.limitsHit.push('connections');
      // There is no room for a connection that is waited for.
      markTooSlow(req);
      return refuse(req, res, record, 503, BUSY);
    }
    return isHost(req.headers.host)
      ? refuse(req, res, record, 406, NOT_ACCEPTABLE)
      : refuse(req, res, record, 400, 'The Host header is malformed.');
  }
  return (req, res) => {
    const path = pathOf(req);
    const record = createRequestRecord(req.headers['x-request-id']);
    res.setHeader('x-request-id', record.requestId);
    setSecurityHeaders(res, isGraphiQLEnabled && isPageRequest(req));
    // Other paths are asked by machines, all day.
    const observation = path === '/graphql' ? telemetry?.requestStarted(req.headers) : undefined;
    onClose(res, (ms) => {
      if (!isGoodProbe(path, res)) logRequest(log, record, res, { path, ms });
      observation?.end(requestEnd(record, res, ms));
    });
    if (health.isShuttingDown()) res.setHeader('connection', 'close');
    const start = () => serve(req, res, record, path);
    // Inside a promise, so that a fault before the first wait ends this request and not the process.
    const served = new Promise((resolve) => {
      resolve(observation ? observation.run(start) : start());
    });
    served.catch((error: unknown) => {
      logError(error, record.requestId, log);
      return refuse(req, res, record, 500, ERROR_CODES.INTERNAL_SERVER_ERROR.message);
    });
  };
}

/** Serves operations, a bounded number at a time. */
function boundWork({
  maxRequestsInFlight,
  connections,
  answerMs,
  drainBounds,
  serveGraphQL,
}: Routes): (req: IncomingMessage, res: ServerResponse, record: RequestRecord) => Promise<unknown> {
  let inFlight = 0;

  const refuse = createRefusal(drainBounds);

  return async (req, res, record) => {
    // What a browser asks before the request itself costs nothing, and it would not show a page why it was refused.
    if (req.method === 'OPTIONS') return serveGraphQL(req, res, record, NO_WORK);
    if (inFlight >= maxRequestsInFlight) {
      record.limitsHit.push('requests_in_flight');
      return refuse(req, res, record, 503, BUSY);
    }
    inFlight += 1;
    // There is nothing to read until the answer is known.
    req.socket.setTimeout(0);
    const { promise: answered, resolve } = Promise.withResolvers<void>();
    void answered.then(() => {
      inFlight -= 1;
    });
    const tellAnswered = () => {
      // Not when it has been read: who does not read answers would keep everybody else waiting.
      resolve();
      req.socket.setTimeout(answerMs);
      connections.answerKnown(req.socket);
    };
    try {
      return await serveGraphQL(req, res, record, { answered, tellAnswered });
    } finally {
      resolve();
    }
  };
}

/** @param act is told how long the request took */
function onClose(res: ServerResponse, act: (ms: number) => void): void {
  const startedAt = performance.now();
  // A write that comes after the client has gone.
  res.on('error', () => res.destroy());
  res.once('close', () => act(performance.now() - startedAt));
}

function requestEnd(record: RequestRecord, res: ServerResponse, ms: number): RequestEnd {
  const { operationType, errorCodes, limitsHit } = record;
  const aborted = !res.writableFinished;
  return { operationType, errorCodes, limitsHit, aborted, status: res.statusCode, seconds: ms / 1000 };
}

/** Yoga makes a URL of it. HTTP/1.0 has none. */
function isHost(host: string | undefined): boolean {
  return URL.canParse(`http://${host || 'localhost'}`);
}

/** As strict as yoga, which looks at it again when the operation has run. */
function isAnswerable({ method, headers: { accept } }: IncomingMessage, isPageServed: boolean): boolean {
  if (accept === undefined || (isPageServed && isPageRequest({ method, headers: { accept } }))) return true;
  return accept
    .replaceAll(/\s/g, '')
    .toLowerCase()
    .split(',')
    .some((range) => {
      const [type = '', ...parameters] = range.split(';');
      const charset = parameters.find((parameter) => parameter.startsWith('charset='));
      return ANSWERABLE.has(type) && (charset === undefined || charset === 'charset=utf-8');
    });
}

function isPageRequest({
  method,
  headers: { accept },
}: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  return method === 'GET' && accept?.includes('text/html') === true;
}

/** A second: what is at work is calls of Fin.com, most of which are shorter. */
const BUSY_RETRY_AFTER_SECONDS = 1;

type RefusalStatus = 400 | 404 | 406 | 500 | 503;

/** @param bounds so much of the body is read before the answer, which a proxy would lose otherwise */
function createRefusal(bounds: BodyBounds) {
  return async (
    req: IncomingMessage,
    res: ServerResponse,
    record: RequestRecord,
    status: RefusalStatus,
    message: string,
  ): Promise<void> => {
    await readBeforeAnswer(req, bounds);
    writeRefusal(res, record, status, message);
  };
}

function writeRefusal(
  res: ServerResponse,
  record: RequestRecord,
  status: RefusalStatus,
  message: string,
): void {
  const code = CODE_BY_STATUS[status] ?? 'BAD_REQUEST';
  record.errorCodes.push(code);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { retryable } = ERROR_CODES[code];
  const retryAfterSeconds = status === 503 ? BUSY_RETRY_AFTER_SECONDS : undefined;
  const extensions = { code, requestId: record.requestId, retryable, retryAfterSeconds };
  if (retryAfterSeconds !== undefined) res.setHeader('retry-after', String(retryAfterSeconds));
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify({ errors: [{ message, extensions }] }));
}

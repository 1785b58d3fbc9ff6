import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ERROR_CODES, type ErrorCode } from '../error-codes.ts';
import { exposeAnswer } from './cors.ts';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import { type DrainBounds, readBeforeAnswer } from './request-body.ts';
import { createRequestRecord, type RequestRecord } from './request-record.ts';
import { setSecurityHeaders } from './security-headers.ts';
import type { RequestEnd, Telemetry } from './telemetry.ts';
import { logFault } from './use-client-errors.ts';

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  500: 'INTERNAL_SERVER_ERROR',
  503: 'RATE_LIMITED',
};

interface Routes {
  readonly log: Logger;
  readonly telemetry: Telemetry | undefined;
  readonly health: Health;
  readonly isGraphiQLEnabled: boolean;
  readonly maxRequestsInFlight: number;
  /** How long a client may pause while it takes an answer. */
  readonly answerMs: number;
  /** How much of a refused body is read, so that its sender sees the refusal. */
  readonly drainBounds: DrainBounds;
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
export function createRequestListener({
  log,
  telemetry,
  health,
  isGraphiQLEnabled,
  maxRequestsInFlight,
  answerMs,
  drainBounds,
  corsOrigins,
  serveGraphQL,
}: Routes): RequestListener {
  let inFlight = 0;

  const refuse = createRefusal(drainBounds);

  async function serveBounded(
    req: IncomingMessage,
    res: ServerResponse,
    record: RequestRecord,
  ): Promise<unknown> {
    // What a browser asks before the request itself costs nothing, and it would not show a page why it was refused.
    if (req.method === 'OPTIONS') {
      return serveGraphQL(req, res, record, { answered: Promise.resolve(), tellAnswered: () => undefined });
    }
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
    };
    try {
      return await serveGraphQL(req, res, record, { answered, tellAnswered });
    } finally {
      resolve();
    }
  }

  function serve(req: IncomingMessage, res: ServerResponse, record: RequestRecord): unknown {
    const [path] = (req.url ?? '').split('?', 1);
    // Who does not read is cut off, or a stop would wait for it. Node sets it back when the answer is out.
    req.socket.setTimeout(answerMs);
    if (path === '/health') return health.answerHealth(res);
    if (path === '/ready') return health.answerReady(res);
    if (path !== '/graphql') return refuse(req, res, record, 404, NOT_FOUND);
    // Answers are about people, also those to queries by GET, which caches would keep.
    res.setHeader('cache-control', 'no-store');
    res.setHeader('vary', 'Origin');
    exposeAnswer(req, res, corsOrigins);
    if (!isHost(req.headers.host)) return refuse(req, res, record, 400, 'The Host header is malformed.');
    // Checked first: an operation must not run when its answer cannot be sent.
    if (!isAnswerable(req, isGraphiQLEnabled)) return refuse(req, res, record, 406, NOT_ACCEPTABLE);
    return serveBounded(req, res, record);
  }
  return (req, res) => {
    const startedAt = performance.now();
    const record = createRequestRecord(req.headers['x-request-id']);
    res.setHeader('x-request-id', record.requestId);
    setSecurityHeaders(res, isGraphiQLEnabled && isPageRequest(req));
    // Other paths are asked by machines, all day.
    const observation = isGraphQL(req) ? telemetry?.requestStarted(req.headers) : undefined;
    res.once('close', () => {
      const ms = performance.now() - startedAt;
      logRequest(log, record, res, ms);
      observation?.end(requestEnd(record, res, ms));
    });
    if (health.isShuttingDown()) res.setHeader('connection', 'close');
    const served = observation ? observation.run(() => serve(req, res, record)) : serve(req, res, record);
    Promise.resolve(served).catch((error: unknown) => {
      logFault(error, record.requestId, log);
      return refuse(req, res, record, 500, ERROR_CODES.INTERNAL_SERVER_ERROR.message);
    });
  };
}

function isGraphQL({ url = '' }: IncomingMessage): boolean {
  return url === '/graphql' || url.startsWith('/graphql?');
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
function createRefusal(bounds: DrainBounds) {
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

function logRequest(log: Logger, record: RequestRecord, res: ServerResponse, ms: number): void {
  log.info({
    event: 'request',
    requestId: record.requestId,
    operationName: record.operationName,
    status: res.statusCode,
    errorCodes: record.errorCodes.length > 0 ? record.errorCodes : undefined,
    // The client went before its answer was complete.
    aborted: res.writableFinished ? undefined : true,
    ms: Math.round(ms * 10) / 10,
  });
}

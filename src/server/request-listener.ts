import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { ERROR_CODES } from '../errors.ts';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import { createRequestRecord, type RequestRecord } from './request-record.ts';
import { logFault } from './use-client-errors.ts';

interface Routes {
  readonly log: Logger;
  readonly health: Health;
  readonly serveGraphQL: (req: IncomingMessage, res: ServerResponse, record: RequestRecord) => unknown;
}

const ANSWERABLE =
  /\*\/\*|application\/(\*|json|graphql-response\+json)|text\/event-stream|multipart\/mixed/i;
const NOT_ACCEPTABLE =
  'Answers are application/graphql-response+json or application/json: accept one of them.';

/** Gives each request its id and its line in the log, and shows it to the part that serves its path. */
export function createRequestListener({ log, health, serveGraphQL }: Routes): RequestListener {
  function serve(req: IncomingMessage, res: ServerResponse, record: RequestRecord): unknown {
    const [path] = (req.url ?? '').split('?', 1);
    if (path === '/health') return health.answerHealth(res);
    if (path === '/ready') return health.answerReady(res);
    if (path !== '/graphql')
      return refuse(res, 404, record, 'There is nothing here. GraphQL is served at /graphql.');
    // Checked first: an operation must not run when its answer cannot be sent.
    if (!isAnswerable(req)) return refuse(res, 406, record, NOT_ACCEPTABLE);
    return serveGraphQL(req, res, record);
  }
  return (req, res) => {
    const startedAt = performance.now();
    const record = createRequestRecord(req.headers['x-request-id']);
    res.setHeader('x-request-id', record.requestId);
    res.once('close', () => logRequest(log, record, res, performance.now() - startedAt));
    const served = serve(req, res, record);
    Promise.resolve(served).catch((error: unknown) => {
      logFault(error, record.requestId, log);
      refuse(res, 500, record, ERROR_CODES.INTERNAL_SERVER_ERROR.message);
    });
  };
}

function isAnswerable({ method, headers: { accept } }: IncomingMessage): boolean {
  return (
    accept === undefined || ANSWERABLE.test(accept) || (method === 'GET' && accept.includes('text/html'))
  );
}

function refuse(res: ServerResponse, status: 404 | 406 | 500, record: RequestRecord, message: string): void {
  const code = status === 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_REQUEST';
  record.errorCodes.push(code);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const extensions = { code, requestId: record.requestId, retryable: false };
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

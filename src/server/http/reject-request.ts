import type { ServerResponse } from 'node:http';
import { ERROR_CODES, type ErrorCode } from '../../error-codes.ts';
import type { RequestRecord } from '../../observability/request-record.ts';
import { type DrainLimits, drainBeforeResponse, markSlow } from '../body/drain-body.ts';
import type { HttpExchange } from '../graphql/server-context.ts';
import { sendBody } from './send-body.ts';

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'RATE_LIMITED',
};
/** Most calls to Fin.com take less than a second. */
const RETRY_AFTER_SECONDS = 1;

export interface Rejection {
  readonly status: 400 | 401 | 403 | 404 | 405 | 406 | 408 | 413 | 415 | 500 | 503;
  readonly message: string;
}

export type RejectRequest = (exchange: HttpExchange, rejection: Rejection) => Promise<void>;

/** Rejects requests that do not reach yoga, in the shape of a GraphQL response. */
export function createRejectRequest(limits: DrainLimits): RejectRequest {
  return async ({ req, res, record }, rejection) => {
    await drainBeforeResponse(req, limits);
    sendRejection(res, record, rejection);
  };
}

/** For a rejection that must free the connection: the response does not wait for the body. */
export function closeSoon({ req, res }: HttpExchange): void {
  res.setHeader('connection', 'close');
  markSlow(req);
}

function sendRejection(res: ServerResponse, record: RequestRecord, { status, message }: Rejection): void {
  const code = CODE_BY_STATUS[status] ?? 'BAD_REQUEST';
  record.errorCodes.push(code);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { retryable } = ERROR_CODES[code];
  const retryAfterSeconds = status === 503 ? RETRY_AFTER_SECONDS : undefined;
  const extensions = { code, requestId: record.requestId, retryable, retryAfterSeconds };
  if (retryAfterSeconds !== undefined) res.setHeader('retry-after', String(retryAfterSeconds));
  sendBody(res, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ errors: [{ message, extensions }] }),
  });
}

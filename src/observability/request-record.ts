import { randomUUID } from 'node:crypto';
import type { ErrorCode } from '../error-codes.ts';
import type { Limit } from '../errors.ts';
import type { WebhookEnd } from '../webhooks/webhook-result.ts';

/** The log line of one HTTP request. */
export interface RequestRecord {
  readonly requestId: string;
  operationName: string | undefined;
  operationType: 'query' | 'mutation' | 'subscription' | undefined;
  /** Sent to Fin.com, completely or in part. */
  readonly sentFiles: SentFiles;
  errorCodes: ErrorCode[];
  limitsHit: Limit[];
  /** Undefined unless the request is a webhook. */
  webhook: (WebhookEnd & { readonly customerHash: string | undefined }) | undefined;
}

export interface SentFiles {
  fileCount: number;
  byteLength: number;
}

const WELL_FORMED_ID = /^[\w.-]{8,128}$/;

/** @param header the caller's `x-request-id`, kept if it is 8 to 128 letters, digits, `_`, `.` or `-` */
export function createRequestRecord(header: string | string[] | undefined): RequestRecord {
  const requestId = typeof header === 'string' && WELL_FORMED_ID.test(header) ? header : randomUUID();
  return {
    requestId,
    operationName: undefined,
    operationType: undefined,
    sentFiles: { fileCount: 0, byteLength: 0 },
    errorCodes: [],
    limitsHit: [],
    webhook: undefined,
  };
}

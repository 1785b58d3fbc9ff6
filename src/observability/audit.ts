import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { RootField } from '../context.ts';
import { WRITE_OPERATIONS } from '../datasources/fin/endpoints.ts';
import type { ErrorCode } from '../error-codes.ts';
import { GatewayError } from '../errors.ts';
import type { Logger } from './logger.ts';
import type { RequestRecord, SentFiles } from './request-record.ts';

/** NOT_SENT: Fin.com did not get the whole request. REFUSED: it did, and said no. */
type AuditOutcome = 'SUCCEEDED' | 'REFUSED' | 'UNKNOWN' | 'NOT_SENT';

const HASH_LENGTH = 32;

export interface Audit {
  /** One line for one write that has ended. @param result its payload, or what it threw */
  write(field: RootField, record: RequestRecord, files: SentFiles, end: AuditEnd): void;
}

export type AuditEnd = { readonly payload: unknown } | { readonly error: unknown };

/** @param hashKey undefined: a random one, so that hashes of two processes or runs cannot be compared */
export function createAudit(log: Logger, hashKey: string | undefined): Audit {
  // As bytes, it would be made a key of anew for each hash, at six times the cost.
  const key = createSecretKey(hashKey === undefined ? randomBytes(32) : Buffer.from(hashKey));
  /** The label keeps a subject and a customer of the same text apart. */
  const hash = (label: string, value: string | undefined) =>
    value === undefined
      ? undefined
      : createHmac('sha256', key).update(`${label}\0${value}`).digest('hex').slice(0, HASH_LENGTH);
  return {
    write(field, { requestId }, files, end) {
      const customerId = customerIdIn(field.args, 'input') ?? customerIdIn(end, 'payload');
      log.info({
        event: 'audit',
        requestId,
        operation: field.name,
        outcome: 'error' in end ? outcomeOf(end.error) : 'SUCCEEDED',
        errorCode: 'error' in end ? codeOf(end.error) : undefined,
        callerHash: hash('caller', field.caller?.subject),
        customerHash: hash('customer', customerId?.toLowerCase()),
        fileCount: files.fileCount,
        byteLength: files.byteLength,
      });
    },
  };
}

export function codeOf(error: unknown): ErrorCode {
  return error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR';
}

function outcomeOf(error: unknown): AuditOutcome {
  if (!(error instanceof GatewayError) || error.details.outcome === 'UNKNOWN') return 'UNKNOWN';
  const { upstream } = error.details;
  // A call that is no write failed before the write was sent.
  const hasAnswered = upstream?.status !== undefined && WRITE_OPERATIONS.has(upstream.operation);
  return hasAnswered ? 'REFUSED' : 'NOT_SENT';
}

/** `input.customerId` of the arguments, `payload.customer.id` of the result. */
function customerIdIn(holder: unknown, member: string): string | undefined {
  const held = memberOf(holder, member);
  const id = memberOf(held, 'customerId') ?? memberOf(memberOf(held, 'customer'), 'id');
  return typeof id === 'string' ? id : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

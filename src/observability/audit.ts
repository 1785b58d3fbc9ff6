import type { RootField } from '../context.ts';
import { WRITE_OPERATIONS } from '../datasources/fin/endpoints.ts';
import type { ErrorCode } from '../error-codes.ts';
import { GatewayError } from '../errors.ts';
import type { Logger } from './logger.ts';
import type { PrivateHash } from './private-hash.ts';
import type { RequestRecord, SentFiles } from './request-record.ts';

/** REFUSED: Fin.com rejected the write. NOT_SENT: Fin.com did not receive the whole request. */
export type AuditOutcome = 'SUCCEEDED' | 'REFUSED' | 'UNKNOWN' | 'NOT_SENT';

export interface Audit {
  /** Logs one line for a finished write. */
  logWrite(field: RootField, record: RequestRecord, files: SentFiles, result: FieldResult): void;
}

export type FieldResult = { readonly payload: unknown } | { readonly error: unknown };

export function createAudit(log: Logger, hash: PrivateHash): Audit {
  return {
    logWrite(field, { requestId }, files, result) {
      const customerId = findCustomerId(field.args, 'input') ?? findCustomerId(result, 'payload');
      const subject = field.caller?.subject;
      log.info({
        event: 'audit',
        requestId,
        operation: field.name,
        outcome: toOutcome(result),
        errorCode: 'error' in result ? toErrorCode(result.error) : undefined,
        callerHash: subject === undefined ? undefined : hash('caller', subject),
        customerHash: customerId === undefined ? undefined : hash('customer', customerId),
        fileCount: files.fileCount,
        byteLength: files.byteLength,
      });
    },
  };
}

export function toErrorCode(error: unknown): ErrorCode {
  return error instanceof GatewayError ? error.code : 'INTERNAL_SERVER_ERROR';
}

export function toOutcome(result: FieldResult): AuditOutcome {
  if (!('error' in result)) return 'SUCCEEDED';
  const { error } = result;
  if (!(error instanceof GatewayError) || error.details.outcome === 'UNKNOWN') return 'UNKNOWN';
  const { upstream } = error.details;
  // A call that is no write failed before the write was sent.
  const hasAnswered = upstream?.status !== undefined && WRITE_OPERATIONS.has(upstream.operation);
  return hasAnswered ? 'REFUSED' : 'NOT_SENT';
}

/** `input.customerId` of the arguments, or `payload.customer.id` of the result. */
function findCustomerId(parent: unknown, name: string): string | undefined {
  const value = getMember(parent, name);
  const id = getMember(value, 'customerId') ?? getMember(getMember(value, 'customer'), 'id');
  return typeof id === 'string' ? id : undefined;
}

function getMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

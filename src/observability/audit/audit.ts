import type { RootField } from '../../context.ts';
import type { ErrorCode } from '../../error-codes.ts';
import { GatewayError } from '../../errors.ts';
import type { PrivateHash } from '../private-hash.ts';
import type { SentFiles } from '../request-record.ts';
import type { AuditTrail } from './audit-trail.ts';
import { customersIn } from './customers-in.ts';
import { type FieldResult, type ReadOutcome, toErrorCode, toWriteOutcome } from './outcome.ts';

/** A root field and the request that it belongs to. */
export interface Access {
  readonly requestId: string;
  readonly field: RootField;
}

export interface AuditedRead extends Access {
  readonly customerIds: Iterable<string>;
  readonly outcome: ReadOutcome;
  readonly errorCode?: ErrorCode | undefined;
}

/** FILES_STARTED: the files are sent to be stored. STARTED: the write itself is sent. */
export type StartPhase = 'FILES_STARTED' | 'STARTED';

export interface AuditedWrite {
  /**
   * Appends a line right before something is sent, and waits until the operating system has it.
   *
   * @throws {GatewayError} AUDIT_UNAVAILABLE if nothing may be sent without the line
   */
  started(phase: StartPhase): Promise<void>;
  ended(result: FieldResult, end: SentFiles & { readonly replayed: boolean }): void;
}

/** Appends audit lines. Values are hashed. */
export interface Audit {
  beginWrite(access: Access): AuditedWrite;
  /** Appends as many lines as the number of customers needs. */
  logRead(read: AuditedRead): void;
  /** @throws {GatewayError} AUDIT_UNAVAILABLE if customers must not be read without audit lines */
  requireAvailable(): void;
}

/** Keeps lines short enough for any log pipeline. */
const MAX_HASHES = 100;

interface AuditOptions {
  readonly trail: AuditTrail;
  readonly hash: PrivateHash;
  /** Whether persons' data may only be read and written if the trail can be written. */
  readonly isRequired: boolean;
}

export function createAudit({ trail, hash, isRequired }: AuditOptions): Audit {
  let writeCount = 0;

  const describe = ({ requestId, field }: Access) => {
    const subject = field.caller?.subject;
    return {
      requestId,
      operation: field.name,
      callerHash: subject === undefined ? undefined : hash('caller', subject),
      keyHash: field.idempotencyKey === undefined ? undefined : hash('key', field.idempotencyKey),
    };
  };
  const hashCustomers = (ids: readonly string[]) =>
    ids.length === 0 ? undefined : ids.map((id) => hash('customer', id));

  return {
    beginWrite(access) {
      writeCount += 1;
      const members = { action: 'WRITE', writeId: writeCount, ...describe(access) };
      const namedIds = customersIn(access.field.args);
      const customerHashes = hashCustomers(namedIds);
      return {
        async started(phase) {
          trail.append('audit', { phase, ...members, customerHashes });
          if (!(await trail.flushed()) && isRequired) throw new GatewayError('AUDIT_UNAVAILABLE');
        },
        ended(result, end) {
          const resultIds = 'payload' in result ? customersIn(result.payload) : [];
          const newIds = resultIds.filter((id) => !namedIds.includes(id));
          trail.append('audit', {
            phase: 'ENDED',
            ...members,
            customerHashes: newIds.length === 0 ? customerHashes : hashCustomers([...namedIds, ...newIds]),
            outcome: toWriteOutcome(result),
            errorCode: 'error' in result ? toErrorCode(result.error) : undefined,
            ...end,
          });
        },
      };
    },
    logRead({ customerIds, outcome, errorCode, ...access }) {
      const ids = [...customerIds];
      const members = { action: 'READ', ...describe(access), outcome, errorCode };
      for (let from = 0; from === 0 || from < ids.length; from += MAX_HASHES) {
        const customerHashes = hashCustomers(ids.slice(from, from + MAX_HASHES));
        trail.append('audit', { ...members, customerHashes });
      }
    },
    requireAvailable() {
      if (isRequired && trail.isStalled) throw new GatewayError('AUDIT_UNAVAILABLE');
    },
  };
}

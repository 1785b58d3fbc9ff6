import type { RootField } from '../context.ts';
import type { Audit, AuditedWrite, StartPhase } from './audit/audit.ts';
import { customersIn } from './audit/customers-in.ts';
import { type FieldResult, toErrorCode, toWriteOutcome } from './audit/outcome.ts';
import type { PersonReads } from './audit/person-reads.ts';
import type { RequestRecord } from './request-record.ts';
import type { Telemetry } from './telemetry.ts';

interface Observers {
  readonly audit: Audit;
  readonly telemetry: Telemetry | undefined;
  readonly record: RequestRecord;
  readonly personReads: PersonReads;
  /** Response keys of the writes whose outcome comes from a record. */
  readonly replayedFields: ReadonlySet<string>;
}

interface RootFieldObserver {
  /** The schema calls it around the resolver of each root field. */
  observeRootField<Result>(field: RootField, resolve: () => Result): Result | Promise<Awaited<Result>>;
  /**
   * Must be called right before a write is sent.
   *
   * @throws {GatewayError} AUDIT_UNAVAILABLE if it must not be sent
   */
  beforeWrite(phase: StartPhase): Promise<void>;
}

/** Observes the root fields of one request. */
export function createRootFieldObserver(observers: Observers): RootFieldObserver {
  const { audit, telemetry, record, personReads, replayedFields } = observers;
  /** The mutations of a request run one after the other. */
  let write: AuditedWrite | undefined;

  return {
    observeRootField(field, resolve) {
      if (!telemetry && !field.concernsPersons) return resolve();
      return observe(field, resolve);
    },
    async beforeWrite(phase) {
      await write?.started(phase);
    },
  };

  async function observe<Result>(field: RootField, resolve: () => Result): Promise<Awaited<Result>> {
    const startedAt = performance.now();
    const observation = telemetry?.fieldStarted(field);
    const audited = field.operationType === 'mutation' ? observeWrite(field) : observeRead(field);
    const end = (result: FieldResult) => {
      const code = 'error' in result ? toErrorCode(result.error) : undefined;
      observation?.end({ code, seconds: (performance.now() - startedAt) / 1000 });
      audited(result);
    };
    try {
      if (field.concernsPersons) audit.requireAvailable();
      const payload = await (observation ? observation.run(resolve) : resolve());
      end({ payload });
      return payload;
    } catch (error) {
      end({ error });
      throw error;
    }
  }

  function observeWrite(field: RootField): (result: FieldResult) => void {
    const before = { ...record.sentFiles };
    const begun = audit.beginWrite({ field, requestId: record.requestId });
    write = begun;
    personReads.begin(field);
    return (result) => {
      const { fileCount, byteLength } = record.sentFiles;
      const replayed = replayedFields.has(String(field.responseKey));
      begun.ended(result, {
        replayed,
        fileCount: fileCount - before.fileCount,
        byteLength: byteLength - before.byteLength,
      });
      const outcome = toWriteOutcome(result);
      telemetry?.writeEnded({ operation: field.name, outcome, isReplayed: replayed });
    };
  }

  function observeRead(field: RootField): (result: FieldResult) => void {
    if (!field.concernsPersons) return () => undefined;
    const { responseKey, args } = field;
    personReads.begin(field);
    return (result) => {
      if ('error' in result) personReads.addFailure(responseKey, customersIn(args), result.error);
      else for (const id of customersIn(result.payload)) personReads.add(responseKey, id);
    };
  }
}

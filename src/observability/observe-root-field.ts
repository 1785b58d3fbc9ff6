import type { RootField } from '../context.ts';
import { type Audit, type FieldResult, toErrorCode, toOutcome } from './audit.ts';
import type { RequestRecord } from './request-record.ts';
import type { Telemetry } from './telemetry.ts';

interface Observers {
  readonly audit: Audit;
  readonly telemetry: Telemetry | undefined;
  readonly record: RequestRecord;
  /** Grows when the outcome of a write comes from a record. */
  readonly replayedFields: ReadonlySet<string>;
}

/** Returns what the schema wraps around each root field of one request. */
export function createRootFieldObserver({ audit, telemetry, record, replayedFields }: Observers) {
  return <Result>(field: RootField, resolve: () => Result): Result | Promise<Awaited<Result>> => {
    const isWrite = field.operationType === 'mutation';
    if (!isWrite && !telemetry) return resolve();
    return observe(field, resolve);
  };

  async function observe<Result>(field: RootField, resolve: () => Result): Promise<Awaited<Result>> {
    const startedAt = performance.now();
    const before = { ...record.sentFiles };
    const replayedBefore = replayedFields.size;
    const observation = telemetry?.fieldStarted(field);
    const end = (result: FieldResult) => {
      const code = 'error' in result ? toErrorCode(result.error) : undefined;
      observation?.end({ code, seconds: (performance.now() - startedAt) / 1000 });
      if (field.operationType !== 'mutation') return;
      // The mutations of a request run one after the other, so the difference belongs to this one.
      const { fileCount, byteLength } = record.sentFiles;
      const files = { fileCount: fileCount - before.fileCount, byteLength: byteLength - before.byteLength };
      audit.logWrite(field, record, files, result);
      const isReplayed = replayedFields.size > replayedBefore;
      telemetry?.writeEnded({ operation: field.name, outcome: toOutcome(result), isReplayed });
    };
    try {
      const payload = await (observation ? observation.run(resolve) : resolve());
      end({ payload });
      return payload;
    } catch (error) {
      end({ error });
      throw error;
    }
  }
}

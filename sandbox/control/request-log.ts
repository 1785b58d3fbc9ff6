import type { IncomingMessage } from 'node:http';
import { MAX_WAIT_MS } from '../faults/faults.ts';
import type { OperationName } from '../operations.ts';
import { nowMs, type OpenRecord, openRecord, type RecordedRequest } from './recorded-request.ts';

export interface WaitOptions {
  /** Which request of the operation, counted from 1. */
  readonly count?: number;
  readonly timeoutMs?: number;
  /** `arrived`: its head is here; `settled`: it was answered, or broke off. */
  readonly until?: 'arrived' | 'settled';
}

export interface RequestLog {
  arrive(
    operation: OperationName | 'unknown',
    request: IncomingMessage,
    target: Pick<RecordedRequest, 'path' | 'query'>,
  ): OpenRecord;
  settle(record: OpenRecord, status: number | 'aborted'): void;
  /** The newest 1,000, oldest first. */
  requests(): readonly RecordedRequest[];
  count(operation: OperationName | 'unknown'): number;
  waitFor(operation: OperationName, options?: WaitOptions): Promise<RecordedRequest>;
}

const MAX_REQUESTS = 1_000;

export function createRequestLog(): RequestLog {
  const records: OpenRecord[] = [];
  const counts = new Map<string, number>();
  const watchers = new Set<(record: RecordedRequest) => void>();
  const tell = (record: RecordedRequest) => {
    for (const watcher of watchers) watcher(record);
  };
  return {
    arrive(operation, request, target) {
      const number = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, number);
      const record = openRecord(request, { operation, number, ...target });
      records.push(record);
      if (records.length > MAX_REQUESTS) records.shift();
      tell(record);
      return record;
    },
    settle(record, status) {
      if (record.millis !== undefined) return;
      record.status = status;
      record.millis = nowMs() - record.arrivedAtMs;
      tell(record);
    },
    requests: () => [...records],
    count: (operation) => counts.get(operation) ?? 0,
    waitFor(operation, { count = 1, timeoutMs = 5_000, until = 'arrived' } = {}) {
      const isAwaited = (record: RecordedRequest) =>
        record.operation === operation &&
        record.number === count &&
        (until === 'arrived' || record.millis !== undefined);
      return new Promise((resolve, reject) => {
        const known = records.find(isAwaited);
        if (known) return resolve(known);
        const timer = setTimeout(
          () => {
            watchers.delete(watch);
            const seen = counts.get(operation) ?? 0;
            reject(
              new Error(`${operation} number ${count} has not ${until} in ${timeoutMs} ms; ${seen} arrived.`),
            );
          },
          Math.min(timeoutMs, MAX_WAIT_MS),
        );
        const watch = (record: RecordedRequest) => {
          if (!isAwaited(record)) return;
          clearTimeout(timer);
          watchers.delete(watch);
          resolve(record);
        };
        watchers.add(watch);
      });
    },
  };
}

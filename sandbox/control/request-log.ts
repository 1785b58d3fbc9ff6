import type { IncomingMessage } from 'node:http';
import { MAX_DELAY_MS } from '../faults/fault.ts';
import { nowMs, type OpenRecord, openRecord, type RecordedRequest } from './recorded-request.ts';

export interface WaitOptions {
  /** The number of the request, starting at 1. */
  readonly count?: number;
  readonly timeoutMs?: number;
  /** `arrived`: the head has been received. `settled`: the response has been sent, or the request was aborted. */
  readonly until?: 'arrived' | 'settled';
}

export interface RequestLog {
  add(
    operation: string,
    request: IncomingMessage,
    target: Pick<RecordedRequest, 'path' | 'query'>,
  ): OpenRecord;
  settle(record: OpenRecord, status: number | 'aborted'): void;
  /** The newest 1,000, oldest first. */
  requests(): readonly RecordedRequest[];
  count(operation: string): number;
  waitFor(operation: string, options?: WaitOptions): Promise<RecordedRequest>;
}

const MAX_REQUESTS = 1_000;

export function createRequestLog(): RequestLog {
  const records: OpenRecord[] = [];
  const counts = new Map<string, number>();
  const watchers = new Set<(record: RecordedRequest) => void>();
  const notify = (record: RecordedRequest) => {
    for (const watcher of watchers) watcher(record);
  };
  return {
    add(operation, request, target) {
      const number = (counts.get(operation) ?? 0) + 1;
      counts.set(operation, number);
      const record = openRecord(request, { operation, number, ...target });
      records.push(record);
      if (records.length > MAX_REQUESTS) records.shift();
      notify(record);
      return record;
    },
    settle(record, status) {
      if (record.millis !== undefined) return;
      record.status = status;
      record.millis = nowMs() - record.arrivedAtMs;
      notify(record);
    },
    requests: () => [...records],
    count: (operation) => counts.get(operation) ?? 0,
    waitFor(operation, { count = 1, timeoutMs = 30_000, until = 'arrived' } = {}) {
      const isExpected = (record: RecordedRequest) =>
        record.operation === operation &&
        record.number === count &&
        (until === 'arrived' || record.millis !== undefined);
      return new Promise((resolve, reject) => {
        const known = records.find(isExpected);
        if (known) return resolve(known);
        const timer = setTimeout(
          () => {
            watchers.delete(watch);
            const seen = counts.get(operation) ?? 0;
            reject(
              new Error(
                `${operation} request ${count} has not ${until} within ${timeoutMs} ms. Requests so far: ${seen}.`,
              ),
            );
          },
          Math.min(timeoutMs, MAX_DELAY_MS),
        );
        const watch = (record: RecordedRequest) => {
          if (!isExpected(record)) return;
          clearTimeout(timer);
          watchers.delete(watch);
          resolve(record);
        };
        watchers.add(watch);
      });
    },
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { Logger } from '../logger.ts';

interface Exporter<Batch> {
  export(batch: Batch, done: (result: ExportResult) => void): void;
  forceFlush?(): Promise<void>;
  shutdown(): Promise<void>;
}

const EVENTS = {
  traces: { lost: { event: 'traces-not-delivered' }, restored: { event: 'traces-delivered-again' } },
  metrics: { lost: { event: 'metrics-not-delivered' }, restored: { event: 'metrics-delivered-again' } },
} as const;

/** Logs the first failure, and the first success after failures. */
export function logExportFailures<Batch>(
  signal: keyof typeof EVENTS,
  exporter: Exporter<Batch>,
  log: Logger,
): Required<Exporter<Batch>> {
  let isFailing = false;
  // The request whose span has filled the batch must not lend its ids to the line.
  const logChange = AsyncLocalStorage.bind((hasFailed: boolean) => {
    if (hasFailed && !isFailing) log.warn(EVENTS[signal].lost);
    if (!hasFailed && isFailing) log.info(EVENTS[signal].restored);
    isFailing = hasFailed;
  });
  return {
    export(batch, done) {
      exporter.export(batch, (result) => {
        logChange(result.code !== ExportResultCode.SUCCESS);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { Logger } from '../logger.ts';

interface Exporter<Batch> {
  export(batch: Batch, done: (result: ExportResult) => void): void;
  forceFlush?(): Promise<void>;
  shutdown(): Promise<void>;
}

const LINES = {
  traces: { lost: { event: 'traces-not-delivered' }, restored: { event: 'traces-delivered-again' } },
  metrics: { lost: { event: 'metrics-not-delivered' }, restored: { event: 'metrics-delivered-again' } },
} as const;

/** Says once that a signal cannot be delivered, and once that it can again. */
export function tellingOfTrouble<Batch>(
  signal: keyof typeof LINES,
  exporter: Exporter<Batch>,
  log: Logger,
): Required<Exporter<Batch>> {
  let isInTrouble = false;
  return {
    export(batch, done) {
      exporter.export(batch, (result) => {
        const hasFailed = result.code !== ExportResultCode.SUCCESS;
        if (hasFailed && !isInTrouble) log.warn(LINES[signal].lost);
        if (!hasFailed && isInTrouble) log.info(LINES[signal].restored);
        isInTrouble = hasFailed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

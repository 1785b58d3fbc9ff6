import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { Logger } from '../server/logger.ts';

interface Exporter<Batch> {
  export(batch: Batch, done: (result: ExportResult) => void): void;
  forceFlush?(): Promise<void>;
  shutdown(): Promise<void>;
}

/** Says once that a signal cannot be delivered, and once that it can again. */
export function tellingOfTrouble<Batch>(
  signal: 'traces' | 'metrics',
  exporter: Exporter<Batch>,
  log: Logger,
): Required<Exporter<Batch>> {
  let isInTrouble = false;
  return {
    export(batch, done) {
      exporter.export(batch, (result) => {
        const hasFailed = result.code !== ExportResultCode.SUCCESS;
        if (hasFailed && !isInTrouble) log.warn({ event: `${signal}-not-delivered` });
        if (!hasFailed && isInTrouble) log.info({ event: `${signal}-delivered-again` });
        isInTrouble = hasFailed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from '../server/logger.ts';

/** Says once that spans cannot be delivered, and once that they can again. */
export function tellingOfTrouble(exporter: SpanExporter, log: Logger): SpanExporter {
  let isInTrouble = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const hasFailed = result.code !== ExportResultCode.SUCCESS;
        if (hasFailed && !isInTrouble) log.warn({ event: 'traces-not-delivered' });
        if (!hasFailed && isInTrouble) log.info({ event: 'traces-delivered-again' });
        isInTrouble = hasFailed;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

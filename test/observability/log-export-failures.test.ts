import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { expect, test } from 'vitest';
import { logExportFailures } from '../../src/observability/exporters/log-export-failures.ts';
import { createLogger } from '../../src/observability/logger.ts';

test('the caller learns the result of each batch', async () => {
  const results: ExportResult[] = [
    { code: ExportResultCode.SUCCESS },
    { code: ExportResultCode.FAILED, error: new Error('no answer') },
  ];
  const log = createLogger('info', { write: () => undefined });
  const exporter = logExportFailures(
    'traces',
    {
      export: (batch: number, done) => done(results[batch] ?? { code: ExportResultCode.FAILED }),
      shutdown: async () => undefined,
    },
    log,
  );

  const reported: ExportResult[] = [];
  for (const batch of results.keys()) exporter.export(batch, (result) => reported.push(result));

  expect(reported).toEqual(results);
});

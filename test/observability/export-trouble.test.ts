import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { expect, test } from 'vitest';
import { tellingOfTrouble } from '../../src/observability/exporters/export-trouble.ts';
import { createLogger } from '../../src/observability/logger.ts';

test('whoever hands a batch over hears how it went, or it would wait to hand over the next', async () => {
  const results: ExportResult[] = [
    { code: ExportResultCode.SUCCESS },
    { code: ExportResultCode.FAILED, error: new Error('no answer') },
  ];
  const log = createLogger('info', { write: () => undefined });
  const exporter = tellingOfTrouble(
    'traces',
    {
      export: (batch: number, done) => done(results[batch] ?? { code: ExportResultCode.FAILED }),
      shutdown: async () => undefined,
    },
    log,
  );

  const heard: ExportResult[] = [];
  for (const batch of results.keys()) exporter.export(batch, (result) => heard.push(result));

  expect(heard).toEqual(results);
});

import { constants, PerformanceObserver } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { content, sendForm, uploadForm } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

test('the memory of a large upload is freed while it passes through', async () => {
  const collections: unknown[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ('detail' in entry) collections.push(entry.detail);
  });
  await using stack = await startStack({ env: { UPLOAD_MAX_FILE_BYTES: '30000000' } });
  observer.observe({ entryTypes: ['gc'] });

  const { errors } = await sendForm(stack.url, uploadForm(content('pdf', 30_000_000)));

  expect(errors).toBeUndefined();
  const ofYoungObjects = {
    kind: constants.NODE_PERFORMANCE_GC_MINOR,
    flags: constants.NODE_PERFORMANCE_GC_FLAGS_FORCED,
  };
  const countForced = () => collections.filter((detail) => isDeepStrictEqual(detail, ofYoungObjects)).length;
  // There are three, but one that comes while V8 marks the heap anyway does not count.
  await expect.poll(countForced).toBeGreaterThan(0);
  observer.disconnect();
});

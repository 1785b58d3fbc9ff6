import { constants, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
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

  const ofYoungObjects = {
    kind: constants.NODE_PERFORMANCE_GC_MINOR,
    flags: constants.NODE_PERFORMANCE_GC_FLAGS_FORCED,
  };
  const countForced = () => collections.filter((detail) => isDeepStrictEqual(detail, ofYoungObjects)).length;
  const form = uploadForm(content('pdf', 30_000_000));
  const upload = async () => {
    expect((await sendForm(stack.url, form)).errors).toBeUndefined();
    await setImmediate();
    return countForced();
  };

  // Each upload has three, but one that comes while V8 marks the heap anyway does not count.
  await expect.poll(upload).toBeGreaterThan(0);
  observer.disconnect();
});

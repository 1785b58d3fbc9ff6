/** Runs the gateway like `npm start`, and measures it when the parent process asks. Needs `--expose-gc`. */
import { readdirSync } from 'node:fs';
import '../../src/main.ts';

export interface Reading {
  /** After a full garbage collection. */
  readonly heapBytes: number;
  readonly rssBytes: number;
  readonly descriptors: number;
  readonly timers: number;
}

process.on('message', async () => {
  // Finalizers run between collections and free more memory.
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const resources = process.getActiveResourcesInfo();
  const count = (name: string) => resources.filter((resource) => resource === name).length;
  const { heapUsed, rss } = process.memoryUsage();
  const reading: Reading = {
    heapBytes: heapUsed,
    rssBytes: rss,
    descriptors: readdirSync('/proc/self/fd').length,
    timers: count('Timeout'),
  };
  process.send?.(reading);
});

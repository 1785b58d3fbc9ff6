import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** `npm run check:upgrade`: the last release and this one over one Redis. It needs the history of the repository. */
export default defineConfig({
  ...base,
  test: {
    pool: 'forks',
    maxWorkers: '100%',
    include: ['test/upgrade/*.upgrade.ts'],
    globalSetup: ['test/upgrade/unpack-last-release.ts'],
    reporters: base.test?.reporters ?? [],
    // Most tests start processes of both releases.
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});

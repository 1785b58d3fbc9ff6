import { defineConfig } from 'vitest/config';

/** Where CI wants the results as JSON too. */
const report = process.env['TEST_REPORT'];

export default defineConfig({
  resolve: {
    // What Node takes, and so every library: vite alone would take the ES modules, a second graphql.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    globalSetup: ['test/support/unpack-browser.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});

import { configDefaults, defineConfig } from 'vitest/config';
import { findRedisServer } from './test/support/find-redis-server.ts';
import { findNginx } from './test/support/start-nginx.ts';

/** Where CI wants the results as JSON too. */
const report = process.env['TEST_REPORT'];

const hasRedis = findRedisServer() !== undefined;
if (!hasRedis && process.env['REDIS_TESTS'] === 'required') {
  throw new Error('REDIS_TESTS=required, and neither redis-server nor valkey-server is in PATH.');
}
const hasNginx = findNginx() !== undefined;
if (!hasNginx && process.env['NGINX_TESTS'] === 'required') {
  throw new Error('NGINX_TESTS=required, and there is no nginx.');
}

export default defineConfig({
  resolve: {
    // What Node takes, and so every library: vite alone would take the ES modules, a second graphql.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...(hasRedis ? [] : ['test/**/*.redis.test.ts']),
      ...(hasNginx ? [] : ['test/**/*.nginx.test.ts']),
    ],
    pool: 'forks',
    globalSetup: ['test/support/unpack-browser.ts', 'test/support/report-left-out.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // What is waited for comes at once, but for a machine that is busy.
    expect: { poll: { timeout: 10_000 } },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});

import { configDefaults, defineConfig } from 'vitest/config';
import { findHelm } from './test/support/find-helm.ts';
import { findOldNode } from './test/support/find-old-node.ts';
import { findPromtool } from './test/support/find-promtool.ts';
import { findSystemdAnalyze } from './test/support/find-systemd-analyze.ts';
import { findNginx } from './test/support/network/start-nginx.ts';
import { findRedisServer } from './test/support/redis/find-redis-server.ts';

/** A path for a JSON report, for CI. */
const report = process.env['TEST_REPORT'];

const hasRedis = findRedisServer() !== undefined;
if (!hasRedis && process.env['REDIS_TESTS'] === 'required') {
  throw new Error('REDIS_TESTS=required, and neither redis-server nor valkey-server is in PATH.');
}
const hasNginx = findNginx() !== undefined;
if (!hasNginx && process.env['NGINX_TESTS'] === 'required') {
  throw new Error('NGINX_TESTS=required, and there is no nginx.');
}
const hasPromtool = findPromtool() !== undefined;
if (!hasPromtool && process.env['PROMTOOL_TESTS'] === 'required') {
  throw new Error('PROMTOOL_TESTS=required, and there is no promtool.');
}
const hasHelm = findHelm() !== undefined;
if (!hasHelm && process.env['HELM_TESTS'] === 'required') {
  throw new Error('HELM_TESTS=required, and there is no helm.');
}

/** These measure their own process (memory, sockets, CPU time) or fake its timers. Other files must not share it. */
const ALONE = [
  'test/datasources/redaction/redact.test.ts',
  'test/redis/pending-writes.test.ts',
  'test/live/polling.test.ts',
  'test/server/limits/operation-limits.test.ts',
  'test/server/limits/rejection-cost.test.ts',
  'test/server/http/rejected-body.test.ts',
  'test/server/live/expired-tokens.test.ts',
  'test/uploads/failures/client-gone.test.ts',
  'test/uploads/forms/form-cost.test.ts',
];
const BROWSER = 'test/**/*.browser.test.ts';
const exclude = [
  ...configDefaults.exclude,
  ...(hasRedis ? [] : ['test/**/*.redis.test.ts']),
  ...(hasNginx ? [] : ['test/**/*.nginx.test.ts']),
  ...(hasHelm ? [] : ['test/**/*.helm.test.ts']),
  ...(findOldNode() ? [] : ['test/**/*.old-node.test.ts']),
  ...(findSystemdAnalyze() ? [] : ['test/**/*.systemd.test.ts']),
  ...(hasPromtool ? [] : ['test/**/*.promtool.test.ts']),
];

export default defineConfig({
  resolve: {
    // Vite would pick the ES module build of graphql, while Node's `require` picks this one: two copies cannot work together.
    alias: [
      { find: /^graphql$/, replacement: 'graphql/index.js' },
      // As in tsconfig.json: the sources instead of the built package.
      { find: /^@fin-gateway\/client\/(.+)$/, replacement: `${import.meta.dirname}/client/src/$1.ts` },
    ],
  },
  test: {
    pool: 'forks',
    // The default leaves one core idle. Most tests wait for sockets, timers and child processes.
    maxWorkers: '100%',
    globalSetup: ['test/support/report-left-out.ts'],
    // Tests end and polls succeed in a fraction of this. The limits are generous for busy machines.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, BROWSER, ...ALONE],
          // Loading the gateway takes longer than most files' tests, so files share a process.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE, exclude } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          exclude,
          isolate: false,
          retry: { count: 1, condition: /^The browser died/ },
          globalSetup: ['test/support/browser/start-browsers.ts'],
        },
      },
    ],
  },
});

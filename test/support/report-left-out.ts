import { findRedisServer } from './find-redis-server.ts';

/** Says what vitest.config.ts left out: once before the tests, and once behind their list, where it is seen. */
export function setup(): (() => void) | undefined {
  if (findRedisServer()) return undefined;
  const report = () =>
    process.stderr.write(
      '\nLEFT OUT: test/**/*.redis.test.ts, since no redis-server (or valkey-server) is in PATH. Debian: apt-get install redis-server\n\n',
    );
  report();
  return report;
}

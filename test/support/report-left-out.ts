import { findHelm } from './find-helm.ts';
import { findOldNode } from './find-old-node.ts';
import { findPromtool } from './find-promtool.ts';
import { findSystemdAnalyze } from './find-systemd-analyze.ts';
import { findNginx } from './network/start-nginx.ts';
import { findRedisServer } from './redis/find-redis-server.ts';

/** Says what vitest.config.ts left out: once before the tests, and once behind their list, where it is seen. */
export function setup(): (() => void) | undefined {
  const leftOut = [
    ...(findRedisServer()
      ? []
      : [
          'test/**/*.redis.test.ts, since no redis-server (or valkey-server) is in PATH. Debian: apt-get install redis-server',
        ]),
    ...(findNginx()
      ? []
      : ['test/**/*.nginx.test.ts, since no nginx is in PATH. Debian: apt-get install nginx-light']),
    ...(findHelm()
      ? []
      : ['test/**/*.helm.test.ts, since no helm is in PATH. On Linux: .ci/install-helm /usr/local/bin']),
    ...(findOldNode()
      ? []
      : ['test/**/*.old-node.test.ts, since neither /usr/bin nor /usr/local/bin has a Node before 22']),
    ...(findSystemdAnalyze() ? [] : ['test/**/*.systemd.test.ts, since no systemd-analyze is in PATH']),
    ...(findPromtool()
      ? []
      : ['test/**/*.promtool.test.ts, since no promtool is in PATH. Debian: apt-get install prometheus']),
  ];
  if (leftOut.length === 0) return undefined;
  const report = () => process.stderr.write(`\n${leftOut.map((line) => `LEFT OUT: ${line}`).join('\n')}\n\n`);
  report();
  return report;
}

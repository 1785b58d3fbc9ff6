import { randomBytes } from 'node:crypto';
import { expect, inject } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/create-sandbox.ts';
import { startRedis, type TestRedis } from '../support/redis/start-redis.ts';
import { type Replica, startReplica } from '../support/start-replica.ts';

export type Release = 'the last release' | 'this release';

/** An update, in which the last release was there first, and a rollback. */
export const BOTH_WAYS: readonly (readonly [first: Release, second: Release])[] = [
  ['the last release', 'this release'],
  ['this release', 'the last release'],
];

export interface Releases extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly control: Sandbox['control'];
  readonly redis: TestRedis;
  /** Starts a process of a release that shares its state with the others. */
  start(release: Release, env?: Readonly<Record<string, string>>): Promise<Replica>;
  startBoth(one: Release, other: Release): Promise<readonly [Replica, Replica]>;
  /** No replica has lost Redis, has found something in it that it cannot read, or has failed otherwise. */
  expectNoWarnings(): void;
}

/** Starts a Redis and a sandbox that replicas of both releases share. */
export async function startReleases(env: Readonly<Record<string, string>> = {}): Promise<Releases> {
  const sandbox = await startSandbox();
  const redis = await startRedis();
  const sharedStateKey = randomBytes(32).toString('base64');
  const replicas: Replica[] = [];

  async function start(release: Release, more: Readonly<Record<string, string>> = {}): Promise<Replica> {
    const replica = await startReplica({
      upstream: sandbox,
      redisUrl: redis.url,
      sharedStateKey,
      env: { ...env, ...more },
      folder: release === 'this release' ? '.' : inject('lastRelease'),
    });
    replicas.push(replica);
    return replica;
  }

  return {
    sandbox,
    control: sandbox.control,
    redis,
    start,
    startBoth: (one, other) => Promise.all([start(one), start(other)]),
    expectNoWarnings() {
      for (const replica of replicas) expect(warningsIn(replica.log())).toEqual([]);
    },
    async [Symbol.asyncDispose]() {
      for (const part of [...replicas, redis, sandbox]) await part[Symbol.asyncDispose]();
    },
  };
}

/** The lines of a log with the level `warn` or above. */
function warningsIn(log: string): string[] {
  return log.split('\n').filter((line) => /^\{"level":[456]0,/.test(line));
}

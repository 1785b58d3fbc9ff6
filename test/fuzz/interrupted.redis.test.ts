import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** As `npm run` finds it: the fuzzer needs the pinned version, whatever version runs the tests. */
const FUZZER_NODE = 'node_modules/.bin/node';

/** Three replicas and two Redis servers. */
const CHILDREN = 5;

const childrenOf = (pid: number | undefined) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s stops the fuzzer and all processes that it started',
  async (signal) => {
    const fuzzer = spawn(
      FUZZER_NODE,
      ['fuzz/writes/main.ts', '--operations', '1000', '--seed', '1', '--clients', '2'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exited = once(fuzzer, 'exit');
    await expect.poll(() => childrenOf(fuzzer.pid), { timeout: 30_000 }).toHaveLength(CHILDREN);
    const children = childrenOf(fuzzer.pid);

    fuzzer.kill(signal);
    const [code] = await exited;

    expect(code).toBe(130);
    expect(children.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  },
  60_000,
);

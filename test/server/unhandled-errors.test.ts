import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { attach, graphqlRequest } from '../support/graphql-request.ts';
import { freePort } from '../support/network/free-port.ts';
import { spawnGateway } from '../support/spawn-gateway.ts';

const BREAKER = { NODE_OPTIONS: `--import=${resolve('test/support/break-on-signal.mjs')}` };

test.each(['rejection', 'rejected text'])('the process continues after an unhandled %s', async (what) => {
  const gateway = spawnGateway({ PORT: '0', BREAK_WITH: what, ...BREAKER });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);

  for (let times = 1; times <= 3; times += 1) {
    gateway.process.kill('SIGUSR2');
    await gateway.saw(new RegExp(`(?:"event":"unhandled-rejection"[^]*){${times}}`));
  }

  expect((await attach(url)).errors).toBeUndefined();
  gateway.process.kill('SIGTERM');
  expect(await gateway.exited).toBe(0);
  expect(gateway.stdout() + gateway.stderr()).not.toContain('canary');
});

test.each(['exception', 'emitter'])('the process stops in order after an unhandled %s', async (what) => {
  await using sandbox = await startSandbox();
  const gateway = spawnGateway({
    PORT: '0',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
    BREAK_WITH: what,
    ...BREAKER,
  });
  const [, url = ''] = await gateway.saw(/"url":"([^"]+)"/);
  sandbox.control.faults.script('attachIndividualDocuments', {
    delayMs: 3_000,
    status: 200,
    body: { data: { customer_id: CUSTOMER_ID } },
  });
  const inFlight = attach(url);
  await sandbox.control.waitForRequest('attachIndividualDocuments');

  gateway.process.kill('SIGUSR2');
  await gateway.saw(/"event":"uncaught-exception".*"name":"Error"/);

  expect((await inFlight).errors).toBeUndefined();
  expect(await gateway.exited).toBe(1);
  expect(gateway.stdout()).toContain('"event":"stopped","clean":false');
  expect(gateway.stdout() + gateway.stderr()).not.toContain('canary');
});

async function spawnWithStdout(stdout: number | 'pipe'): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort();
  const env = { PATH: process.env['PATH'], PORT: String(port) };
  const child = spawn(process.execPath, ['src/main.ts'], { env, stdio: ['ignore', stdout, 'ignore'] });
  const origin = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${origin}/ready`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBe(200);
  return { child, url: `${origin}/graphql` };
}

/** More lines than a pipe holds. */
async function writeManyLines(url: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => graphqlRequest(url, `query ${'N'.repeat(64)} { __typename }`)),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  }
}

async function expectCleanStop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
}

test('a log on a full disk blocks neither requests nor SIGTERM', async () => {
  await using full = await open('/dev/full', 'w');
  const { child, url } = await spawnWithStdout(full.fd);

  await writeManyLines(url);

  await expectCleanStop(child);
});

test('a log in a pipe without a reader blocks neither requests nor SIGTERM', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  // Open for reading too, so that the other end is there.
  await using pipe = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  const { child, url } = await spawnWithStdout(pipe.fd);

  await writeManyLines(url);

  await expectCleanStop(child);
  await rm(folder, { recursive: true });
});

test('a log in a socket without a reader blocks neither requests nor SIGTERM', async () => {
  const { child, url } = await spawnWithStdout('pipe');
  child.stdout?.pause();

  await writeManyLines(url);

  await expectCleanStop(child);
});

test('a log in a pipe whose reader has left blocks neither requests nor SIGTERM', async () => {
  const { child, url } = await spawnWithStdout('pipe');
  child.stdout?.destroy();

  await writeManyLines(url);

  await expectCleanStop(child);
});

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { openTarget } from '../../../src/observability/audit/open-target.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { attach, graphqlRequest } from '../../support/graphql-request.ts';
import { freePort } from '../../support/network/free-port.ts';
import { spawnGateway } from '../../support/spawn-gateway.ts';
import { type Line, linesIn } from './audit-lines.ts';

const READ = 'query ($id: UUID!) { individualCustomer(id: $id) { email } }';
const READ_EXAMPLE = { id: EXAMPLE_INPUT.customerId };

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
});

afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

type Env = Readonly<Record<string, string>>;

function environment(env: Env): Env {
  return {
    PORT: '0',
    FIN_BASE_URL: sandbox.url,
    FIN_CLIENT_ID: sandbox.clientId,
    FIN_CLIENT_SECRET: sandbox.clientSecret,
    ...env,
  };
}

async function start(env: Env) {
  const gateway = spawnGateway(environment(env));
  onTestFinished(async () => {
    gateway.process.kill('SIGKILL');
    await gateway.exited;
  });
  const [, url = ''] = await gateway.saw(/"event":"ready","url":"([^"]+)"/);
  return { ...gateway, url };
}

function phasesIn(text: string): unknown[] {
  return linesIn(text).flatMap(({ event, phase, outcome }) =>
    event === 'audit' ? [[phase, outcome].filter(Boolean).join(' ')] : [],
  );
}

async function linesOfFile(path: string): Promise<Line[]> {
  return linesIn(await readFile(path, 'utf8'));
}

/** The events of a process that has attached once and has stopped. */
const ONE_WRITE = ['audit-opened', 'audit', 'audit', 'audit-closed'];

/** A named pipe that is full, and that nobody reads. */
async function makeFullPipe(name: string): Promise<{ readonly path: string; readonly pipe: FileHandle }> {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  const pipe = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  onTestFinished(() => pipe.close());
  const isTaken = () =>
    pipe.write(Buffer.alloc(4_096, 'x')).then(
      () => true,
      () => false,
    );
  while (await isTaken());
  return { path, pipe };
}

/** Everything that waits in the pipe. */
async function drain(pipe: FileHandle): Promise<string> {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(65_536);
    const { bytesRead } = await pipe.read(chunk).catch(() => ({ bytesRead: 0 }));
    if (bytesRead === 0) return Buffer.concat(chunks).toString();
    chunks.push(chunk.subarray(0, bytesRead));
  }
}

test.each(['file', 'stdout'] as const)(
  'after a SIGKILL during an attach, the line that precedes it is in: %s',
  async (target) => {
    const path = join(folder, 'killed.log');
    const gateway = await start(target === 'file' ? { AUDIT_LOG: path } : {});
    sandbox.control.faults.script('attachIndividualDocuments', { hang: true });
    const attached = sandbox.control.count('attachIndividualDocuments');
    const answer = attach(gateway.url).catch((error: unknown) => error);
    await vi.waitFor(
      () => expect(sandbox.control.count('attachIndividualDocuments')).toBe(attached + 1),
      10_000,
    );

    gateway.process.kill('SIGKILL');
    await gateway.exited;

    expect(await answer).toBeInstanceOf(Error);
    const text = target === 'file' ? await readFile(path, 'utf8') : gateway.stdout();
    expect(phasesIn(text)).toEqual(['STARTED']);
    expect(text).not.toContain('audit-closed');
  },
);

test('on standard output, audit lines do not depend on LOG_LEVEL', async () => {
  const port = String(await freePort());
  const gateway = spawnGateway(environment({ LOG_LEVEL: 'silent', PORT: port }));
  await vi.waitFor(() => attach(`http://127.0.0.1:${port}/graphql`), 30_000);
  gateway.process.kill('SIGTERM');

  expect(await gateway.exited).toBe(0);
  expect(linesIn(gateway.stdout()).map(({ event }) => event)).toEqual(ONE_WRITE);
});

test('standard error can have the audit lines to itself', async () => {
  const gateway = await start({ AUDIT_LOG: 'stderr' });
  await attach(gateway.url);
  gateway.process.kill('SIGTERM');
  await gateway.exited;

  expect(gateway.stdout()).not.toContain('"audit');
  expect(linesIn(gateway.stderr()).map(({ event }) => event)).toEqual(ONE_WRITE);
});

test('a descriptor that the parent process has opened gets the audit lines', async () => {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env['PATH'], ...environment({ AUDIT_LOG: '3' }) },
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, audit] = [child.stdio[1], child.stdio[3]];
  if (!stdout || !audit || !('read' in audit)) throw new Error('not piped');
  let text = '';
  audit.on('data', (chunk) => {
    text += String(chunk);
  });
  let log = '';
  stdout.on('data', (chunk) => {
    log += String(chunk);
  });
  await vi.waitFor(() => expect(log).toContain('"ready"'), 30_000);
  await attach(/"url":"([^"]+)"/.exec(log)?.[1] ?? '');
  child.kill('SIGTERM');
  await once(child, 'close');

  expect(linesIn(text).at(-1)).toMatchObject({ event: 'audit-closed', sequence: 4 });
  expect(log).not.toContain('"audit');
});

test('/dev/stdout is standard output, also if that is a file', async () => {
  const path = join(folder, 'stdout.log');
  const output = await open(path, 'w');
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env['PATH'], ...environment({ AUDIT_LOG: '/dev/stdout' }) },
    stdio: ['ignore', output.fd, 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await output.close();
  const readOutput = async () => {
    const text = await readFile(path, 'utf8');
    expect(text).toContain('"ready"');
    return text;
  };
  await attach(/"url":"([^"]+)"/.exec(await vi.waitFor(readOutput, 20_000))?.[1] ?? '');
  child.kill('SIGTERM');
  await once(child, 'close');

  const numbers = linesIn(await readOutput()).flatMap(({ sequence }) => sequence ?? []);
  expect(numbers).toEqual([1, 2, 3, 4]);
});

test.each(['audit lines', 'the log'])('a start that fails ends although nobody reads %s', async (unread) => {
  const { path } = await makeFullPipe(`failed-${unread === 'the log' ? 'log' : 'audit'}`);
  const output = await open(unread === 'the log' ? path : '/dev/null', constants.O_RDWR);
  const { port } = new URL(sandbox.url);
  const child = spawn(process.execPath, ['src/main.ts'], {
    // A variable without effect has a line in the log.
    env: { PATH: process.env['PATH'], ...environment({ AUDIT_LOG: path, PORT: port, REDIS_CA_FILE: path }) },
    stdio: ['ignore', output.fd, 'pipe'],
  });
  const closed = once(child, 'close');
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += String(chunk);
  });
  await output.close();

  expect(await closed).toEqual([1, null]);
  expect(errors).toContain('The port is in use');
});

test.each([
  ['a descriptor that is not open', '900'],
  ['a file in a folder that does not exist', '/nowhere/audit.log'],
])('the gateway does not start with %s', async (_what, AUDIT_LOG) => {
  const gateway = spawnGateway(environment({ AUDIT_LOG }));

  expect(await gateway.exited).toBe(1);
  expect(gateway.stderr()).toMatch(/AUDIT_LOG cannot be written to \(E[A-Z]+\)/);
});

test('a pipe that this process itself reads from is refused, because Node has such pipes', async () => {
  const path = join(folder, 'own');
  execFileSync('mkfifo', [path]);
  await using _reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  await using writer = await open(path, constants.O_WRONLY);

  expect(() => openTarget(writer.fd)).toThrow(
    'AUDIT_LOG cannot be written to (EBUSY). The parent process must open this descriptor, as with 3>>audit.log.',
  );
});

test('SIGHUP makes the gateway open the file anew, and no line is lost', async () => {
  const path = join(folder, 'rotated.log');
  const gateway = await start({ AUDIT_LOG: path });
  await attach(gateway.url);
  await rename(path, `${path}.1`);
  await attach(gateway.url);
  gateway.process.kill('SIGHUP');
  await vi.waitFor(() => linesOfFile(path), 30_000);
  await attach(gateway.url);
  gateway.process.kill('SIGTERM');
  await gateway.exited;

  const [rotated, current] = [await linesOfFile(`${path}.1`), await linesOfFile(path)];
  expect(rotated).toHaveLength(5);
  expect([...rotated, ...current].map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('SIGHUP does nothing to a named pipe', async () => {
  const path = join(folder, 'hung-up');
  execFileSync('mkfifo', [path]);
  await using pipe = await open(path, constants.O_RDWR | constants.O_NONBLOCK);
  const gateway = await start({ AUDIT_LOG: path });
  gateway.process.kill('SIGHUP');

  expect((await attach(gateway.url)).errors).toBeUndefined();
  gateway.process.kill('SIGTERM');
  expect(await gateway.exited).toBe(0);
  expect(linesIn(await drain(pipe)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
});

test('requests go on while nobody reads the stream, and no line is missing afterwards', async () => {
  const { path, pipe } = await makeFullPipe('unread');
  const port = String(await freePort());
  const gateway = await start({ AUDIT_LOG: path, METRICS_PORT: port });

  for (let count = 0; count < 3; count += 1) {
    expect((await attach(gateway.url)).errors).toBeUndefined();
  }
  await gateway.saw(/"event":"audit-stalled","reason":"TIMEOUT"/);
  const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(await scrape()).toMatch(/^fin_gateway_audit_up 0$/m);

  let text = '';
  await vi.waitFor(async () => {
    text += await drain(pipe);
    expect(text).toContain('"sequence":7');
  }, 30_000);
  await gateway.saw(/"event":"audit-resumed"/);
  await vi.waitFor(async () => expect(await scrape()).toMatch(/^fin_gateway_audit_up 1$/m), 30_000);
  expect(linesIn(text.replace(/^x+/, '')).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('with AUDIT_REQUIRED, nothing is written or read while the stream is not read', async () => {
  const { path, pipe } = await makeFullPipe('required');
  const gateway = await start({ AUDIT_LOG: path, AUDIT_REQUIRED: 'true' });
  const codeOf = ({ errors }: Awaited<ReturnType<typeof attach>>) => errors?.[0]?.extensions['code'];
  const attached = sandbox.control.attached.length;

  expect(codeOf(await attach(gateway.url))).toBe('AUDIT_UNAVAILABLE');
  expect(codeOf(await graphqlRequest(gateway.url, READ, READ_EXAMPLE))).toBe('AUDIT_UNAVAILABLE');
  expect((await graphqlRequest(gateway.url, '{ occupations { id } }')).errors).toBeUndefined();
  expect(sandbox.control.attached).toHaveLength(attached);

  let text = '';
  const reading = new AbortController();
  const reader = (async () => {
    while (!reading.signal.aborted) {
      text += await drain(pipe);
      await setTimeout(20);
    }
  })();
  await gateway.saw(/"event":"audit-resumed"/);
  const key = { ...EXAMPLE_INPUT, idempotencyKey: 'after' };
  expect((await attach(gateway.url, key)).errors).toBeUndefined();
  await vi.waitFor(() => expect(text).toContain('SUCCEEDED'), 30_000);
  reading.abort();
  await reader;

  const lines = linesIn(text.replace(/^x+/, ''));
  expect(lines.map(({ action, phase, outcome }) => [action, phase, outcome].join(' ').trim())).toEqual([
    '',
    'WRITE STARTED',
    'WRITE ENDED NOT_SENT',
    'READ  FAILED',
    'WRITE STARTED',
    'WRITE ENDED SUCCEEDED',
  ]);
});

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { misspelledVariables } from '../../src/config/config-warnings.ts';
import { parseConfig } from '../../src/config/parse-config.ts';
import { findSystemdAnalyze } from '../support/find-systemd-analyze.ts';

const unit = await readFile('ops/systemd/fin-gateway.service', 'utf8');
const folder = await mkdtemp(join(tmpdir(), 'unit-'));
afterAll(() => rm(folder, { recursive: true }));

const file = join(folder, 'fin-gateway.service');
// systemd-analyze wants the program to exist.
await writeFile(file, unit.replace('/opt/fin-gateway/bin/node', process.execPath));
await mkdir(`${file}.d`);
await cp('ops/systemd/own-ca.conf', join(`${file}.d`, 'own-ca.conf'));

/** @returns the exit code, and what was printed */
function analyze(...args: readonly string[]): Promise<[code: number | null, output: string]> {
  return new Promise((settle) => {
    const child = execFile(findSystemdAnalyze() ?? '', args, (_, stdout, stderr) =>
      settle([child.exitCode, stdout + stderr]),
    );
  });
}

test('systemd finds nothing wrong with the unit and its drop-in for certificates', async () => {
  expect(await analyze('verify', file)).toEqual([0, '']);
});

test('systemd rates the exposure of the service as low', async () => {
  // In tenths, from 0 to 100.
  const [code, output] = await analyze('security', '--offline=yes', '--threshold=15', file);

  expect(output).toContain('Overall exposure level');
  expect(code).toBe(0);
});

const environment = Object.fromEntries(
  [...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, line = '']) =>
    line
      .split(' ')
      .map((pair): [string, string] => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
  ),
);
const ACCOUNT = {
  FIN_BASE_URL: 'https://api.fin.com',
  FIN_CLIENT_ID: '5f0c7d1e',
  FIN_CLIENT_SECRET: 'hG7-kq92LmWx04Tz',
  AUTH: 'none',
};

test('the gateway accepts the variables of the unit', () => {
  expect(parseConfig({ ...environment, ...ACCOUNT })).toMatchObject({ isProduction: true });
  expect(misspelledVariables(environment)).toEqual([]);
});

test('systemd gives the gateway enough time to stop, descriptors and memory', () => {
  const { shutdownDelayMs, finTimeoutMs, maxConnections, finConnections } = parseConfig({
    ...environment,
    ...ACCOUNT,
  });
  const value = (name: string) =>
    Number.parseInt(new RegExp(`^${name}=(\\d+)`, 'm').exec(unit)?.[1] ?? '', 10);
  const { reads, writes, uploads, tokens } = finConnections;

  expect(value('TimeoutStopSec') * 1000).toBeGreaterThan(shutdownDelayMs + 2 * finTimeoutMs + 5_000);
  expect(value('LimitNOFILE')).toBeGreaterThanOrEqual(
    maxConnections + reads + writes + uploads + tokens + 64,
  );
  expect(environment['NODE_OPTIONS']).toBe(`--max-old-space-size=${value('MemoryMax') * 512}`);
});

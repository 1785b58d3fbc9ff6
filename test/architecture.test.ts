import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);

const MAX_LINES = 250;
const MAX_ENTRIES = 15;
/** One line for each country. */
const TABLES = ['src/schema/shared/country-code.ts', 'client/src/operations.ts'];
const CODE = ['src', 'sandbox', 'client/src'];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
  /** The files of a cycle. */
  readonly cycle?: readonly { readonly name: string }[];
}

// One run of dependency-cruiser checks both the project and the rules: it takes six seconds of CPU.
describe('a copy of the project with planted imports', () => {
  const BREACHES = [
    ['src/errors', "import './context.ts';", 'errors-loads-only-what-it-may'],
    [
      'src/errors',
      "import type { GatewayContext } from './context.ts';",
      'errors-takes-types-only-from-where-it-may',
    ],
    ['src/context', "import './datasources/fin/customers/customers.ts';", 'context-loads-only-what-it-may'],
    ['src/config/a', "import '../errors.ts';", 'config-loads-only-what-it-may'],
    ['src/config/b', "import 'node:fs';", 'config-loads-only-what-it-may'],
    ['src/redis/a', "import '../idempotency/record-seal.ts';", 'redis-loads-only-what-it-may'],
    ['src/idempotency/a', "import '../resolvers/mutation-checks.ts';", 'idempotency-loads-only-what-it-may'],
    ['src/uploads/a', "import '../server/body/read-body.ts';", 'uploads-loads-only-what-it-may'],
    ['src/callers/a', "import '../server/body/read-body.ts';", 'callers-loads-only-what-it-may'],
    [
      'src/resolvers/a',
      "import '../datasources/fin/customers/customers.ts';",
      'resolvers-loads-only-what-it-may',
    ],
    ['src/resolvers/b', "import 'graphql';", 'resolvers-loads-only-what-it-may'],
    ['src/resolvers/c', "import '../schema/scalars.ts';", 'resolvers-loads-only-what-it-may'],
    [
      'src/resolvers/d',
      "import type { Plugin } from 'graphql-yoga';",
      'resolvers-takes-types-only-from-where-it-may',
    ],
    ['src/datasources/a', "import 'graphql';", 'datasources-loads-only-what-it-may'],
    ['src/datasources/b', "import '../schema/scalars.ts';", 'datasources-loads-only-what-it-may'],
    [
      'src/datasources/c',
      "import type { S } from '../schema/builder.ts';",
      'datasources-takes-types-only-from-where-it-may',
    ],
    ['src/schema/a', "import '../datasources/fin/customers/customers.ts';", 'schema-loads-only-what-it-may'],
    ['src/schema/b', "import '../observability/logger.ts';", 'schema-loads-only-what-it-may'],
    ['src/observability/a', "import '../server/http/cors.ts';", 'observability-loads-only-what-it-may'],
    [
      'src/observability/b',
      "import './exporters/start-metrics.ts';",
      'exporters-are-loaded-only-when-needed',
    ],
    ['src/server/a', "import 'ky';", 'server-loads-only-what-it-may'],
    ['src/server/b', "await import('../../sandbox/create-sandbox.ts');", 'server-loads-only-what-it-may'],
    ['sandbox/a', "import '../src/errors.ts';", 'sandbox-loads-only-what-it-may'],
    [
      'sandbox/b',
      "import type { FieldError } from '../src/errors.ts';",
      'sandbox-takes-types-only-from-where-it-may',
    ],
    ['client/src/a', "import '../../src/error-codes.ts';", 'client/src-loads-only-what-it-may'],
    ['client/src/b', "import 'node:fs';", 'client/src-loads-only-what-it-may'],
    ['client/src/c', "import 'zod/mini';", 'client/src-loads-only-what-it-may'],
    [
      'client/src/d',
      "import type { ErrorCode } from '../../src/error-codes.ts';",
      'client/src-takes-types-only-from-where-it-may',
    ],
    ['src/start-gateway', "import '../sandbox/create-sandbox.ts';", 'sandbox-is-loaded-only-when-needed'],
    ['src/start-gateway', "import './schema/index.ts';", 'start-gateway-loads-only-what-it-may'],
    ['src/main', "import './schema/index.ts';", 'main-loads-only-what-it-may'],
    ['src/attic/a', "import '../errors.ts';", 'every-file-is-in-a-layer'],
    ['src/server/c', "import 'vitest';", 'only-dependencies-of-the-package'],
    ['src/server/d', "import './nowhere.ts';", 'imports-can-be-resolved'],
    ['src/server/e', "import './e.ts';", 'no-cycle'],
    ['src/server/f', "import type { F } from './f.ts';", 'no-cycle'],
  ] as const;

  const FINE = [
    ['src/resolvers/fine-a', "import type { GatewayContext } from '../context.ts';"],
    ['src/resolvers/fine-b', "import type { Customers } from '../datasources/fin/customers/customers.ts';"],
    ['src/datasources/fine-a', "import 'node:stream';"],
    ['src/datasources/fine-b', "import 'zod/mini';"],
    ['src/schema/fine-a', "import '@pothos/core';"],
    ['src/server/fine-a', "import type { Config } from '../config/config.ts';"],
  ] as const;

  let found: readonly Violation[];
  beforeAll(async () => {
    const project = await copyOfProject();
    for (const [name, line] of [...BREACHES, ...FINE]) await plant(join(project, `${name}.ts`), line);
    found = await violationsIn(project);
    await rm(project, { recursive: true });
  }, 120_000);

  const rulesBrokenBy = (name: string) =>
    found.filter(({ from }) => from === `${name}.ts`).map(({ rule }) => rule.name);

  test('no other file imports what its layer must not import, and there is no other import cycle', () => {
    const planted = new Set(BREACHES.map(([name]) => `${name}.ts`));
    const others = found.filter(({ from, cycle = [] }) =>
      [from, ...cycle.map(({ name }) => name)].every((file) => !planted.has(file)),
    );
    expect(others).toEqual([]);
  });

  test.each(BREACHES)('the rules report this in %s: %s', (name, _line, rule) => {
    expect(rulesBrokenBy(name)).toContain(rule);
  });

  test.each(FINE)('the rules allow this in %s: %s', (name) => {
    expect(rulesBrokenBy(name)).toEqual([]);
  });
});

test(`no file except tables has more than ${MAX_LINES} lines`, async () => {
  const files = (await filesOfCode()).filter((file) => !TABLES.includes(file));
  const lengths = await Promise.all(
    files.map(async (file) => ({ file, lines: (await readFile(file, 'utf8')).split('\n').length - 1 })),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(lengths.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
});

test(`no folder of the code has more than ${MAX_ENTRIES} entries`, async () => {
  const files = await filesOfCode();
  const folders = Map.groupBy(files, (file) => dirname(file));
  const full = [...folders].filter(([, entries]) => entries.length > MAX_ENTRIES);
  expect(full.map(([folder, entries]) => `${folder}: ${entries.length}`)).toEqual([]);
});

test('no file has a meaningless name', async () => {
  const files = [...(await filesOfCode()), ...(await filesIn('test')), ...(await filesIn('scripts'))];
  const silent = /(^|\/)((utils?|helpers?|common|lib|misc)(\/|\.ts$)|types\.ts$)/;
  expect(files.filter((file) => silent.test(file))).toEqual([]);
});

async function violationsIn(project: string): Promise<readonly Violation[]> {
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruiser, 'src', 'sandbox', 'client/src', '--output-type', 'json'];
  const options = { cwd: project, maxBuffer: 64 * 1024 * 1024 };
  // The exit code is the number of violations.
  const { stdout } = await run(process.execPath, args, options).catch(
    (failure: { stdout: string }) => failure,
  );
  const report: { summary: { violations: Violation[]; totalCruised: number } } = JSON.parse(stdout);
  expect(report.summary.totalCruised).toBeGreaterThan(30);
  return report.summary.violations;
}

async function copyOfProject(): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'fin-gateway-'));
  for (const name of [
    'src',
    'sandbox',
    'client/src',
    'package.json',
    'tsconfig.json',
    '.dependency-cruiser.cjs',
  ]) {
    await cp(name, join(project, name), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(project, 'node_modules'));
  return project;
}

async function plant(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${line}\n${await readFile(file, 'utf8').catch(() => '')}`);
}

async function filesOfCode(): Promise<string[]> {
  return (await Promise.all(CODE.map(filesIn))).flat();
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

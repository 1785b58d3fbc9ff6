import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);

const MAX_LINES = 250;
/** One line for each country. */
const TABLES = ['src/schema/enums/country-code.ts'];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

test('no file imports what its room may not import', async () => {
  expect(await violationsIn('.')).toEqual([]);
});

describe('a copy of the project with planted imports', () => {
  const BREACHES = [
    ['errors', "import './config.ts';", 'errors-loads-only-what-it-may'],
    ['errors', "import type { Config } from './config.ts';", 'errors-takes-types-only-from-where-it-may'],
    ['context', "import './datasources/fin/customers.ts';", 'context-loads-only-what-it-may'],
    ['config', "import './errors.ts';", 'config-loads-only-what-it-may'],
    ['config', "import 'node:fs';", 'config-loads-only-what-it-may'],
    ['resolvers/a', "import '../datasources/fin/customers.ts';", 'resolvers-loads-only-what-it-may'],
    ['resolvers/b', "import 'graphql';", 'resolvers-loads-only-what-it-may'],
    ['resolvers/c', "import '../schema/scalars.ts';", 'resolvers-loads-only-what-it-may'],
    [
      'resolvers/d',
      "import type { Plugin } from 'graphql-yoga';",
      'resolvers-takes-types-only-from-where-it-may',
    ],
    ['datasources/a', "import 'graphql';", 'datasources-loads-only-what-it-may'],
    ['datasources/b', "import '../schema/scalars.ts';", 'datasources-loads-only-what-it-may'],
    [
      'datasources/c',
      "import type { S } from '../schema/builder.ts';",
      'datasources-takes-types-only-from-where-it-may',
    ],
    ['schema/a', "import '../datasources/fin/customers.ts';", 'schema-loads-only-what-it-may'],
    ['schema/b', "import '../server/logger.ts';", 'schema-loads-only-what-it-may'],
    ['server/a', "import 'ky';", 'server-loads-only-what-it-may'],
    ['server/b', "await import('../sandbox/create-sandbox.ts');", 'server-loads-only-what-it-may'],
    ['sandbox/a', "import '../errors.ts';", 'sandbox-loads-only-what-it-may'],
    [
      'sandbox/b',
      "import type { FieldError } from '../errors.ts';",
      'sandbox-takes-types-only-from-where-it-may',
    ],
    ['start-gateway', "import './sandbox/create-sandbox.ts';", 'sandbox-is-loaded-only-when-it-is-needed'],
    ['start-gateway', "import './schema/index.ts';", 'start-gateway-loads-only-what-it-may'],
    ['main', "import './schema/index.ts';", 'main-loads-only-what-it-may'],
    ['attic/a', "import '../errors.ts';", 'every-file-is-in-a-room'],
    ['server/c', "import 'vitest';", 'only-dependencies-of-the-package'],
    ['server/d', "import './nowhere.ts';", 'imports-can-be-resolved'],
    ['server/e', "import './e.ts';", 'no-cycle-at-run-time'],
  ] as const;

  const FINE = [
    ['resolvers/fine-a', "import type { GatewayContext } from '../context.ts';"],
    ['resolvers/fine-b', "import type { Customers } from '../datasources/fin/customers.ts';"],
    ['datasources/fine-a', "import 'node:stream';"],
    ['datasources/fine-b', "import 'zod/mini';"],
    ['schema/fine-a', "import '@pothos/core';"],
    ['server/fine-a', "import type { Config } from '../config.ts';"],
  ] as const;

  let found: readonly Violation[];
  beforeAll(async () => {
    const project = await copyOfProject();
    for (const [name, line] of [...BREACHES, ...FINE]) await plant(join(project, `src/${name}.ts`), line);
    found = await violationsIn(project);
    await rm(project, { recursive: true });
  });

  const rulesBrokenBy = (name: string) =>
    found.filter(({ from }) => from === `src/${name}.ts`).map(({ rule }) => rule.name);

  test.each(BREACHES)('the rules notice in %s: %s', (name, _line, rule) => {
    expect(rulesBrokenBy(name)).toContain(rule);
  });

  test.each(FINE)('the rules allow in %s: %s', (name) => {
    expect(rulesBrokenBy(name)).toEqual([]);
  });
});

test(`no file is longer than ${MAX_LINES} lines, but for tables`, async () => {
  const files = (await filesIn('src')).filter((file) => !TABLES.includes(file));
  const lengths = await Promise.all(
    files.map(async (file) => ({ file, lines: (await readFile(file, 'utf8')).split('\n').length - 1 })),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(lengths.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
});

test('no file has a name that says nothing', async () => {
  const files = [...(await filesIn('src')), ...(await filesIn('test')), ...(await filesIn('scripts'))];
  const silent = /(^|\/)((utils?|helpers?|common|lib|misc)(\/|\.ts$)|types\.ts$)/;
  expect(files.filter((file) => silent.test(file))).toEqual([]);
});

async function violationsIn(project: string): Promise<readonly Violation[]> {
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [cruiser, 'src', '--output-type', 'json'];
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
  for (const name of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    await cp(name, join(project, name), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(project, 'node_modules'));
  return project;
}

async function plant(file: string, line: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${line}\n${await readFile(file, 'utf8').catch(() => '')}`);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

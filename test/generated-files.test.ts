import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSchema, getOperationAST, isAbstractType, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import * as generated from '../examples/generated/graphql.ts';

const MANIFEST = 'examples/generated/persisted-documents.json';

const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
const manifest = z.record(z.string(), z.string()).parse(JSON.parse(await readFile(MANIFEST, 'utf8')));

interface Check {
  readonly exitCode: number;
  /** The text that it printed. */
  readonly output: string;
}

const CODEGEN = ['node_modules/@graphql-codegen/cli/cjs/bin.js', '--check'];
const PRINT_FILES = ['scripts/print-files.ts', '--check'];

function run(file: string, args: readonly string[], cwd = '.'): Promise<Check> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { cwd }, (_error, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}

interface Copy extends AsyncDisposable {
  readonly directory: string;
}

/** A copy of the generated files and their sources, for a test to change. */
async function copyProject(): Promise<Copy> {
  const directory = await mkdtemp(join(tmpdir(), 'generated-'));
  const copied = [
    'codegen.ts',
    'package.json',
    'schema.graphql',
    'subgraph.graphql',
    'scripts',
    'docs',
    'client',
    'LICENSE',
  ];
  for (const name of [...copied, 'examples', 'test/clients']) {
    const filter = (source: string) => !source.includes('node_modules');
    await cp(name, join(directory, name), { recursive: true, filter });
  }
  for (const name of ['src', 'node_modules']) await symlink(resolve(name), join(directory, name));
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
}

test('the committed files match `npm run codegen`, and both its steps are checked', async () => {
  expect(await run('npm', ['run', 'check:generated'])).toMatchObject({
    exitCode: 0,
    output: expect.stringContaining('graphql-codegen --check && node scripts/print-files.ts --check'),
  });
});

test.each([
  {
    what: 'generated files that were edited by hand',
    changed: [MANIFEST, 'examples/generated/graphql.ts'],
    check: CODEGEN,
    stale: [MANIFEST, 'examples/generated/graphql.ts'],
  },
  {
    what: 'files made from a changed operation',
    changed: ['examples/operations/upload-documents.graphql'],
    check: CODEGEN,
    stale: [MANIFEST, 'examples/generated/graphql.ts'],
  },
  {
    what: 'a page that embeds a changed example',
    changed: ['examples/clients/apollo.ts'],
    check: PRINT_FILES,
    stale: ['docs/clients.md'],
  },
])('the check names $what', async ({ changed, check, stale }) => {
  await using copy = await copyProject();
  for (const name of changed) {
    const change = name.endsWith('.graphql') ? 'query Added { occupations { id } }' : '\n';
    await appendFile(join(copy.directory, name), change);
  }

  const { exitCode, output } = await run(process.execPath, check, copy.directory);

  expect(exitCode).toBe(1);
  for (const name of stale) expect(output).toContain(name);
});

test('the manifest lists each operation by the SHA-256 of its text, and the gateway accepts all of them', () => {
  for (const [id, text] of Object.entries(manifest)) {
    expect(id).toBe(`sha256:${createHash('sha256').update(text).digest('hex')}`);
    expect(validate(schema, parse(text))).toEqual([]);
  }
});

test('the manifest contains exactly the operations that clients import', () => {
  const operations = Object.values(generated).filter((document) => getOperationAST(document));
  const imported = operations.map(
    (document) => z.object({ __meta__: z.object({ hash: z.string() }) }).parse(document).__meta__.hash,
  );

  expect(new Set(imported)).toEqual(new Set(Object.keys(manifest)));
});

test('the schema has no unions and interfaces, for which caches would need a list of possible types', () => {
  expect(Object.values(schema.getTypeMap()).filter(isAbstractType)).toEqual([]);
});

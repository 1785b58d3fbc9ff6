import { readFile } from 'node:fs/promises';
import { z } from 'zod/mini';
import { variableEntries } from '../../src/config/variables.ts';
import { ERROR_CODES } from '../../src/error-codes.ts';
import { schema } from '../../src/schema/index.ts';
import { clientSdl } from '../../src/schema/sdl.ts';
import { extensionsSchema } from '../error-docs.ts';

const rest = z.object({
  version: z.string(),
  errorCodes: z.record(z.string(), z.object({ status: z.number(), retryable: z.boolean() })),
  /** The environment variables with their defaults. */
  variables: z.record(z.string(), z.nullable(z.string())),
  clientSubpaths: z.array(z.string()),
  metrics: z.array(z.string()),
  logEvents: z.array(z.string()),
});

/** Everything that clients and operators rely on and that a program can compare. */
export interface Contract extends z.infer<typeof rest> {
  /** The schema for clients. */
  readonly sdl: string;
  /** The JSON Schema of the error extensions. */
  readonly errorExtensions: unknown;
}

const manifest = z.object({ version: z.string() });
const clientManifest = z.object({ exports: z.record(z.string(), z.unknown()) });

/** The contract of the work tree. */
export async function readCurrentContract(): Promise<Contract> {
  const { version } = manifest.parse(JSON.parse(await readProjectFile('package.json')));
  const { exports } = clientManifest.parse(JSON.parse(await readProjectFile('client/package.json')));
  const page = await readProjectFile('docs/observability.md');
  return {
    version,
    sdl: clientSdl(schema),
    errorExtensions: extensionsSchema(),
    errorCodes: mapValues(ERROR_CODES, ({ status, retryable }) => ({ status, retryable })),
    variables: Object.fromEntries(variableEntries.map(([name, row]) => [name, row.default ?? null])),
    clientSubpaths: Object.keys(exports),
    metrics: namesInTable(page, 'metric'),
    logEvents: namesInTable(page, 'event'),
  };
}

/** The files of a contract, by their path in the project. */
export function contractFiles({ sdl, errorExtensions, ...others }: Contract): Record<string, string> {
  return {
    'last-release/schema.graphql': sdl,
    'last-release/error-extensions.schema.json': toJSON(errorExtensions),
    'last-release/contract.json': toJSON(others),
  };
}

/** The contract of the last release. */
export async function readLastRelease(): Promise<Contract> {
  return {
    ...rest.parse(JSON.parse(await readProjectFile('last-release/contract.json'))),
    sdl: await readProjectFile('last-release/schema.graphql'),
    errorExtensions: JSON.parse(await readProjectFile('last-release/error-extensions.schema.json')),
  };
}

export function readProjectFile(path: string): Promise<string> {
  return readFile(projectFile(path), 'utf8');
}

export function projectFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url);
}

export function toJSON(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The names in the first column of the table that has this heading. */
function namesInTable(page: string, heading: string): string[] {
  const [, rows = ''] =
    new RegExp(`^\\| ${heading} \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)`, 'm').exec(page) ?? [];
  return rows.split('\n').flatMap((row) => {
    const [, firstCell = ''] = row.split('|');
    return Array.from(firstCell.matchAll(/`([\w-]+)`/g), ([, name = '']) => name);
  });
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { unknownVariables } from '../../src/config/unknown-variables.ts';
import { variableEntries, variableGroups, variables } from '../../src/config/variables.ts';

test.each(variableEntries.filter(([, { readBy }]) => readBy === undefined))(
  'the table shows a valid example or default of %s',
  (_name, { schema, example, default: fallback }) => {
    expect(schema.safeParse(fallback).success).toBe(true);
    if (example && !example.includes('`')) expect(schema.safeParse(example).success).toBe(true);
  },
);

test('each variable has one row in the documentation, under its heading', () => {
  const grouped = Object.values(variableGroups).flatMap((group) => Object.keys(group));
  expect(grouped).toHaveLength(variableEntries.length);
  expect(new Set(grouped)).toEqual(new Set(Object.keys(variables)));
});

test('each variable that the README or a page names exists', async () => {
  const files = (await readdir('docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  const read = async (names: readonly string[]) =>
    (await Promise.all(names.map((name) => readFile(name, 'utf8')))).join('\n');
  const wordsOf = (text: string) =>
    Array.from(text.matchAll(/\b[A-Z][A-Z\d]*(_[A-Z\d]+)+\b/g), ([word]) => word);
  const words = new Set(wordsOf(await read(['README.md', 'CONTRIBUTING.md', ...files])));
  const codes = wordsOf(await read(['schema.graphql', 'docs/errors.md']));
  const misspelledOnPurpose = ['CORS_ORIGIN', 'FIN_TIMEOUT'];
  const others = new Set([...codes, ...misspelledOnPurpose]);
  const names = [...words].filter((word) => !others.has(word));

  expect(words.size).toBeGreaterThan(20);
  expect(unknownVariables(names, Object.keys(variables))).toEqual([]);
});

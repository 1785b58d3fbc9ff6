import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { variables } from '../../src/config/variables.ts';

const page = await readFile('docs/secrets.md', 'utf8');
const [, ...sections] = page.split(/^## /m);

test('the page about secrets has every secret variable', () => {
  const secrets = Object.entries(variables).flatMap(([name, variable]) =>
    'isSecret' in variable && variable.isSecret ? name : [],
  );

  expect(secrets.length).toBeGreaterThan(5);
  expect(secrets.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test('every section about a secret says how to check the change, and what to do after a leak', () => {
  const bySecret = sections.filter((text) => !/^(Put a value in place|The sandbox)\n/.test(text));

  expect(bySecret.length).toBeGreaterThan(5);
  for (const text of bySecret) {
    expect(text).toMatch(/^\*\*It worked\*\*/m);
    expect(text).toMatch(/^\*\*If [^*]+ leaked\*\*/m);
  }
});

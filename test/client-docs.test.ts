import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { embedExamples } from '../scripts/embed-examples.ts';

const PAGES = [
  { name: 'docs/clients.md', folder: 'examples/clients' },
  { name: 'docs/clients.md', folder: 'examples/clients/react' },
  { name: 'docs/recipes.md', folder: 'examples/recipes', recursive: true },
  { name: 'docs/subscriptions.md', folder: 'examples/clients/live' },
];

describe.each(PAGES)('$name and $folder', ({ name, folder, recursive = false }) => {
  test('contains the current examples: npm run codegen prints them', async () => {
    const page = await readFile(name, 'utf8');

    expect(embedExamples(page)).toBe(page);
  });

  test('contains every example of its folder', async () => {
    const page = await readFile(name, 'utf8');
    const entries = await readdir(folder, { recursive, withFileTypes: true });
    const examples = entries
      .filter((entry) => entry.isFile() && entry.name !== 'tsconfig.json')
      .map((entry) => join(entry.parentPath, entry.name));

    expect(examples.filter((path) => !page.includes(`<!-- ${path} -->`))).toEqual([]);
  });
});

test('the code below a marker is replaced, and other code is left alone', () => {
  const marked = '<!-- examples/operations/upload-documents.graphql -->\n```graphql\nquery { old }\n```\n';
  const other = '```js\nold();\n```\n';

  const embedded = embedExamples(marked + other + marked);

  expect(embedded).not.toContain('query { old }');
  expect(embedded.split('mutation UploadDocuments')).toHaveLength(3);
  expect(embedded).toContain(other);
});

test('a marker with an unknown file is an error', () => {
  expect(() => embedExamples('<!-- examples/clients/gone.ts -->\n```ts\n```\n')).toThrow('gone.ts');
});

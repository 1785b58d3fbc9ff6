import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { embedExamples } from '../scripts/embed-examples.ts';

const PAGES = { 'docs/clients.md': 'examples/clients', 'docs/subscriptions.md': 'examples/clients/live' };

describe.each(Object.entries(PAGES))('%s', (name, folder) => {
  test('has each example as it is: npm run codegen prints it', async () => {
    const page = await readFile(name, 'utf8');

    expect(embedExamples(page)).toBe(page);
  });

  test('shows every example of its folder', async () => {
    const page = await readFile(name, 'utf8');
    const entries = await readdir(folder, { withFileTypes: true });
    const examples = entries.filter((entry) => entry.isFile()).map((entry) => `${folder}/${entry.name}`);

    expect(examples.filter((path) => !page.includes(`<!-- ${path} -->`))).toEqual([]);
  });
});

test('code below a mark is replaced, other code stays', () => {
  const marked = '<!-- examples/operations/upload-documents.graphql -->\n```graphql\nquery { old }\n```\n';
  const other = '```js\nold();\n```\n';

  const embedded = embedExamples(marked + other + marked);

  expect(embedded).not.toContain('query { old }');
  expect(embedded.split('mutation UploadDocuments')).toHaveLength(3);
  expect(embedded).toContain(other);
});

test('a mark that names no file is a mistake', () => {
  expect(() => embedExamples('<!-- examples/clients/gone.ts -->\n```ts\n```\n')).toThrow('gone.ts');
});

import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { embedExamples } from '../scripts/embed-examples.ts';

const page = await readFile('docs/clients.md', 'utf8');

test('docs/clients.md contains the current examples: npm run codegen prints them', () => {
  expect(embedExamples(page)).toBe(page);
});

test('the page contains every example', async () => {
  const entries = await readdir('examples/clients', { withFileTypes: true });
  const examples = entries.filter((entry) => entry.isFile()).map(({ name }) => `examples/clients/${name}`);

  expect(examples.filter((path) => !page.includes(`<!-- ${path} -->`))).toEqual([]);
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

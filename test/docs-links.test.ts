import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const docs = await readdir('docs', { recursive: true });
const pages = [
  'README.md',
  'CHANGELOG.md',
  ...docs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];

/** Text outside code blocks. */
async function proseOf(page: string): Promise<string> {
  return (await readFile(page, 'utf8')).replaceAll(/^```.*?^```$/gms, '');
}

/** The anchors that GitHub gives to the headings of a page. */
async function anchorsOf(page: string): Promise<string[]> {
  const headings = (await proseOf(page)).matchAll(/^#+ (.+)$/gm);
  return Array.from(headings, ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(pages)('every link of %s leads to a file, and to a heading in it', async (page) => {
  const links = (await proseOf(page)).matchAll(/\]\(([^)\s]+)\)/g);
  const targets = Array.from(links, ([, target = '']) => target).filter((target) => !/^https?:/.test(target));
  const broken = [];
  for (const target of targets) {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    const isFound = existsSync(file) && (!anchor || (await anchorsOf(file)).includes(anchor));
    if (!isFound) broken.push(target);
  }

  expect(broken).toEqual([]);
});

test.each(pages)('every path that %s names exists', async (page) => {
  const names = (await proseOf(page)).matchAll(
    /`((?:src|sandbox|test|examples|scripts|bench|fuzz|ops)\/[\w./-]*)`/g,
  );
  const paths = Array.from(names, ([, path = '']) => path);

  expect(paths.filter((path) => !existsSync(path))).toEqual([]);
});

test('the map of docs/architecture.md has every folder of src and the sandbox', async () => {
  const map = /^```\nsrc\/\n.*?^```$/ms.exec(await readFile('docs/architecture.md', 'utf8'))?.[0] ?? '';
  const entries = await Promise.all(
    ['src', 'sandbox'].map((root) => readdir(root, { recursive: true, withFileTypes: true })),
  );
  const folders = entries.flat().filter((entry) => entry.isDirectory() && entry.name !== 'fin');

  expect(folders.length).toBeGreaterThan(20);
  expect(folders.map(({ name }) => name).filter((name) => !map.includes(`${name}/`))).toEqual([]);
});

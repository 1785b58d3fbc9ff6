import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const docs = await readdir('docs', { recursive: true });
const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
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

test.each(pages)('every link of %s leads to an existing file and heading', async (page) => {
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

/** The folders in a tree that is drawn by indentation. A line may have several folders side by side, or a path. */
function foldersIn(map: string): string[] {
  const parents: string[] = [];
  return map.split('\n').flatMap((line) => {
    const [, indent, names] = /^( *)((?:[\w-]+(?:\/[\w-]+)*\/ *)+)/.exec(line) ?? [];
    if (indent === undefined || names === undefined) return [];
    const depth = indent.length / 2;
    const folders = names.split(/ +/).filter((name) => name !== '');
    const paths = folders.map((name) => `${depth > 0 ? (parents[depth - 1] ?? '') : ''}${name}`);
    parents[depth] = paths[0] ?? '';
    return paths;
  });
}

test('the map in docs/architecture.md lists every folder of src and the sandbox, and no other', async () => {
  const [map = ''] = /^src\/\n.*?^```$/ms.exec(await readFile('docs/architecture.md', 'utf8')) ?? [];
  const mapped = foldersIn(map).filter((path) => /^(src|sandbox)\/./.test(path));
  const lists = await Promise.all(
    ['src', 'sandbox'].map((root) => readdir(root, { recursive: true, withFileTypes: true })),
  );
  const folders = lists
    .flat()
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${join(entry.parentPath, entry.name)}/`)
    .filter((path) => path !== 'src/datasources/');

  expect(new Set(mapped)).toEqual(new Set(folders));
});

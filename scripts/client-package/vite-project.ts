import type { FilesOnDisk } from '../../test/support/browser/picked-files.ts';
import type { Stack } from '../../test/support/start-stack.ts';
import { attachInBrowser } from './attach-in-browser.ts';
import { createProject } from './fresh-project.ts';
import { serveProject } from './serve-project.ts';
import { withBrowser } from './with-browser.ts';

const PACKAGES = [
  'react',
  'react-dom',
  'vite',
  'typescript',
  '@types/react',
  '@types/react-dom',
  '@types/node',
];

/** A page with React, built by Vite and used in a browser. @throws if it fails */
export async function checkViteProject(
  parent: string,
  tarball: string,
  { url }: Stack,
  { front }: FilesOnDisk,
) {
  const env = { GATEWAY_URL: url };
  const { cwd, run } = await createProject(parent, 'vite', tarball, PACKAGES);
  await run('vite', ['build'], env);
  await using site = await serveProject(cwd, ['vite/bin/vite.js', 'preview', '--host', '127.0.0.1'], env);
  await withBrowser((browser) => attachInBrowser('The Vite project', browser, site.origin, front));
}

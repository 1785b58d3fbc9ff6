import { readFile } from 'node:fs/promises';
import type { FilesOnDisk } from '../../test/support/browser/picked-files.ts';
import type { Stack } from '../../test/support/start-stack.ts';
import { attachInBrowser } from './attach-in-browser.ts';
import { ACCEPTED_NUMBER, checkResults, REJECTED_NUMBER } from './expected-results.ts';
import { createProject } from './fresh-project.ts';
import { serveProject } from './serve-project.ts';
import { withBrowser } from './with-browser.ts';

const PACKAGES = [
  'next',
  'react',
  'react-dom',
  'typescript',
  '@types/react',
  '@types/react-dom',
  '@types/node',
];

/** A Next.js application with a page and a route that both attach documents, as a production build. @throws if it fails */
export async function checkNextProject(
  parent: string,
  tarball: string,
  { url }: Stack,
  { front }: FilesOnDisk,
) {
  const env = { GATEWAY_URL: url, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const { cwd, run } = await createProject(parent, 'next', tarball, PACKAGES);
  await run('next', ['build'], env);
  await using site = await serveProject(cwd, ['next/dist/bin/next', 'start', '--hostname', '127.0.0.1'], env);
  await withBrowser((browser) =>
    attachInBrowser('The page of the Next.js project', browser, site.origin, front),
  );
  const photo = new Blob([await readFile(front)]);
  const attach = async (number: string) => {
    const body = new FormData();
    body.append('number', number);
    body.append('photo', photo, 'front.jpg');
    return await (await fetch(`${site.origin}/attach`, { method: 'POST', body })).text();
  };
  const rejected = await attach(REJECTED_NUMBER);
  checkResults('The route of the Next.js project', rejected, await attach(ACCEPTED_NUMBER));
}

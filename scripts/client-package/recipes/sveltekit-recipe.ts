import { freePort } from '../../../test/support/network/free-port.ts';
import type { Stack } from '../../../test/support/start-stack.ts';
import { type ServedProject, serveProject } from '../serve-project.ts';
import { createRecipeProject } from './recipe-project.ts';

const PACKAGES = [
  '@sveltejs/adapter-node@6.0.1',
  '@sveltejs/kit@3.2.0',
  '@sveltejs/vite-plugin-svelte@7.3.1',
  '@types/node',
  'svelte@5.57.3',
  'svelte-check@4.7.8',
  'vite',
];

/** The recipe as a production build for Node. */
export async function serveSvelteKitRecipe(
  parent: string,
  tarball: string,
  { url }: Stack,
): Promise<ServedProject> {
  const { cwd, run } = await createRecipeProject(parent, 'sveltekit', tarball, PACKAGES);
  await run('svelte-kit', ['sync']);
  await run('svelte-check', ['--fail-on-warnings']);
  const port = await freePort();
  await run('vite', ['build'], { ORIGIN: `http://127.0.0.1:${port}` });
  const env = { GATEWAY_URL: url, HOST: '127.0.0.1', BODY_SIZE_LIMIT: '101M' };
  return await serveProject(cwd, ['../build/index.js'], env, port);
}

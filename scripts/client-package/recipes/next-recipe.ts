import type { Stack } from '../../../test/support/start-stack.ts';
import { type ServedProject, serveProject } from '../serve-project.ts';
import { createRecipeProject } from './recipe-project.ts';

const PACKAGES = [
  'next',
  'react',
  'react-dom',
  'typescript',
  '@types/react',
  '@types/react-dom',
  '@types/node',
];

/** The recipe as a production build. Building checks its types. */
export async function serveNextRecipe(
  parent: string,
  tarball: string,
  { url }: Stack,
): Promise<ServedProject> {
  const env = { GATEWAY_URL: url, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  const { cwd, run } = await createRecipeProject(parent, 'next', tarball, PACKAGES);
  await run('next', ['build'], env);
  return await serveProject(cwd, ['next/dist/bin/next', 'start', '--hostname', '127.0.0.1'], env);
}

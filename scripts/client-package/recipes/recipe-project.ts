import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FreshProject, install, PACKAGE } from '../fresh-project.ts';

const RECIPES = 'examples/recipes';
/** The files of a new project of the framework, and programs for the checks. */
const TEMPLATES = 'scripts/client-package/templates/recipes';
/** Recipes import these from their own folder. */
const SHARED = ['forward.ts', 'read-form.ts'];

/** Copies a recipe into a new folder, and installs the package and what the recipe needs. */
export async function createRecipeProject(
  parent: string,
  recipe: 'next' | 'relay' | 'sveltekit',
  tarball: string,
  packages: readonly string[],
): Promise<FreshProject> {
  const cwd = join(parent, `${recipe}-recipe`);
  for (const folder of [RECIPES, TEMPLATES]) await cp(join(folder, recipe), cwd, { recursive: true });
  for (const file of SHARED) await cp(join(RECIPES, file), join(cwd, file));
  await writeFile(join(cwd, 'package.json'), PACKAGE);
  return await install(cwd, tarball, packages);
}

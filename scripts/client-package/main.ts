import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDisk, pickFiles } from '../../test/support/browser/picked-files.ts';
import { startStack } from '../../test/support/start-stack.ts';
import { checkNextProject } from './next-project.ts';
import { checkNodeProject } from './node-project.ts';
import { checkRecipes } from './recipes/check-recipes.ts';
import { runCommand } from './run-command.ts';
import { checkViteProject } from './vite-project.ts';

/** Builds and packs the package for clients, and uses it in three new projects as an app would. */
const folder = await mkdtemp(join(tmpdir(), 'client-package-'));
try {
  // Packing builds.
  const packed = await runCommand('npm', ['pack', '--workspace', 'client', '--pack-destination', folder]);
  const tarball = join(folder, packed.trim().split('\n').at(-1) ?? '');
  await runCommand('publint', ['run', '--strict', tarball]);
  // The package has only ES modules. The schema is no module.
  const options = ['--profile', 'esm-only', '--format', 'ascii', '--exclude-entrypoints', './schema.graphql'];
  await runCommand('attw', [tarball, ...options]);
  await using stack = await startStack();
  await using files = await onDisk(pickFiles());
  await checkNodeProject(folder, tarball, stack, files);
  await checkViteProject(folder, tarball, stack, files);
  await checkNextProject(folder, tarball, stack, files);
  await checkRecipes(folder, tarball);
} finally {
  await rm(folder, { recursive: true, maxRetries: 5 });
}

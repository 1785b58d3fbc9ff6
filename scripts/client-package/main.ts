import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInFreshProject } from './fresh-project.ts';
import { runCommand } from './run-command.ts';

/** Builds and packs the package for clients, and checks it as an app would get it. */
const folder = await mkdtemp(join(tmpdir(), 'client-package-'));
try {
  // Packing builds.
  const packed = await runCommand('npm', ['pack', '--workspace', 'client', '--pack-destination', folder]);
  const tarball = join(folder, packed.trim().split('\n').at(-1) ?? '');
  await runCommand('publint', ['run', '--strict', tarball]);
  // The package has only ES modules.
  await runCommand('attw', ['--profile', 'esm-only', '--format', 'ascii', tarball]);
  await checkInFreshProject(folder, tarball);
} finally {
  await rm(folder, { recursive: true });
}

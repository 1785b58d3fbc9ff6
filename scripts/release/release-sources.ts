import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { projectFile, readProjectFile } from './contract.ts';

const execute = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** The sources of a release with their dependencies, in a temporary folder. */
export interface ReleaseSources extends AsyncDisposable {
  readonly folder: string;
}

/** The commit whose sources the last release consists of. Its successor only sets the version. */
export async function readLastReleaseCommit(): Promise<string> {
  return (await readProjectFile('last-release/commit')).trim();
}

/** @throws with advice if this clone does not have the commit */
export async function unpackRelease(commit: string): Promise<ReleaseSources> {
  const project = fileURLToPath(projectFile('.'));
  await requireCommit(project, commit);
  const folder = await mkdtemp(join(tmpdir(), 'fin-gateway-last-release-'));
  const dispose = () => rm(folder, { recursive: true });
  try {
    const archive = join(folder, 'sources.tar');
    await run(project, 'git', 'archive', '--format=tar', `--output=${archive}`, commit);
    await run(folder, 'tar', '-xf', archive);
    await installDependencies(folder);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { folder, [Symbol.asyncDispose]: dispose };
}

async function requireCommit(project: string, commit: string): Promise<void> {
  try {
    await run(project, 'git', 'cat-file', '-e', `${commit}^{commit}`);
  } catch {
    throw new Error(
      `This clone does not have the last release: last-release/commit names ${commit}. If the clone is shallow, run: git fetch --unshallow`,
    );
  }
}

/** Uses the packages of the work tree if both have the same ones. */
async function installDependencies(folder: string): Promise<void> {
  const lockFile = await readFile(join(folder, 'package-lock.json'), 'utf8');
  if (lockFile === (await readProjectFile('package-lock.json'))) {
    await symlink(fileURLToPath(projectFile('node_modules')), join(folder, 'node_modules'));
  } else {
    await run(folder, 'npm', 'ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund');
  }
}

async function run(cwd: string, command: string, ...args: readonly string[]): Promise<void> {
  await execute(command, args, { cwd, maxBuffer: MAX_OUTPUT_BYTES });
}

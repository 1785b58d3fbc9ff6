import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** A copy of the work tree in a repository of its own. */
export interface ProjectCopy extends AsyncDisposable {
  readonly folder: string;
  create(file: string, text: string): Promise<void>;
  /** Inserts lines before or after the only place where the anchor occurs. */
  insert(
    file: string,
    place: { readonly before: string } | { readonly after: string },
    text: string,
  ): Promise<void>;
  /** @throws with the output of the command if it fails */
  run(command: string, ...args: readonly string[]): Promise<string>;
}

export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'cost-of-change-'));
  const files = (await git('.', 'ls-files', '--cached', '--others', '--exclude-standard')).trim().split('\n');
  for (const file of files) await cp(file, join(folder, file), { force: true }).catch(ignoreDeleted);
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await git(folder, 'init', '--quiet');
  await commitAll(folder, 'before');
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  return {
    folder,
    create: write,
    async insert(file, place, text) {
      const before = await readFile(join(folder, file), 'utf8').catch(() => '');
      const anchor = 'before' in place ? place.before : place.after;
      const [head, tail, ...others] = before.split(anchor);
      if (head === undefined || tail === undefined || others.length > 0) {
        throw new Error(
          `${file} does not contain this text exactly once: ${anchor}\nIf the code moved, update the sample in scripts/cost-of-change.`,
        );
      }
      const inserted = 'before' in place ? `${text}${anchor}` : `${anchor}${text}`;
      await write(file, `${head}${inserted}${tail}`);
    },
    run: (command, ...args) => run(folder, join(folder, 'node_modules/.bin', command), args),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** Commits the changes. @returns their `git diff --stat`, restricted to source files, and the number of these files */
export async function measureChange({ folder }: ProjectCopy, title: string) {
  await commitAll(folder, title);
  const range = ['HEAD~1', '--', 'src', 'sandbox'];
  const stat = await git(folder, 'diff', '--stat=100', ...range);
  const names = await git(folder, 'diff', '--name-only', ...range);
  return { stat, fileCount: names.trim().split('\n').length };
}

async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '--all');
  const author = ['-c', 'user.name=cost-of-change', '-c', 'user.email=cost-of-change@localhost'];
  await git(folder, ...author, 'commit', '--quiet', '--no-verify', '--message', message);
}

function git(folder: string, ...args: readonly string[]): Promise<string> {
  return run(folder, 'git', args);
}

async function run(cwd: string, command: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute(command, args, { cwd, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  }
}

/** `git ls-files` also lists files that were deleted but not committed. */
function ignoreDeleted(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

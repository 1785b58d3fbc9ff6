import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

interface Image extends AsyncDisposable {
  /** The folder that stands for `/app` of the image. */
  readonly folder: string;
  readonly compileCache: string;
}

interface Build {
  readonly root: string;
  readonly compileCache: string;
}

/**
 * Follows the steps of the Dockerfile without Docker: each stage is a folder, `COPY` copies, `npm ci` links to the
 * installed packages, and the commands that build run.
 */
export async function buildImage(): Promise<Image> {
  const root = await mkdtemp(join(tmpdir(), 'image-'));
  const build = { root, compileCache: join(root, 'compile-cache') };
  const dockerfile = withoutTools(await readFile('Dockerfile', 'utf8'));
  let stage = root;
  for (const line of dockerfile.split('\n')) {
    const [instruction, ...words] = line.split(' ');
    if (instruction === 'FROM') {
      stage = join(root, words[2] ?? 'image');
      await mkdir(join(stage, 'app'), { recursive: true });
      if (words[0]?.includes('NODE_IMAGE')) await installNode(stage);
    }
    if (instruction === 'COPY') await copy(words, stage, root);
    if (instruction === 'RUN') await run(words, stage, build);
  }
  return {
    folder: join(stage, 'app'),
    compileCache: build.compileCache,
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

/** Docker leaves out stages that the last one does not need, too. */
function withoutTools(dockerfile: string): string {
  return dockerfile.replace(/^FROM build AS tools$[\s\S]*?(?=^FROM )/m, '');
}

/** Its path in Node's own image. */
async function installNode(stage: string): Promise<void> {
  await mkdir(join(stage, 'usr/local/bin'), { recursive: true });
  await symlink(process.execPath, join(stage, 'usr/local/bin/node'));
}

/** `COPY` from the work tree, or with `--from` from another stage. */
async function copy(words: readonly string[], stage: string, root: string): Promise<void> {
  const [, from] = /^--from=(.+)$/.exec(words[0] ?? '') ?? [];
  const sources = words.slice(from === undefined ? 0 : 1, -1);
  const target = words.at(-1) ?? '';
  const folder = target.startsWith('/') ? join(stage, target) : join(stage, 'app', target);
  for (const source of sources) {
    const path = from === undefined ? source : join(root, from, source);
    await cp(path, target.endsWith('/') ? join(folder, basename(source)) : folder, { recursive: true });
  }
}

async function run(words: readonly string[], stage: string, { compileCache }: Build): Promise<void> {
  const cwd = join(stage, 'app');
  const [command, argument = ''] = words;
  if (command === 'npm' && argument === 'ci')
    await symlink(resolve('node_modules'), join(cwd, 'node_modules'));
  if (command === 'npm' && argument === 'run') await execute('npm', words.slice(1), { cwd });
  if (command === 'node') {
    const env = { PATH: process.env['PATH'], NODE_ENV: 'production', NODE_COMPILE_CACHE: compileCache };
    await execute(process.execPath, [join(stage, argument)], { cwd, env });
  }
}

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface AppFolder extends AsyncDisposable {
  readonly path: string;
  write(name: string, text: string): Promise<void>;
  /** Runs a program of the installed packages. @throws with its output if it fails */
  run(program: string, ...args: readonly string[]): Promise<void>;
  /** Checks `app.ts` with strict types. @throws with the errors */
  check(): Promise<void>;
}

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'es2022',
    lib: ['es2022', 'dom'],
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    types: [],
  },
  files: ['app.ts'],
};

/** A folder for an app, in which the packages of this project are installed. */
export async function createAppFolder(plugins: readonly object[] = []): Promise<AppFolder> {
  const cache = join(import.meta.dirname, '../../../node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const cwd = await mkdtemp(join(cache, 'app-'));
  const write = async (name: string, text: string) => {
    await mkdir(dirname(join(cwd, name)), { recursive: true });
    await writeFile(join(cwd, name), text);
  };
  const run = async (program: string, ...args: readonly string[]) => {
    const path = join(import.meta.dirname, '../../../node_modules', program);
    try {
      await execute(process.execPath, [path, ...args], { cwd });
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      throw new Error(`${program} failed:\n${stdout}${stderr}`);
    }
  };
  const paths = { '@fin-gateway/client/*': [join(import.meta.dirname, '../../../client/src/*.ts')] };
  const compilerOptions = { ...TSCONFIG.compilerOptions, paths, plugins };
  await write('tsconfig.json', JSON.stringify({ ...TSCONFIG, compilerOptions }));
  return {
    path: cwd,
    write,
    run,
    check: () => run('typescript/bin/tsc'),
    [Symbol.asyncDispose]: () => rm(cwd, { recursive: true }),
  };
}

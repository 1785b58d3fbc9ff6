import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXAMPLE_INPUT } from '../../test/support/example-data.ts';
import { runCommand } from './run-command.ts';

const TEMPLATES = 'scripts/client-package/templates';
export const PACKAGE = '{ "private": true, "type": "module" }';

export interface FreshProject {
  readonly cwd: string;
  /** Runs a program of a package that the project has installed. */
  run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>;
}

/** Creates a project from a template, installs the package and these others as npm has them, and checks the types. */
export async function createProject(
  parent: string,
  template: 'next' | 'node' | 'vite',
  tarball: string,
  packages: readonly string[],
): Promise<FreshProject> {
  const cwd = join(parent, template);
  await mkdir(cwd);
  await cp(join(TEMPLATES, template), cwd, { recursive: true });
  if (template !== 'node')
    for (const file of ['tsconfig.json', 'form.tsx']) await cp(join(TEMPLATES, file), join(cwd, file));
  await writeFile(join(cwd, 'package.json'), PACKAGE);
  await writeFile(join(cwd, 'input.ts'), inputModule());
  const project = await install(cwd, tarball, packages);
  // `skipLibCheck` is off, so this checks the declarations of the package too.
  await project.run('tsc', []);
  return project;
}

/** Installs the package and these others, in the versions of this project where they have none. */
export async function install(
  cwd: string,
  tarball: string,
  packages: readonly string[],
): Promise<FreshProject> {
  const versions = await Promise.all(packages.map(pinned));
  await runCommand('npm', ['install', '--no-audit', '--no-fund', tarball, ...versions], cwd);
  return {
    cwd,
    run: (program, args, env) => runCommand(join(cwd, 'node_modules/.bin', program), args, cwd, env),
  };
}

/** The rest of a form, which is the same in each project. */
function inputModule(): string {
  return `import type { AttachIndividualDocumentsInput } from '@fin-gateway/client/operations';

export const input: AttachIndividualDocumentsInput = ${JSON.stringify(EXAMPLE_INPUT)};
`;
}

/** This project itself does not need it. */
const VERSIONS: Readonly<Record<string, string>> = { next: '16.4.6' };

async function pinned(name: string): Promise<string> {
  if (name.lastIndexOf('@') > 0) return name;
  const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  return `${name}@${VERSIONS[name] ?? devDependencies[name]}`;
}

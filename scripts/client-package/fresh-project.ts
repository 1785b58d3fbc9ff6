import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { inputWithNumber } from '../../test/support/example-data.ts';
import { startStack } from '../../test/support/start-stack.ts';
import { runCommand } from './run-command.ts';

const PROGRAM = 'examples/clients/show-errors.ts';
/** For a document number that is blank. */
const EXPECTED = 'Bitte füllen Sie dieses Feld aus.';
const COMPILER = resolve('node_modules/typescript/bin/tsc');
/** `skipLibCheck` is off, so that the declarations of the package are checked too. */
const OPTIONS = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];

/**
 * Installs the package into an empty project, then compiles and runs the example there with a response of a gateway.
 *
 * @throws if a step fails or the example prints something else
 */
export async function checkInFreshProject(parent: string, tarball: string): Promise<void> {
  const cwd = join(parent, 'project');
  await mkdir(cwd);
  await writeFile(join(cwd, 'package.json'), '{ "private": true, "type": "module" }');
  await runCommand('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], cwd);
  const program = await readFile(PROGRAM, 'utf8');
  const response = JSON.stringify(await responseWithError());
  await writeFile(join(cwd, 'program.ts'), `${program}\nconsole.log(toGermanTexts(${response}).join());\n`);
  await runCommand(process.execPath, [COMPILER, ...OPTIONS, 'program.ts'], cwd);
  const printed = await runCommand(process.execPath, ['program.js'], cwd);
  if (printed.trim() !== EXPECTED) throw new Error(`The example printed: ${printed}`);
}

async function responseWithError(): Promise<unknown> {
  await using stack = await startStack();
  return await stack.attach(inputWithNumber(' '));
}

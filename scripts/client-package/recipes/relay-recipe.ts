import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  attachedDigests,
  digestsOf,
  formWith,
  onDisk,
  pickFiles,
} from '../../../test/support/browser/picked-files.ts';
import type { Stack } from '../../../test/support/start-stack.ts';
import { ACCEPTED_NUMBER, REJECTED_NUMBER } from '../expected-results.ts';
import { runCommand } from '../run-command.ts';
import { createRecipeProject } from './recipe-project.ts';

const PACKAGES = [
  '@babel/cli@8.1.0',
  '@babel/core@8.1.3',
  '@babel/preset-typescript@8.0.7',
  '@types/node',
  'babel-plugin-relay@21.0.1',
  'relay-compiler@21.0.1',
  'relay-runtime',
  'typescript',
];

/** The recipe, compiled by Relay's compiler and Babel, in a program for Node. @throws if it fails */
export async function checkRelayRecipe(
  parent: string,
  tarball: string,
  { url, issuer, sandbox }: Stack,
): Promise<void> {
  const { cwd, run } = await createRecipeProject(parent, 'relay', tarball, PACKAGES);
  await run('relay-compiler', []);
  await run('tsc', []);
  await run('babel', ['.', '--ignore', 'node_modules', '--extensions', '.ts', '--out-dir', 'compiled']);
  const bundle = join(cwd, 'program.js');
  await runCommand('rolldown', [join(cwd, 'compiled/program.js'), '--platform', 'node', '--file', bundle]);
  const token = (await issuer.bearer()).replace('Bearer ', '');
  const picked = pickFiles();
  await using files = await onDisk(picked);
  const inputWith = (number: string) =>
    JSON.stringify(formWith({ front: null, back: null, bill: null }, number));
  const { front, back, bill } = files;
  await runCommand(process.execPath, [bundle, front, back, bill], cwd, {
    GATEWAY_URL: url,
    ACCESS_TOKEN: token,
    REJECTED_INPUT: inputWith(REJECTED_NUMBER),
    ACCEPTED_INPUT: inputWith(ACCEPTED_NUMBER),
  });
  assert.deepEqual(attachedDigests(sandbox), digestsOf(picked));
}

import type { FilesOnDisk } from '../../test/support/browser/picked-files.ts';
import type { Stack } from '../../test/support/start-stack.ts';
import { ACCEPTED_NUMBER, checkResults, REJECTED_NUMBER } from './expected-results.ts';
import { createProject } from './fresh-project.ts';
import { runCommand } from './run-command.ts';

/** A program for Node, with no other package at run time. @throws if it fails */
export async function checkNodeProject(
  parent: string,
  tarball: string,
  { url }: Stack,
  { front }: FilesOnDisk,
) {
  const { cwd } = await createProject(parent, 'node', tarball, ['typescript', '@types/node']);
  const attach = (number: string) => runCommand(process.execPath, ['attach.ts', url, number, front], cwd);
  checkResults('The Node project', await attach(REJECTED_NUMBER), await attach(ACCEPTED_NUMBER));
}

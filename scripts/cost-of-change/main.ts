import { addErrorCode } from './add-error-code.ts';
import { addInputField } from './add-input-field.ts';
import { addReadEndpoint } from './add-read-endpoint.ts';
import { copyProject, measureChange } from './project-copy.ts';
import type { SampleChange } from './sample-change.ts';

/** Tests that every change must pass. */
const TESTS = ['test/schema', 'test/error-docs.test.ts'];

// Proves what CONTRIBUTING.md says about the number of files that a change touches.
try {
  for (const change of [addErrorCode, addInputField, addReadEndpoint]) await demonstrate(change);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** Applies a change to a copy of the work tree, counts its source files and proves that it works. */
async function demonstrate(change: SampleChange): Promise<void> {
  const { title, maxSourceFiles } = change;
  await using copy = await copyProject();
  await change.apply(copy);
  const { stat, fileCount } = await measureChange(copy, title);
  process.stdout.write(`${title}: ${fileCount} of at most ${maxSourceFiles} source files\n${stat}\n`);
  if (fileCount > maxSourceFiles) throw new Error(`${title} needs more than ${maxSourceFiles} source files`);
  await copy.run('graphql-codegen');
  await copy.run('node', 'scripts/print-files.ts');
  await change.verify(copy);
  await copy.run('tsc');
  await copy.run('vitest', 'run', ...TESTS);
}

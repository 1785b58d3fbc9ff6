import { readCurrentContract, readLastRelease, readProjectFile } from './contract.ts';
import { findUndeclaredChanges } from './undeclared-changes.ts';

/** `npm run check:breaking` */
const changelog = await readProjectFile('CHANGELOG.md');
const problems = findUndeclaredChanges(await readLastRelease(), await readCurrentContract(), changelog);
if (problems !== undefined) {
  console.error(problems);
  process.exitCode = 1;
}

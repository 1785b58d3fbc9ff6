import { readFileSync } from 'node:fs';

/** Prints `N passed, N failed` over the JSON reports of vitest that are named as arguments. */
let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  // A file that cannot be loaded has no tests to count.
  failed += report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);

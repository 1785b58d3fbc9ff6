import { readFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * Prints the tests that failed or had to be repeated in the JSON reports of vitest that are named as arguments,
 * then `N passed, N failed` over all reports. CI keeps only the end of its output, so there is a limit to its length.
 */
const MAX_TESTS = 20;
const MAX_LINES = 60;
const MAX_LINES_PER_TEST = 15;
const MAX_LINE_LENGTH = 160;

let passed = 0;
let failed = 0;
const failures = [];
const repeated = [];

for (const path of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const run = basename(path, '.json');
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  for (const file of report.testResults) {
    const place = `(${run}) ${relative(process.cwd(), file.name)}`;
    for (const test of file.assertionResults) {
      const described = { name: `${place} > ${test.fullName}`, message: test.failureMessages.join('\n') };
      if (test.status === 'failed') failures.push(described);
      // Only a test that was run again has passed and has messages.
      else if (test.failureMessages.length > 0) repeated.push(described);
    }
    // A file that cannot be loaded has no tests to count. When a hook fails, its file fails without a failed test.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      failures.push({ name: place, message: file.message });
      failed += file.assertionResults.length === 0 ? 1 : 0;
    }
  }
}

function firstLines(message, count) {
  return stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, count)
    .map((line) => `    ${line.slice(0, MAX_LINE_LENGTH)}\n`)
    .join('');
}

function print(verb, tests) {
  const shown = tests.slice(0, MAX_TESTS);
  const lines = Math.min(MAX_LINES_PER_TEST, Math.floor(MAX_LINES / shown.length) - 1);
  for (const { name, message } of shown) {
    process.stdout.write(`${verb}: ${name}\n${firstLines(message, lines)}`);
  }
  if (tests.length > shown.length) process.stdout.write(`${verb}: ${tests.length - shown.length} more\n`);
}

print('passed when repeated', repeated);
print('failed test', failures);
process.stdout.write(`${passed} passed, ${failed} failed\n`);

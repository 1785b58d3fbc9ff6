import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { EXAMPLE_ERROR, errorsPage, extensionsSchema } from '../scripts/error-docs.ts';
import { ERROR_CODES } from '../src/error-codes.ts';
import { FIELD_ERROR_CODES } from '../src/errors.ts';

const validate = new Ajv2020({ strict: true }).compile(extensionsSchema());
const example: { extensions: Record<string, unknown> } = JSON.parse(EXAMPLE_ERROR);

const minimal = { code: 'NOT_FOUND', requestId: 'r-1', retryable: false };
const fieldError = { path: ['input', 'files', 0], code: 'REQUIRED', params: {}, message: 'Missing.' };

test('docs/errors.md says what src/errors.ts says: npm run codegen prints it', async () => {
  expect(await readFile('docs/errors.md', 'utf8')).toBe(errorsPage());
});

test('docs/error-extensions.schema.json says what src/errors.ts says: npm run codegen prints it', async () => {
  expect(JSON.parse(await readFile('docs/error-extensions.schema.json', 'utf8'))).toEqual(extensionsSchema());
});

test('the page has a row for every code of an error and of a field', () => {
  for (const code of [...Object.keys(ERROR_CODES), ...Object.keys(FIELD_ERROR_CODES)]) {
    expect(errorsPage()).toContain(`\n| \`${code}\` |`);
  }
});

test.each([
  ['the example of the page', example.extensions],
  ['the members that every error has', minimal],
  ['a wait', { ...minimal, code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 0 }],
  ['a lost answer', { ...minimal, outcome: 'UNKNOWN', upstream: { operation: 'attachIndividualDocuments' } }],
  ['an error that no field is to blame for', { ...minimal, fieldErrors: [{ ...fieldError, path: [] }] }],
])('the schema takes %s', (_, extensions) => {
  expect(validate(extensions), JSON.stringify(validate.errors)).toBe(true);
});

test.each([
  ['a code that is not in the table', { ...minimal, code: 'OOPS' }],
  ['an error without a request id', { code: 'NOT_FOUND', retryable: false }],
  ['a member that it does not know', { ...minimal, stacktrace: [] }],
  ['a retryable error of unknown outcome', { ...minimal, outcome: 'UNKNOWN', retryable: true }],
  ['a value inside a field error', { ...minimal, fieldErrors: [{ ...fieldError, value: 'A12345678' }] }],
  [
    'a code of a field that is not in the table',
    { ...minimal, fieldErrors: [{ ...fieldError, code: 'OOPS' }] },
  ],
  ['the URL of the upstream', { ...minimal, upstream: { operation: 'issueToken', url: '/v1' } }],
])('the schema refuses %s', (_, extensions) => {
  expect(validate(extensions)).toBe(false);
});

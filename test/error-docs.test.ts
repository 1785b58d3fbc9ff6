import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { EXAMPLE_ERROR, errorsPage, extensionsSchema } from '../scripts/error-docs.ts';
import { DOCUMENT_WARNINGS } from '../src/document-warning-codes.ts';
import { ERROR_CODES } from '../src/error-codes.ts';
import { FIELD_ERRORS } from '../src/field-error-codes.ts';
import { fieldError } from '../src/field-errors.ts';
import { requireDocumentedErrors } from './support/documented-errors.ts';

const validate = new Ajv2020({ strict: true }).compile(extensionsSchema());
const example: { extensions: Record<string, unknown> } = JSON.parse(EXAMPLE_ERROR);

const minimal = { code: 'NOT_FOUND', requestId: 'r-1', retryable: false };
const EXAMPLE_FIELD_ERROR = {
  path: ['input', 'files', 0],
  code: 'REQUIRED',
  params: {},
  message: 'Missing.',
};

test('docs/errors.md matches the tables in src: npm run codegen prints it', async () => {
  expect(await readFile('docs/errors.md', 'utf8')).toBe(errorsPage());
});

test('docs/error-extensions.schema.json matches the tables in src: npm run codegen prints it', async () => {
  expect(JSON.parse(await readFile('docs/error-extensions.schema.json', 'utf8'))).toEqual(extensionsSchema());
});

test('the page has a row for every error code, field error code and warning', () => {
  for (const code of Object.keys({ ...ERROR_CODES, ...FIELD_ERRORS, ...DOCUMENT_WARNINGS })) {
    expect(errorsPage()).toContain(`\n| \`${code}\` |`);
  }
});

test.each([
  ['the example of the page', example.extensions],
  ['the members that every error has', minimal],
  ['a wait', { ...minimal, code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 0 }],
  ['a lost answer', { ...minimal, outcome: 'UNKNOWN', upstream: { operation: 'attachIndividualDocuments' } }],
  [
    'an error that no field is to blame for',
    { ...minimal, fieldErrors: [{ ...EXAMPLE_FIELD_ERROR, path: [] }] },
  ],
])('the schema accepts %s', (_, extensions) => {
  expect(validate(extensions), JSON.stringify(validate.errors)).toBe(true);
});

test.each([
  ['a code that is not in the table', { ...minimal, code: 'OOPS' }],
  ['an error without a request id', { code: 'NOT_FOUND', retryable: false }],
  ['a member that it does not know', { ...minimal, stacktrace: [] }],
  ['a retryable error of unknown outcome', { ...minimal, outcome: 'UNKNOWN', retryable: true }],
  [
    'a value inside a field error',
    { ...minimal, fieldErrors: [{ ...EXAMPLE_FIELD_ERROR, value: 'A12345678' }] },
  ],
  [
    'a code of a field that is not in the table',
    { ...minimal, fieldErrors: [{ ...EXAMPLE_FIELD_ERROR, code: 'OOPS' }] },
  ],
  ['a wait of more than an hour', { ...minimal, retryable: true, retryAfterSeconds: 3_601 }],
  ['the URL of the upstream', { ...minimal, upstream: { operation: 'issueToken', url: '/v1' } }],
])('the schema rejects %s', (_, extensions) => {
  expect(validate(extensions)).toBe(false);
});

const examplesOf = (table: Readonly<Record<string, { readonly examples: readonly object[] }>>) =>
  Object.entries(table).flatMap(([code, { examples }]) => examples.map((params) => ({ code, params })));
const EXAMPLES = examplesOf(FIELD_ERRORS);

test.each(EXAMPLES)('the schema accepts the example $params of $code', ({ code, params }) => {
  const extensions = { ...minimal, fieldErrors: [{ ...EXAMPLE_FIELD_ERROR, code, params }] };
  expect(validate(extensions), JSON.stringify(validate.errors)).toBe(true);
});

test.each([...EXAMPLES, ...examplesOf(DOCUMENT_WARNINGS)])(
  'the page documents every param in the example $params of $code',
  ({ code, params }) => {
    const row = errorsPage()
      .split('\n')
      .find((line) => line.startsWith(`| \`${code}\` |`));
    expect(row).toContain(JSON.stringify(params));
    for (const name of Object.keys(params)) expect(row).toMatch(new RegExp(`\`${name}\\??\``));
  },
);

test.each([
  ['no params where the code needs them', 'INVALID_FORMAT', {}],
  ['a format in English', 'INVALID_FORMAT', { format: 'Latin letters' }],
  ['a format that is not in the table', 'INVALID_FORMAT', { format: 'CAMEL_CASE' }],
  ['params of another code', 'FILE_TOO_LARGE', { format: 'EMAIL' }],
  ['a unit that is not in the table', 'OUT_OF_RANGE', { max: 3, unit: 'bytes' }],
  ['a bound without a value', 'OUT_OF_RANGE', {}],
  ['a field name where a date belongs', 'OUT_OF_RANGE', { notBefore: 'issueDate' }],
  ['a size in anything but bytes', 'FILE_TOO_LARGE', { max: 10, unit: 'CHARACTERS' }],
  ['a sentence among allowed values', 'UNKNOWN_VALUE', { allowed: ['PDF or PNG'] }],
  ['an empty list of fields', 'CONFLICTING', { with: [] }],
  ['params of a code that has none', 'FILE_EMPTY', { min: 1 }],
])('the schema rejects %s', (_, code, params) => {
  expect(validate({ ...minimal, fieldErrors: [{ ...EXAMPLE_FIELD_ERROR, code, params }] })).toBe(false);
});

test('a field error with params of another code does not compile', () => {
  const path = ['input'];
  expect(fieldError(path, 'INVALID_FORMAT', '', { format: 'EMAIL' }).params).toEqual({ format: 'EMAIL' });
  expect(fieldError(path, 'REQUIRED', '').params).toEqual({});
  // @ts-expect-error The format is missing.
  fieldError(path, 'INVALID_FORMAT', '');
  // @ts-expect-error It is called `format`.
  fieldError(path, 'INVALID_FORMAT', '', { expected: 'EMAIL' });
  // @ts-expect-error No such format.
  fieldError(path, 'INVALID_FORMAT', '', { format: 'e-mail' });
  // @ts-expect-error Belongs to another code.
  fieldError(path, 'DUPLICATE', '', { max: 3 });
});

test.each([
  [
    'an error with params that are not documented',
    {
      errors: [
        {
          extensions: { ...minimal, fieldErrors: [{ ...EXAMPLE_FIELD_ERROR, params: { expected: 'URI' } }] },
        },
      ],
    },
  ],
  ['an error with a member that is not documented', { errors: [{ extensions: { ...minimal, hint: 'x' } }] }],
  [
    'a field error of a list in the data',
    {
      data: { customers: [{ errors: [{ ...EXAMPLE_FIELD_ERROR, code: 'DUPLICATE', params: { min: 1 } }] }] },
    },
  ],
])('the test client rejects %s', (_what, answer) => {
  expect(() => requireDocumentedErrors(answer)).toThrow('Not as documented');
});

test('the test client accepts documented errors', () => {
  const extensions = { ...minimal, fieldErrors: [EXAMPLE_FIELD_ERROR] };
  expect(() =>
    requireDocumentedErrors({ data: { errors: [EXAMPLE_FIELD_ERROR] }, errors: [{ extensions }] }),
  ).not.toThrow();
});

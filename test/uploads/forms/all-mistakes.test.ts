import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import type { GraphQLAnswer } from '../../support/graphql-request.ts';
import {
  attachFields,
  content,
  encodeForm,
  filePart,
  type Part,
  sendForm,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const PDF = content('pdf', 70_000);
const EMPTY = Buffer.alloc(0);
const HEIC = content('heic', 50_000);
const MAX_BYTES = 100_000;
const HUGE = content('pdf', 300_000);
const LIMITS = { UPLOAD_MAX_FILE_BYTES: String(MAX_BYTES) };

/** The codes of an answer's only error and of its fields, by path. */
function mistakesOf({ errors }: GraphQLAnswer): [code: string | undefined, fields: string[]] {
  expect(errors).toHaveLength(1);
  const { code, fieldErrors = [] } = errors?.[0]?.extensions ?? {};
  return [code, fieldErrors.map((one) => `${one.path.join('.')} ${one.code}`)];
}

const WRONG_FILES: [what: string, files: Buffer[], code: string, fields: string[]][] = [
  [
    'two empty ones around a good one',
    [EMPTY, PDF, EMPTY],
    'UPLOAD_EMPTY',
    ['input.files.0 FILE_EMPTY', 'input.files.2 FILE_EMPTY'],
  ],
  [
    'two of wrong types behind a good one',
    [PDF, HEIC, content('txt', 40_000)],
    'UPLOAD_TYPE_NOT_ALLOWED',
    ['input.files.1 FILE_TYPE_NOT_ALLOWED', 'input.files.2 FILE_TYPE_NOT_ALLOWED'],
  ],
  [
    'two that are too large',
    [HUGE, PDF, HUGE],
    'UPLOAD_TOO_LARGE',
    ['input.files.0 FILE_TOO_LARGE', 'input.files.2 FILE_TOO_LARGE'],
  ],
  [
    'one of each kind',
    [PDF, HUGE, EMPTY, HEIC],
    'BAD_USER_INPUT',
    ['input.files.1 FILE_TOO_LARGE', 'input.files.2 FILE_EMPTY', 'input.files.3 FILE_TYPE_NOT_ALLOWED'],
  ],
  [
    'a wrong type that is too large as well',
    [content('heic', 300_000), EMPTY],
    'BAD_USER_INPUT',
    ['input.files.0 FILE_TYPE_NOT_ALLOWED', 'input.files.1 FILE_EMPTY'],
  ],
];

test.each(WRONG_FILES)(
  'among several files, %s are reported together',
  async (_what, files, code, fields) => {
    await using stack = await startStack({ env: LIMITS });

    const answer = await sendForm(stack.url, uploadForm(...files));

    expect(mistakesOf(answer)).toEqual([code, fields]);
    expect(answer.data).toEqual({ uploadDocuments: null });
    expect(stack.control.uploads).toEqual([]);
    expect((await sendForm(stack.url, uploadForm(PDF))).errors).toBeUndefined();
  },
);

test('files are reported in the order of the input, in whatever order they arrive', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [
    ...uploadFields(3),
    filePart('2', HEIC),
    filePart('1', PDF),
    filePart('0', EMPTY),
  ]);

  expect(mistakesOf(answer)).toEqual([
    'BAD_USER_INPUT',
    ['input.files.0 FILE_EMPTY', 'input.files.2 FILE_TYPE_NOT_ALLOWED'],
  ]);
  expect(stack.control.requests).toEqual([]);
});

test('every missing file of a complete form is reported', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [...uploadFields(4), filePart('1', PDF), filePart('3', HEIC)]);

  expect(mistakesOf(answer)).toEqual([
    'BAD_USER_INPUT',
    ['input.files.0 FILE_INCOMPLETE', 'input.files.2 FILE_INCOMPLETE', 'input.files.3 FILE_TYPE_NOT_ALLOWED'],
  ]);
});

test('an incomplete form reports a wrong file that arrived before', async () => {
  await using stack = await startStack();
  const form = encodeForm(uploadForm(HEIC, PDF, PDF));

  const answer = await sendForm(stack.url, form.subarray(0, 80_000));

  expect(mistakesOf(answer)).toEqual([
    'BAD_USER_INPUT',
    ['input.files.0 FILE_TYPE_NOT_ALLOWED', 'input.files.1 FILE_INCOMPLETE'],
  ]);
});

const UPLOADS = { identity: [{ upload: null }, { upload: null }], address: [{ upload: null }] } as const;
const attachForm = (
  changes: Record<string, unknown>,
  [front = PDF, back = PDF, bill = PDF]: Buffer[],
): Part[] => [
  ...attachFields(UPLOADS, changes),
  filePart('identity.0', front),
  filePart('identity.1', back),
  filePart('address.0', bill),
];
const IDENTITY = 'input.proofOfIdentity';
const ADDRESS_FILE = 'input.proofOfAddress.files.0.upload';

const WRONG_FORMS: [what: string, changes: Record<string, unknown>, files: Buffer[], fields: string[]][] = [
  [
    'broken rules and wrong files',
    { number: ' ', expiryDate: '2001-01-01' },
    [EMPTY, PDF, HEIC],
    [
      `${IDENTITY}.number REQUIRED`,
      `${IDENTITY}.expiryDate EXPIRED`,
      `${IDENTITY}.expiryDate OUT_OF_RANGE`,
      `${IDENTITY}.files.0.upload FILE_EMPTY`,
      `${ADDRESS_FILE} FILE_TYPE_NOT_ALLOWED`,
    ],
  ],
  [
    'a wrong type and a wrong file',
    { type: 'VISA' },
    [PDF, PDF, HUGE],
    [`${IDENTITY}.type UNKNOWN_VALUE`, `${ADDRESS_FILE} FILE_TOO_LARGE`],
  ],
  [
    'wrong types, a broken rule and wrong files',
    { issueDate: 'yesterday', number: '', country: 'Atlantis' },
    [HEIC, EMPTY, PDF],
    [
      `${IDENTITY}.issueDate INVALID_FORMAT`,
      `${IDENTITY}.country UNKNOWN_VALUE`,
      `${IDENTITY}.number REQUIRED`,
      `${IDENTITY}.files.0.upload FILE_TYPE_NOT_ALLOWED`,
      `${IDENTITY}.files.1.upload FILE_EMPTY`,
    ],
  ],
];

test.each(WRONG_FORMS)(
  '%s are reported in one response, and Fin.com is not called',
  async (_what, changes, files, fields) => {
    await using stack = await startStack({ env: LIMITS });

    const [code, found] = mistakesOf(await sendForm(stack.url, attachForm(changes, files)));

    expect(code).toBe('BAD_USER_INPUT');
    expect(new Set(found)).toEqual(new Set(fields));
    expect(stack.control.requests).toEqual([]);
  },
);

test('a file at a wrong place does not affect the others', async () => {
  await using stack = await startStack();
  const fields = attachFields(
    { identity: [{ upload: null }], address: [{ upload: null }] },
    { number: null },
  );
  const [operations, map] = fields.map(({ body }) => Buffer.from(body).toString());
  const misplaced = (text = '') => text.replace('proofOfIdentity.files.0.upload', 'proofOfIdentity.number');

  const answer = await sendForm(stack.url, [
    { head: ['content-disposition: form-data; name="operations"'], body: Buffer.from(operations ?? '') },
    { head: ['content-disposition: form-data; name="map"'], body: Buffer.from(misplaced(map)) },
    filePart('identity.0', content('pdf', 400_000)),
    filePart('address.0', EMPTY),
  ]);

  const [code, found] = mistakesOf(answer);
  expect(code).toBe('BAD_USER_INPUT');
  expect(found).toContain(`${IDENTITY}.number INVALID_FORMAT`);
  expect(found).toContain(`${ADDRESS_FILE} FILE_EMPTY`);
});

test('with an idempotency key all mistakes are reported together too, and the key stays unused', async () => {
  await using stack = await startStack();
  const key = { 'idempotency-key': 'all-mistakes' };

  const wrong = await sendForm(stack.url, attachForm({ number: ' ' }, [PDF, EMPTY, HEIC]), key);
  const right = await sendForm(stack.url, attachForm({}, [PDF, PDF, PDF]), key);

  expect(mistakesOf(wrong)).toEqual([
    'BAD_USER_INPUT',
    [
      `${IDENTITY}.number REQUIRED`,
      `${IDENTITY}.files.1.upload FILE_EMPTY`,
      `${ADDRESS_FILE} FILE_TYPE_NOT_ALLOWED`,
    ],
  ]);
  expect(right.errors).toBeUndefined();
  expect(stack.control.attachCount()).toBe(1);
});

test('too many files and wrong files are reported together', async () => {
  await using stack = await startStack({ env: { UPLOAD_MAX_FILES: '2' } });

  const answer = await sendForm(stack.url, uploadForm(PDF, EMPTY, PDF));

  expect(mistakesOf(answer)).toEqual([
    'BAD_USER_INPUT',
    ['input.files.1 FILE_EMPTY', 'input.files.2 OUT_OF_RANGE'],
  ]);
  expect(stack.control.requests).toEqual([]);
});

test('an invalid id and wrong files are reported together', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [
    ...uploadFields(2, `${EXAMPLE_INPUT.customerId}x`),
    filePart('0', EMPTY),
    filePart('1', HEIC),
  ]);

  expect(mistakesOf(answer)).toEqual([
    'BAD_USER_INPUT',
    ['input.customerId INVALID_FORMAT', 'input.files.0 FILE_EMPTY', 'input.files.1 FILE_TYPE_NOT_ALLOWED'],
  ]);
});

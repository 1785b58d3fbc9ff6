import { expect, test } from 'vitest';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import type { Fault } from '../../../sandbox/faults/fault.ts';
import {
  attachFields,
  content,
  encodeForm,
  filePart,
  jsonPart,
  openForm,
  type Part,
  textPart,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const NUMBER = 'CANARYNUMBER77';
const FILE_NAME = 'canary-Ada-Lovelace.pdf';
const PART_NAME = 'canary-part-name';
const URI = '/canary0uri_Ada.pdf';
const BYTES = 'canary-inside-the-file';
const CANARIES = [NUMBER, 'Lovelace', 'canary', BYTES, '/canary0uri'];

const PDF = Buffer.concat([content('pdf', 60_000), Buffer.from(BYTES)]);
const HEIC = Buffer.concat([content('heic', 5_000), Buffer.from(BYTES)]);
const FILES = { identity: [{ upload: null }, { uri: URI }], address: [{ uri: URI }] };

const fields = (changes: object = {}) => attachFields(FILES, { number: NUMBER, ...changes });
const file = (bytes: Buffer = PDF) => filePart('identity.0', bytes, FILE_NAME, 'application/canary');
const [operations = textPart('', '')] = fields();
const map = (value: unknown) => jsonPart('map', value);

const FORMS: [what: string, form: readonly Part[] | Buffer, code: string][] = [
  [
    'a form that is refused by our rules',
    [...fields({ expiryDate: '2001-01-01' }), file()],
    'BAD_USER_INPUT',
  ],
  ['a form that is not of its types', [...fields({ country: NUMBER }), file()], 'BAD_USER_INPUT'],
  ['a wrong type of file', [...fields(), file(HEIC)], 'UPLOAD_TYPE_NOT_ALLOWED'],
  ['a text for a file', [...fields(), file(Buffer.from(`${BYTES}${NUMBER}`))], 'UPLOAD_TYPE_NOT_ALLOWED'],
  ['an empty file', [...fields(), file(Buffer.alloc(0))], 'UPLOAD_EMPTY'],
  ['a file too large', [...fields(), file(content('pdf', 200_000))], 'UPLOAD_TOO_LARGE'],
  ['a missing file', fields(), 'UPLOAD_INCOMPLETE'],
  ['a form that breaks off', encodeForm([...fields(), file()]).subarray(0, 20_000), 'UPLOAD_INCOMPLETE'],
  [
    'a file part of another name',
    [...fields(), filePart(PART_NAME, PDF, FILE_NAME), file()],
    'UPLOAD_MALFORMED',
  ],
  ['a file part twice', [...fields(), file(), file()], 'UPLOAD_MALFORMED'],
  [
    'a map to nowhere',
    [operations, map({ [PART_NAME]: [`variables.${NUMBER}`] }), filePart(PART_NAME, PDF)],
    'UPLOAD_MALFORMED',
  ],
  ['a map that is text', [operations, map(NUMBER), file()], 'UPLOAD_MALFORMED'],
  ['a map that is broken', [operations, textPart('map', `{"${NUMBER}"`), file()], 'UPLOAD_MALFORMED'],
  [
    'operations that are broken',
    [textPart('operations', `{"${NUMBER}":"${URI}`), map({}), file()],
    'UPLOAD_MALFORMED',
  ],
  ['a long field', [textPart(PART_NAME, NUMBER.repeat(100_000)), ...fields(), file()], 'UPLOAD_MALFORMED'],
  ['files before the map', [operations, file()], 'UPLOAD_MALFORMED'],
  [
    'a header line that is none',
    [{ head: [`${FILE_NAME}\u0001${NUMBER}`], body: PDF }, ...fields()],
    'UPLOAD_MALFORMED',
  ],
  [
    'a document with a mistake',
    [jsonPart('operations', { query: `mutation { ${'x'} "${NUMBER}" }` }), map({}), file()],
    'UPLOAD_MALFORMED',
  ],
];

test.each(FORMS)(
  'after %s no private data is in the response, in the log or at Fin.com',
  async (_what, form, code) => {
    await using stack = await startStack({ env: { UPLOAD_MAX_FILE_BYTES: '150000' } });

    const { text, codes } = await send(stack.url, form);

    expect(codes).toEqual([code]);
    expectNoCanary(text + stack.logged());
    expect(namesSeenBy(stack.sandbox)).not.toContain('canary');
  },
);

const echo = {
  message: `${NUMBER} and ${URI} are bad`,
  errors: [{ file0: `${NUMBER} in ${URI}` }, { [URI]: NUMBER }],
};

const FAULTS: [what: string, operation: 'uploadDocuments' | 'attachIndividualDocuments', fault: Fault][] = [
  ['an upload answered by a 500', 'uploadDocuments', { status: 500, body: echo }],
  ['an upload answered by a 401', 'uploadDocuments', { status: 401, body: echo }],
  ['an upload answered early', 'uploadDocuments', { status: 413, early: true, body: echo }],
  ['an upload answered by nonsense', 'uploadDocuments', { status: 200, body: echo }],
  ['an upload cut before it is read', 'uploadDocuments', { reset: 'before-reading' }],
  ['an upload cut before its answer', 'uploadDocuments', { reset: 'before-headers' }],
  ['an upload cut in its answer', 'uploadDocuments', { reset: 'mid-body', afterProcessing: true }],
  ['an upload that is never answered', 'uploadDocuments', { hang: true }],
  ['an upload that is redirected', 'uploadDocuments', { status: 302, headers: { location: `/${NUMBER}` } }],
  ['an attach refused with an echo', 'attachIndividualDocuments', { status: 422, body: echo }],
  ['an attach answered by a 500', 'attachIndividualDocuments', { status: 500, body: echo }],
  ['an attach that is never answered', 'attachIndividualDocuments', { hang: true }],
];

test.each(FAULTS)(
  'after %s no private data is in the response or in the log',
  async (_what, operation, fault) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: fault.hang ? '4000' : '20000' } });
    stack.control.faults.script(operation, fault);

    const { text, codes } = await send(stack.url, [...fields(), file()]);

    expect(codes).toHaveLength(1);
    expect(stack.control.count(operation)).toBe(1);
    expectNoCanary(text + stack.logged());
  },
);

test("the name that Fin.com gives a stored file is not logged and not derived from the client's file name", async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 422, body: { message: 'No' } });

  const { text } = await send(stack.url, [...fields(), file()]);

  const [stored] = stack.control.uploads;
  expect(stored?.fileName).toBe('document-0.pdf');
  expect(text).toContain(stored?.uri);
  expect(stack.logged()).not.toContain(stored?.uri);
  expect(stack.logged()).not.toContain('document-0');
  expectNoCanary(text + stack.logged());
});

test("nothing of a disconnected client's form is logged", async () => {
  await using stack = await startStack();
  const form = openForm(stack.url);

  await form.send(encodeForm([...fields(), file()]).subarray(0, 30_000));
  await stack.control.waitForRequest('uploadDocuments');
  form.hangUp();

  await expect.poll(stack.logged).toContain('"aborted":true');
  expectNoCanary(stack.logged());
});

async function send(url: string, form: readonly Part[] | Buffer): Promise<{ text: string; codes: string[] }> {
  const open = openForm(url);
  void open.send(Buffer.isBuffer(form) ? form : encodeForm(form)).then(open.end);
  const { text, headers, errors = [] } = await open.answer;
  return {
    text: `${text}${JSON.stringify([...headers])}`,
    codes: errors.map(({ extensions }) => extensions.code),
  };
}

/** Names and headers only: the attach itself has to carry the number. */
function namesSeenBy({ control }: Sandbox): string {
  return JSON.stringify(
    control.requests.map(({ headers, parts, path }) => ({ headers, parts, path })),
  ).toLowerCase();
}

function expectNoCanary(text: string): void {
  expect(text).not.toBe('');
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}

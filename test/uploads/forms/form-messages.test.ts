import { expect, test } from 'vitest';
import { checkMap } from '../../../src/server/multipart/form-rules.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import {
  BOUNDARY,
  content,
  encodeForm,
  filePart,
  jsonPart,
  openForm,
  type Part,
  sendForm,
  textPart,
  UPLOAD,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const PDF = content('pdf', 30_000);
const { customerId } = EXAMPLE_INPUT;
const path = 'variables.input.files.0';
const operations = jsonPart('operations', {
  query: UPLOAD,
  variables: { input: { customerId, files: [null] } },
});
const map = jsonPart('map', { 0: [path] });
const file = filePart('0', PDF);

const withHead = (part: Part, ...head: string[]): Part => ({ ...part, head: [...part.head, ...head] });
const named = (name: string, ...more: string[]): Part => ({
  head: [`content-disposition: form-data; name="${name}"`, ...more],
  body: PDF,
});
const base64 = (part: Part): Part => ({
  head: [...part.head, 'content-transfer-encoding: base64'],
  body: Buffer.from(Buffer.from(part.body).toString('base64')),
});

const MESSAGES: [what: string, form: readonly Part[], message: RegExp][] = [
  ['operations behind the map', [map, operations, file], /"operations" must come before "map"/],
  ['a file before the map', [operations, file, map], /must come before the files/],
  ['a file before everything', [file, operations, map], /must come before the files/],
  ['no operations', [textPart('query', '{ __typename }')], /no field "operations"/],
  ['no map', [operations], /no field "map"/],
  [
    'another field in front of the map',
    [operations, textPart('token', 'x'), map, file],
    /among its first two fields/,
  ],
  ['operations that come twice', [operations, operations, map, file], /"operations" twice/],
  ['operations that are no JSON', [textPart('operations', '{'), map, file], /"operations" is not valid JSON/],
  ['operations that are text', [jsonPart('operations', 'x'), map, file], /must be a JSON object/],
  ['a batch', [jsonPart('operations', [{}]), map, file], /A batch cannot contain files/],
  [
    'operations that are a Blob',
    [withHead(filePart('operations', operations.body, 'blob', 'application/json')), map, file],
    /plain text/,
  ],
  [
    'a map that is a Blob',
    [operations, filePart('map', map.body, 'blob', 'application/json'), file],
    /plain text/,
  ],
  ['a map that is no JSON', [operations, textPart('map', '{"0":'), file], /"map" is not valid JSON/],
  ['a map that is a list', [operations, jsonPart('map', [[path]]), file], /"map" must be a JSON object/],
  ['a map of text', [operations, jsonPart('map', { 0: path }), file], /must be a list of paths/],
  ['a map of numbers', [operations, jsonPart('map', { 0: [0] }), file], /must be a list of paths/],
  [
    'a map with a key twice',
    [operations, textPart('map', `{"0":["${path}"],"0":["${path}"]}`), file],
    /Two keys in "map" are the same/,
  ],
  [
    'paths without variables',
    [operations, jsonPart('map', { 0: ['input.files.0'] }), file],
    /must start with "variables\."/,
  ],
  [
    'paths of a batch',
    [operations, jsonPart('map', { 0: [`0.${path}`] }), file],
    /must start with "variables\."/,
  ],
  [
    'a path to a value',
    [operations, jsonPart('map', { 0: ['variables.input.customerId'] }), file],
    /null in "operations"/,
  ],
  ['a file without a name', [operations, map, named('0', 'content-type: image/jpeg')], /needs a filename/],
  ['a file without name and type', [operations, map, named('0')], /needs a filename/],
  ['a file in base64', [operations, map, base64(file)], /content-transfer-encoding/],
  ['operations in base64', [base64(operations), map, file], /content-transfer-encoding/],
];

test.each(MESSAGES)('a form with %s gets an error that says so', async (_what, form, message) => {
  await using stack = await startStack();

  const { errors } = await sendForm(stack.url, form);

  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions.code).toBe('UPLOAD_MALFORMED');
  expect(errors?.[0]?.message).toMatch(message);
  expect(stack.control.uploads).toEqual([]);
});

test.each([
  '{":a": ["variables.f"]}',
  '{"a\\"b\\":" : ["variables.f"]}',
  '{"x":["variables.f"],":":["variables.f"]}',
])('the map %s has no duplicate key', (text) => {
  expect(checkMap(text, '{"variables":{"f":null}}')).toBeUndefined();
});

test.each([
  ['in mixed case', `Multipart/Form-Data; Boundary=${BOUNDARY}`],
  ['with blanks around its semicolon', `multipart/form-data ; boundary="${BOUNDARY}"`],
  ['with a charset', `MULTIPART/FORM-DATA; charset=utf-8; boundary=${BOUNDARY}`],
])('a content-type %s is accepted', async (_what, contentType) => {
  await using stack = await startStack();

  const { errors } = await sendForm(stack.url, uploadForm(PDF), { 'content-type': contentType });

  expect(errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(1);
});

test.each(['multipart/form-data', 'Multipart/Form-Data; charset=utf-8', 'multipart/form-data; boundary='])(
  'a form with the content-type %s gets an error that mentions the missing boundary',
  async (contentType) => {
    await using stack = await startStack();

    const { errors, status } = await sendForm(stack.url, uploadForm(PDF), { 'content-type': contentType });

    expect(status).toBe(400);
    expect(errors?.[0]?.extensions.code).toBe('UPLOAD_MALFORMED');
    expect(errors?.[0]?.message).toMatch(/no boundary/);
  },
);

test('a form with another boundary gets an error that says to compare them', async () => {
  await using stack = await startStack();

  const { errors } = await sendForm(stack.url, encodeForm(uploadForm(PDF), 'another'));

  expect(errors?.[0]?.extensions.code).toBe('UPLOAD_INCOMPLETE');
  expect(errors?.[0]?.message).toMatch(/boundary/);
});

test('a content-length that exceeds the body is named as a possible cause', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: '2000' } });
  const bytes = encodeForm(uploadFields(1)).subarray(0, 200);
  const form = openForm(stack.url, { 'content-length': '5000' });

  await form.send(bytes);
  const { errors } = await form.answer;

  expect(errors?.[0]?.extensions.code).toBe('UPLOAD_INCOMPLETE');
  expect(errors?.[0]?.message).toMatch(/content-length/);
  form.hangUp();
});

test.each([
  ['{}, as JSON.stringify makes of a File', {}],
  ['text', '/scan.pdf'],
  ['what React Native has for a file', { uri: 'file:///scan.jpg', name: 'scan.jpg', type: 'image/jpeg' }],
])('the error for a file that arrived as JSON, %s, says to send it as multipart', async (_what, value) => {
  await using stack = await startStack();

  const { errors } = await stack.request(UPLOAD, { input: { customerId, files: [value] } });

  expect(errors?.[0]?.extensions.fieldErrors).toEqual([
    {
      path: ['input', 'files', 0],
      code: 'INVALID_FORMAT',
      params: { format: 'FILE' },
      message: expect.stringMatching(/sent as JSON.*multipart\/form-data.*UploadHttpLink/),
    },
  ]);
});

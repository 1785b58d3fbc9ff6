import { afterEach, expect, test } from 'vitest';
import {
  content,
  encodeForm,
  ending,
  filePart,
  jsonPart,
  type Part,
  sendForm,
  textPart,
  UPLOAD,
  uploadFields,
  uploadForm,
} from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';
import {
  customerId,
  expectGoodService,
  file,
  functionsOf,
  IDLE_MS,
  map,
  mapTo,
  PDF,
  PLACES,
  path,
} from './malformed-form-parts.ts';

const MIB = 1_048_576;

const operations = (files: unknown = [null]) =>
  jsonPart('operations', { query: UPLOAD, variables: { input: { customerId, files } } });

const NOT_FORMS: [what: string, form: readonly Part[] | Buffer, code: string, status?: number][] = [
  ['whose map comes before its operations', [mapTo(path), operations(), file], 'UPLOAD_MALFORMED'],
  ['whose file comes before its map', [operations(), file, mapTo(path)], 'UPLOAD_MALFORMED'],
  ['whose file comes first', [file, operations(), mapTo(path)], 'UPLOAD_MALFORMED'],
  ['without operations', [mapTo(path), file], 'UPLOAD_MALFORMED'],
  ['without a map', [operations(), file], 'UPLOAD_MALFORMED'],
  ['of operations alone', [operations()], 'UPLOAD_MALFORMED'],
  ['of nothing', [], 'UPLOAD_MALFORMED'],
  ['of a file alone', [file], 'UPLOAD_MALFORMED'],
  [
    'whose operations are no JSON',
    [textPart('operations', '{"query":'), mapTo(path), file],
    'UPLOAD_MALFORMED',
  ],
  ['whose operations are a number', [jsonPart('operations', 5), mapTo(path), file], 'UPLOAD_MALFORMED'],
  ['whose operations are null', [jsonPart('operations', null), mapTo(path), file], 'UPLOAD_MALFORMED'],
  ['whose operations are text', [jsonPart('operations', 'x'), mapTo(path), file], 'UPLOAD_MALFORMED'],
  ['whose operations are a file', [filePart('operations', PDF), mapTo(path), file], 'UPLOAD_MALFORMED'],
  ['whose map is no JSON', [operations(), textPart('map', '{"0"'), file], 'UPLOAD_MALFORMED'],
  ['whose map is null', [operations(), map(null), file], 'UPLOAD_MALFORMED'],
  ['whose map is a list', [operations(), map([[path]]), file], 'UPLOAD_MALFORMED'],
  ['whose map has a text for paths', [operations(), map({ 0: path }), file], 'UPLOAD_MALFORMED'],
  ['whose map has a number for a path', [operations(), map({ 0: [0] }), file], 'UPLOAD_MALFORMED'],
  ['whose map has a blank path', [operations(), mapTo(' '), file], 'UPLOAD_MALFORMED'],
  ['whose map points nowhere', [operations(), mapTo('variables.x.y'), file], 'UPLOAD_MALFORMED'],
  [
    'whose map points behind the list',
    [operations(), mapTo('variables.input.files.1'), file],
    'UPLOAD_MALFORMED',
  ],
  [
    'whose map points far behind the list',
    [operations(), mapTo('variables.input.files.4294967294'), file],
    'UPLOAD_MALFORMED',
  ],
  [
    "whose map points at a list's length",
    [operations(), mapTo('variables.input.files.length'), file],
    'UPLOAD_MALFORMED',
  ],
  [
    'whose map points at a value',
    [operations(), mapTo('variables.input.customerId'), file],
    'UPLOAD_MALFORMED',
  ],
  ['whose map points at the query', [operations(), mapTo('query'), file], 'UPLOAD_MALFORMED'],
  ['whose map gives a file no place', [operations([]), mapTo(), file], 'UPLOAD_MALFORMED'],
  [
    'whose map gives two files one place',
    [operations(), map({ 0: [path], 1: [path] }), file, filePart('1', PDF)],
    'UPLOAD_MALFORMED',
  ],
  [
    'whose map gives a file two places',
    [operations([null, null]), mapTo(path, 'variables.input.files.1'), file],
    'UPLOAD_MALFORMED',
  ],
  [
    'that is a batch',
    [
      jsonPart('operations', [{ query: UPLOAD, variables: { input: { customerId, files: [null] } } }]),
      mapTo(`0.${path}`),
      file,
    ],
    'UPLOAD_MALFORMED',
  ],
  ['with operations over 1 MB', [operations(['x'.repeat(MIB)]), mapTo(path), file], 'UPLOAD_MALFORMED'],
  [
    'with a map over 1 MB',
    [operations(), map({ 0: [path], x: ['x'.repeat(MIB)] }), file],
    'UPLOAD_MALFORMED',
  ],
  [
    'with a header line that is none',
    Buffer.concat([
      Buffer.from('------test7MA4YWxkTrZu0gW\r\n\u0001\u0002\r\n\r\nx\r\n'),
      encodeForm(uploadForm(PDF)),
    ]),
    'UPLOAD_MALFORMED',
  ],
  [
    'with two header lines that are none',
    Buffer.from(
      '------test7MA4YWxkTrZu0gW\r\n\u0001\r\n\r\nx\r\n------test7MA4YWxkTrZu0gW\r\n\u0001\r\n\r\nx\r\n',
    ),
    'UPLOAD_MALFORMED',
  ],
  [
    'with a header of 20 kB',
    [{ head: [`x: ${'y'.repeat(20_000)}`], body: PDF }, ...uploadForm(PDF)],
    'UPLOAD_MALFORMED',
  ],
  ['with another boundary than its header says', encodeForm(uploadForm(PDF), 'another'), 'UPLOAD_INCOMPLETE'],
  [
    'that ends before its map',
    Buffer.concat([encodeForm([operations()]).subarray(0, -ending().length)]),
    'UPLOAD_INCOMPLETE',
  ],
  ['without a byte', Buffer.alloc(0), 'UPLOAD_INCOMPLETE'],
  [
    'of 300 files',
    uploadForm(...Array.from({ length: 300 }, () => content('pdf', 30))),
    'UPLOAD_TOO_MANY_FILES',
    413,
  ],
];

test.each(NOT_FORMS)(
  'a form %s is rejected at once and executes nothing',
  async (_what, form, code, status = 400) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });

    const answer = await sendForm(stack.url, form);

    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(answer.errors?.[0]?.extensions.retryable).toBe(false);
    expect(answer.status).toBe(status);
    expect(answer.data).toBeUndefined();
    expect(stack.control.requests).toEqual([]);
    await expectGoodService(stack.gateway);
  },
);

// All of these lead out of the operations, to what the whole process shares.
const STOLEN_PLACES = [
  '__proto__.polluted',
  'variables.__proto__.polluted',
  'variables.input.__proto__',
  'constructor.prototype.polluted',
  'variables.constructor.prototype.polluted',
  'variables.input.files.constructor.prototype.polluted',
  'toString.polluted',
  'variables.toString.polluted',
  'variables.hasOwnProperty.call',
  'variables.valueOf.call',
  'variables.input.files.push.apply',
  'variables.input.files.map.call',
  'variables.input.customerId.replace.call',
];

test.each(STOLEN_PLACES)('a map that points at %s changes nothing outside the form', async (stolen) => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [operations(), mapTo(stolen), file]);

  expect(ownMembersOfBuiltIns()).toEqual(BUILT_INS);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_MALFORMED']);
  expect(answer.status).toBe(400);
  await expectGoodService(stack.gateway);
});
const ownMembersOfBuiltIns = () =>
  [...PLACES, ...PLACES.flatMap(functionsOf)].map((place) => Object.getOwnPropertyNames(place).join());
const BUILT_INS = ownMembersOfBuiltIns();

afterEach(() => {
  // A failure must not spoil the tests behind it.
  for (const place of [...PLACES, ...PLACES.flatMap(functionsOf)]) {
    Reflect.deleteProperty(place, 'polluted');
    if (place !== Function.prototype)
      for (const name of ['call', 'apply']) Reflect.deleteProperty(place, name);
  }
});

test.each([
  ['a part comes twice', [...uploadForm(PDF), filePart('0', PDF)]],
  ['a part is not in the map', [...uploadForm(PDF), filePart('1', PDF)]],
  [
    'a part has no name',
    [...uploadForm(PDF), { head: ['content-disposition: form-data; filename="x"'], body: PDF }],
  ],
  ['a part before the file is not in the map', [...uploadFields(1), filePart('x', PDF), file]],
])('if %s, nothing is stored', async (_what, parts) => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });

  const answer = await sendForm(stack.url, parts);

  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_MALFORMED']);
  expect(stack.control.uploads).toEqual([]);
  await expectGoodService(stack.gateway);
});

test.each([
  ['text', ['/scan.pdf']],
  ['an object', [{ file: {}, promise: {} }]],
  ['what the scalar is inside', [{ promise: null, resolve: null, reject: null }]],
])('JSON with %s for a file is rejected with its path', async (_what, files) => {
  await using stack = await startStack();

  const asJson = await stack.request(UPLOAD, { input: { customerId, files } });
  const asForm = await sendForm(stack.url, [operations(files), map({})]);
  const query = new URLSearchParams({
    query: UPLOAD,
    variables: JSON.stringify({ input: { customerId, files } }),
  });
  const asGet = await fetch(`${stack.url}?${query}`);

  for (const { status, errors } of [asJson, asForm]) {
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.extensions.fieldErrors?.map(({ path: at, code }) => [at.join('.'), code])).toEqual([
      ['input.files.0', 'INVALID_FORMAT'],
    ]);
  }
  expect(asGet.status).toBe(405);
  expect(await asGet.text()).toContain('"errors"');
  expect(stack.control.requests).toEqual([]);
});

test('a form whose operation does not fit the schema gets a response, and its files are discarded', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query: 'mutation ($f: Upload!) { nothing(file: $f) }', variables: { f: null } }),
    mapTo('variables.f'),
    filePart('0', content('pdf', 3 * MIB)),
  ]);

  expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  await expectGoodService(stack.gateway);
});

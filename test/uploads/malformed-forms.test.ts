import { afterEach, expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
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
} from '../support/multipart.ts';
import type { TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';

const PDF = content('pdf', 70_000);
const MIB = 1_048_576;
const { customerId } = EXAMPLE_INPUT;

/** Long enough that waiting for it is told from an answer at once. */
const IDLE_MS = 6_000;
const AT_ONCE_MS = 3_000;

const operations = (files: unknown = [null]) =>
  jsonPart('operations', { query: UPLOAD, variables: { input: { customerId, files } } });
const map = (value: unknown) => jsonPart('map', value);
const mapTo = (...paths: string[]) => map({ 0: paths });
const file = filePart('0', PDF);
const path = 'variables.input.files.0';

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
  'a form %s is refused at once and executes nothing',
  async (_what, form, code, status = 400) => {
    await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
    const startedAt = performance.now();

    const answer = await sendForm(stack.url, form);

    expect(performance.now() - startedAt).toBeLessThan(AT_ONCE_MS);
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

const PLACES = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Object];
const functionsOf = (place: object) =>
  Object.values(Object.getOwnPropertyDescriptors(place)).flatMap(({ value }) =>
    typeof value === 'function' ? [value] : [],
  );
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

const TWO_FIELDS = `mutation Two($a: UploadDocumentsInput!, $b: UploadDocumentsInput!) {
  a: uploadDocuments(input: $a) { files { uri } }
  b: uploadDocuments(input: $b) { files { uri } }
}`;

test('two mutation fields with files are both refused at once, since the second could not be read before the first', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const input = { customerId, files: [null] };
  const startedAt = performance.now();

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query: TWO_FIELDS, variables: { a: input, b: input } }),
    map({ 0: ['variables.a.files.0'], 1: ['variables.b.files.0'] }),
    filePart('0', PDF),
    filePart('1', PDF),
  ]);

  expect(performance.now() - startedAt).toBeLessThan(AT_ONCE_MS);
  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ a: null, b: null });
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([
    'UPLOAD_MALFORMED',
    'UPLOAD_MALFORMED',
  ]);
  expect(stack.control.requests).toEqual([]);
  await expectGoodService(stack.gateway);
});

test('a file that two mutation fields share goes up once, and the second field is told', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const query = `mutation Two($input: UploadDocumentsInput!) {
    a: uploadDocuments(input: $input) { files { uri } }
    b: uploadDocuments(input: $input) { files { uri } }
  }`;

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query, variables: { input: { customerId, files: [null] } } }),
    mapTo(path),
    file,
  ]);

  expect(answer.status).toBe(200);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_MALFORMED']);
  expect(answer.errors?.[0]?.path).toEqual(['b']);
  expect(answer.data).toMatchObject({ a: { files: [{ uri: stack.control.uploads[0]?.uri }] }, b: null });
  expect(stack.control.uploads).toHaveLength(1);
  await expectGoodService(stack.gateway);
});

test('one variable in two places of the document is refused at once', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const query = `mutation Twice($id: UUID!, $file: Upload!) {
    uploadDocuments(input: { customerId: $id, files: [$file, $file] }) { files { uri } }
  }`;

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query, variables: { id: customerId, file: null } }),
    mapTo('variables.file'),
    file,
  ]);

  expect(answer.status).toBe(200);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_MALFORMED']);
  expect(stack.control.requests).toEqual([]);
  await expectGoodService(stack.gateway);
});

test.each([
  ['beside those that are', 1],
  ['of a form whose field takes none', 0],
])('a file in a variable that is not used, %s, is refused at once', async (_what, used) => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const query = `mutation Unused($input: UploadDocumentsInput!, $spare: Upload) {
    uploadDocuments(input: $input) { files { uri } }
  }`;
  const files = Array.from({ length: used }, () => null);
  const startedAt = performance.now();

  const answer = await sendForm(stack.url, [
    // GraphQL itself would refuse a variable that is declared and not used: this one is not even declared.
    jsonPart('operations', {
      query: query.replace(', $spare: Upload', ''),
      variables: { input: { customerId, files }, spare: null },
    }),
    map({ spare: ['variables.spare'], ...(used && { 0: [path] }) }),
    filePart('spare', PDF),
    ...(used ? [file] : []),
  ]);

  expect(performance.now() - startedAt).toBeLessThan(AT_ONCE_MS);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_MALFORMED']);
  expect(stack.control.requests).toEqual([]);
  await expectGoodService(stack.gateway);
});

test('a mutation without files beside one with files works', async () => {
  await using stack = await startStack();
  const query = `mutation Both($attach: AttachIndividualDocumentsInput!, $upload: UploadDocumentsInput!) {
    before: attachIndividualDocuments(input: $attach) { customer { id } }
    uploadDocuments(input: $upload) { files { byteLength } }
    after: attachIndividualDocuments(input: $attach) { customer { id } }
  }`;

  const answer = await sendForm(stack.url, [
    jsonPart('operations', {
      query,
      variables: { attach: EXAMPLE_INPUT, upload: { customerId, files: [null] } },
    }),
    mapTo('variables.upload.files.0'),
    file,
  ]);

  expect(answer.errors).toBeUndefined();
  const customer = { customer: { id: customerId } };
  expect(answer.data).toEqual({
    before: customer,
    uploadDocuments: { files: [{ byteLength: PDF.length }] },
    after: customer,
  });
});

test('eleven files are one too many, which is said before any is sent', async () => {
  await using stack = await startStack();

  const ten = await sendForm(stack.url, uploadForm(...Array.from({ length: 10 }, () => PDF)));
  const eleven = await sendForm(stack.url, uploadForm(...Array.from({ length: 11 }, () => PDF)));

  expect(ten.errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(10);
  expect(eleven.data).toEqual({ uploadDocuments: null });
  const { code, fieldErrors } = eleven.errors?.[0]?.extensions ?? {};
  expect(code).toBe('UPLOAD_TOO_MANY_FILES');
  expect(fieldErrors).toEqual([
    {
      path: ['input', 'files', 10],
      code: 'OUT_OF_RANGE',
      params: { max: 10, unit: 'FILES' },
      message: expect.any(String),
    },
  ]);
  expect(stack.control.count('uploadDocuments')).toBe(1);
});

test.each([
  ['a part comes twice', [...uploadForm(PDF), filePart('0', PDF)]],
  ['a part is not in the map', [...uploadForm(PDF), filePart('1', PDF)]],
  [
    'a part has no name',
    [...uploadForm(PDF), { head: ['content-disposition: form-data; filename="x"'], body: PDF }],
  ],
  ['a part before the file is not in the map', [...uploadFields(1), filePart('x', PDF), file]],
])('where %s, nothing is stored', async (_what, parts) => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const startedAt = performance.now();

  const answer = await sendForm(stack.url, parts);

  expect(performance.now() - startedAt).toBeLessThan(AT_ONCE_MS);
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_MALFORMED']);
  expect(stack.control.uploads).toEqual([]);
  await expectGoodService(stack.gateway);
});

test.each([
  ['text', ['/scan.pdf']],
  ['an object', [{ file: {}, promise: {} }]],
  ['what the scalar is inside', [{ promise: null, resolve: null, reject: null }]],
])('JSON with %s for a file is refused by its path', async (_what, files) => {
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

test('a form may carry an operation without files', async () => {
  await using stack = await startStack();
  const query =
    'mutation ($input: AttachIndividualDocumentsInput!) { attachIndividualDocuments(input: $input) { customer { id } } }';

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query, variables: { input: EXAMPLE_INPUT } }),
    map({}),
  ]);

  expect(answer.errors).toBeUndefined();
  expect(stack.control.attachCount()).toBe(1);
});

test('a form whose document does not fit the schema is answered, and its files are thrown away', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query: 'mutation ($f: Upload!) { nothing(file: $f) }', variables: { f: null } }),
    mapTo('variables.f'),
    filePart('0', content('pdf', 3 * MIB)),
  ]);

  expect(answer.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  await expectGoodService(stack.gateway);
});

async function expectGoodService(gateway: TestGateway): Promise<void> {
  const { errors, data } = await sendForm(gateway.url, uploadForm(PDF));
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({ uploadDocuments: { files: [{ byteLength: PDF.length }] } });
}

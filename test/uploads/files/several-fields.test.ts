import { afterEach, expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { filePart, jsonPart, sendForm, uploadForm } from '../../support/multipart.ts';
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
} from '../forms/malformed-form-parts.ts';

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

test('two mutation fields with files are both rejected, because the second could not be read before the first', async () => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const input = { customerId, files: [null] };

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query: TWO_FIELDS, variables: { a: input, b: input } }),
    map({ 0: ['variables.a.files.0'], 1: ['variables.b.files.0'] }),
    filePart('0', PDF),
    filePart('1', PDF),
  ]);

  expect(answer.status).toBe(200);
  expect(answer.data).toEqual({ a: null, b: null });
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([
    'UPLOAD_MALFORMED',
    'UPLOAD_MALFORMED',
  ]);
  expect(stack.control.requests).toEqual([]);
  await expectGoodService(stack.gateway);
});

test('a file that two mutation fields share is uploaded once, and the second field gets an error', async () => {
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

test('one variable in two places of the document is rejected at once', async () => {
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
])('a file in an unused variable (%s) is rejected at once', async (_what, used) => {
  await using stack = await startStack({ env: { FIN_TIMEOUT_MS: String(IDLE_MS) } });
  const query = `mutation Unused($input: UploadDocumentsInput!, $spare: Upload) {
    uploadDocuments(input: $input) { files { uri } }
  }`;
  const files = Array.from({ length: used }, () => null);

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

  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['UPLOAD_MALFORMED']);
  expect(stack.control.requests).toEqual([]);
  await expectGoodService(stack.gateway);
});

test('a mutation without files next to one with files succeeds', async () => {
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

test('eleven files are rejected as too many before any is sent', async () => {
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

test('a form may contain an operation without files', async () => {
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

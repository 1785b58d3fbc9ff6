import { hash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { createAutomaticOperations } from '../../../src/server/operations/persisted-operations.ts';
import { readManifest } from '../../../src/server/operations/read-manifest.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { type GraphQLAnswer, parseAnswer } from '../../support/graphql-request.ts';
import { content, filePart, jsonPart, sendForm } from '../../support/multipart.ts';
import { startTestGateway } from '../../support/start-gateway.ts';
import { startStack } from '../../support/start-stack.ts';

const MANIFEST = 'examples/generated/persisted-documents.json';
const manifest = await readManifest(MANIFEST);

function listed(name: string): { digest: string; text: string } {
  const [digest, text] = [...manifest].find(([, document]) => document.includes(` ${name}(`)) ?? [];
  if (digest === undefined || text === undefined) throw new Error(`${name} is not in the manifest`);
  return { digest, text };
}
const STATUS = listed('CustomerStatus');
const ATTACH = listed('AttachIndividualDocuments');
const UPLOAD = listed('UploadDocuments');
const variables = { id: EXAMPLE_INPUT.customerId };
const apq = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

async function post(url: string, body: object): Promise<GraphQLAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(body),
  });
  return parseAnswer(response.status, response.headers, await response.text());
}

test.each([
  ['by documentId', { documentId: `sha256:${STATUS.digest}` }],
  ['by the bare hash', { documentId: STATUS.digest }],
  ['by its hash in capitals', { documentId: `SHA256:${STATUS.digest.toUpperCase()}` }],
  ['as Apollo names it', { extensions: apq(STATUS.digest) }],
  ['by its text', { query: STATUS.text }],
  ['by its text and hash', { query: STATUS.text, extensions: apq(STATUS.digest) }],
])('an operation of the manifest is executed %s', async (_how, named) => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: MANIFEST } });

  expect(await post(stack.url, { ...named, variables })).toMatchObject({
    status: 200,
    data: { individualCustomer: { id: EXAMPLE_INPUT.customerId } },
  });
});

test.each([
  ['another text', { query: '{ __typename }' }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
  [
    'a listed text with a space more',
    { query: `${STATUS.text} `, variables },
    404,
    'PERSISTED_QUERY_NOT_FOUND',
  ],
  ['introspection', { query: '{ __schema { types { name } } }' }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
  ['an unknown hash', { documentId: 'f'.repeat(64) }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
  ['a name of every object', { documentId: '__proto__' }, 404, 'PERSISTED_QUERY_NOT_FOUND'],
  [
    'a text under the hash of another',
    { query: '{ __typename }', extensions: apq(STATUS.digest) },
    400,
    'BAD_REQUEST',
  ],
  ['nothing', {}, 400, 'BAD_REQUEST'],
  ['a hash that is a number', { documentId: 5 }, 400, 'BAD_REQUEST'],
])('if only the manifest is allowed, %s is rejected', async (_what, body, status, code) => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: MANIFEST } });

  const answer = await post(stack.url, body);

  expect(answer.status).toBe(status);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toMatchObject([{ extensions: { code, retryable: false } }]);
  expect(stack.control.requests).toHaveLength(0);
  expect((await post(stack.url, { query: STATUS.text, variables })).errors).toBeUndefined();
});

test('by GET, a listed query is executed and a listed mutation is not', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: MANIFEST } });
  const get = (documentId: string, given: object) =>
    fetch(`${stack.url}?${new URLSearchParams({ documentId, variables: JSON.stringify(given) })}`);

  expect((await get(STATUS.digest, variables)).status).toBe(200);
  expect((await get(ATTACH.digest, { input: EXAMPLE_INPUT })).status).toBe(405);
  expect(stack.control.attached).toHaveLength(0);
});

test('files can be sent with an operation named by its hash', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: MANIFEST } });
  const input = { customerId: EXAMPLE_INPUT.customerId, files: [null] };

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { documentId: `sha256:${UPLOAD.digest}`, variables: { input } }),
    jsonPart('map', { '0': ['variables.input.files.0'] }),
    filePart('0', content('pdf', 2_000)),
  ]);

  expect(answer.errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(1);
});

test('with auto, an operation that was sent once with its hash can be requested by the hash', async () => {
  await using stack = await startStack({ env: { PERSISTED_DOCUMENTS: 'auto' } });
  const byHash = { extensions: apq(STATUS.digest), variables };

  const unknown = await post(stack.url, byHash);
  const poisoned = await post(stack.url, { query: '{ __typename }', extensions: apq(STATUS.digest) });
  const stillUnknown = await post(stack.url, byHash);
  const sent = await post(stack.url, { ...byHash, query: STATUS.text });
  const known = await post(stack.url, byHash);

  expect([unknown, poisoned, stillUnknown, sent, known].map(({ status }) => status)).toEqual([
    404, 400, 404, 200, 200,
  ]);
  expect(unknown.errors?.[0]).toMatchObject({
    message: 'PersistedQueryNotFound',
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
  });
  expect((await post(stack.url, { query: '{ __typename }' })).errors).toBeUndefined();
});

test('of 1,001 operations, the oldest is forgotten', () => {
  const documents = createAutomaticOperations();
  const texts = Array.from({ length: 1_001 }, (_, index) => `{ a${index}: __typename }`);
  for (const query of texts) documents.resolveQuery({ query, documentId: hash('sha256', query) });
  const byHash = (index: number) =>
    documents.resolveQuery({ query: undefined, documentId: hash('sha256', texts[index] ?? '') });

  expect(() => byHash(0)).toThrow('PersistedQueryNotFound');
  expect(byHash(1)).toBe(texts[1]);
  expect(byHash(1_000)).toBe(texts[1_000]);
});

test('sending an operation again while all places are taken evicts nothing', () => {
  const documents = createAutomaticOperations();
  const texts = Array.from({ length: 1_000 }, (_, index) => `{ a${index}: __typename }`);
  for (const query of [...texts, texts[999]]) {
    documents.resolveQuery({ query, documentId: hash('sha256', query ?? '') });
  }

  expect(documents.resolveQuery({ query: undefined, documentId: hash('sha256', texts[0] ?? '') })).toBe(
    texts[0],
  );
});

test.each([
  [16_384, true],
  [16_385, false],
])('an operation of %i characters runs, and is remembered: %s', (length, isKept) => {
  const documents = createAutomaticOperations();
  const query = '{ __typename }'.padEnd(length);
  const documentId = hash('sha256', query);

  expect(documents.resolveQuery({ query, documentId })).toBe(query);
  const byHash = () => documents.resolveQuery({ query: undefined, documentId });
  if (isKept) expect(byHash()).toBe(query);
  else expect(byHash).toThrow('PersistedQueryNotFound');
});

test('if hashes are not supported, the error makes clients send texts from then on', async () => {
  await using stack = await startStack();

  const { status, errors } = await post(stack.url, { extensions: apq(STATUS.digest), variables });

  expect(status).toBe(404);
  expect(errors).toMatchObject([
    { message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  ]);
});

async function manifestOf(text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'manifest-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, 'manifest.json');
  await writeFile(path, text);
  return path;
}

test.each([
  ['no JSON', '{', 'it is not JSON'],
  ['a list', '[]', 'it must be a JSON object'],
  ['nothing', '{}', 'it must be a JSON object'],
  ['keys that are no hashes', '{"a":"{ __typename }"}', 'it must be a JSON object'],
  ['another text than that of the hash', `{"sha256:${STATUS.digest}":"{ __typename }"}`, '1 of its keys'],
])('a manifest of %s prevents the start', async (_what, text, says) => {
  await using sandbox = await startSandbox();
  const path = await manifestOf(text);

  await expect(startTestGateway(sandbox, { PERSISTED_DOCUMENTS: path })).rejects.toThrow(
    `The manifest in PERSISTED_DOCUMENTS is invalid: ${says}`,
  );
});

test('a missing manifest prevents the start', async () => {
  await using sandbox = await startSandbox();

  await expect(startTestGateway(sandbox, { PERSISTED_DOCUMENTS: '/nowhere/manifest.json' })).rejects.toThrow(
    'The manifest in PERSISTED_DOCUMENTS is invalid: the file cannot be read',
  );
});

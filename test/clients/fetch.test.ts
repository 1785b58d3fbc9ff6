import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { sendFiles, sendJson } from '../../examples/clients/fetch.ts';
import { isStoredIntact } from '../../examples/clients/verify-stored.ts';
import { digestsOf, pickFiles, toFile } from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT, inputWithNumber } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { UPLOAD } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';

const stored = z.object({ uploadDocuments: z.object({ files: z.array(z.object({ sha256: z.string() })) }) });

function uploadOf(count: number) {
  const files = Array.from({ length: count }, () => null);
  return { query: UPLOAD, variables: { input: { customerId: EXAMPLE_INPUT.customerId, files } } };
}

test('plain fetch attaches with JSON', async () => {
  await using stack = await startStack();

  const { data, errors } = await sendJson(stack.url, {
    query: ATTACH,
    variables: { input: EXAMPLE_INPUT },
  });

  expect(errors).toEqual([]);
  expect(data).toEqual({ attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId } } });
  expect(stack.control.attachCount()).toBe(1);
});

test('plain fetch uploads two files, and the hashes in the response match them', async () => {
  await using stack = await startStack();
  const picked = pickFiles(1_000_000);
  const front = toFile(picked.front);
  const back = toFile(picked.back);

  const { data, errors } = await sendFiles(stack.url, uploadOf(2), {
    'variables.input.files.0': front,
    'variables.input.files.1': back,
  });

  expect(errors).toEqual([]);
  const { files } = stored.parse(data).uploadDocuments;
  expect(files.map(({ sha256 }) => sha256)).toEqual([digestsOf(picked).FRONT, digestsOf(picked).BACK]);
  expect(await isStoredIntact([front, back], files)).toBe(true);
  expect(await isStoredIntact([back, front], files)).toBe(false);
  expect(await isStoredIntact([front], files)).toBe(false);
  expect(await isStoredIntact([front, back], files.slice(1))).toBe(false);
});

test.each([
  ['a refusal of Fin.com', 'SANDBOX-422', 'REFUSED'],
  ['a mistake that the gateway sees itself', ' ', 'REQUIRED'],
])('%s is reported under the path of its field', async (_, number, code) => {
  await using stack = await startStack();

  const { data, errors } = await sendJson(stack.url, {
    query: ATTACH,
    variables: { input: inputWithNumber(number) },
  });

  expect(data).toEqual({ attachIndividualDocuments: null });
  expect(errors).toMatchObject([
    { fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code, params: {} }] },
  ]);
});

test('variables that do not fit the schema get status 400 and are reported as field errors', async () => {
  await using stack = await startStack();
  const input = { ...EXAMPLE_INPUT, customerId: undefined };

  const { data, errors } = await sendJson(stack.url, { query: ATTACH, variables: { input } });

  expect(data).toBeNull();
  expect(errors).toMatchObject([{ fieldErrors: [{ path: ['input', 'customerId'], code: 'REQUIRED' }] }]);
});

async function startProxy(type: string, body: string) {
  const proxy = createServer((_request, response) => {
    response.writeHead(502, { 'content-type': type }).end(body);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return { url: `http://127.0.0.1:${address.port}`, [Symbol.dispose]: () => proxy.close() };
}

test.each([
  ['a page in HTML', 'text/html', '<h1>502 Bad Gateway</h1>'],
  ['JSON of its own', 'application/json', '{"message":"upstream connect error"}'],
  ['null', 'application/json', 'null'],
])('%s from a proxy is no response', async (_, type, body) => {
  using proxy = await startProxy(type, body);

  await expect(sendJson(proxy.url, { query: ATTACH, variables: {} })).rejects.toThrow();
});

test('a GraphQL error of a proxy leaves the outcome unknown', async () => {
  using proxy = await startProxy('application/json', '{"errors":[{"message":"upstream connect error"}]}');

  const { errors } = await sendJson(proxy.url, { query: ATTACH, variables: {} });

  expect(errors).toMatchObject([{ code: 'UNKNOWN', outcome: 'UNKNOWN', retryable: false }]);
});

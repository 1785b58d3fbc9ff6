import { Client, fetchExchange } from '@urql/core';
import { expect, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../support/graphql-request.ts';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  formWithUris,
  PERSON,
  pickFiles,
  pickHeic,
} from '../support/picked-files.ts';
import { startTestGateway, type TestGateway } from '../support/start-gateway.ts';
import {
  AttachIndividualDocumentsDocument,
  AttachTwoCustomersDocument,
  ValidateIndividualDocumentsDocument,
} from './generated/graphql.ts';

const PREFLIGHT = { 'graphql-preflight': '1' };

/** As the README has it. Queries by POST: a URL would have the document's number in it. */
function urqlClient({ url }: TestGateway, headers: Readonly<Record<string, string>> = PREFLIGHT): Client {
  return new Client({
    url,
    exchanges: [fetchExchange],
    fetchOptions: { headers },
    preferGetMethod: false,
  });
}

test("one mutation of urql attaches three files by urql's own multipart, and the bytes arrive as they were", async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);
  const files = pickFiles(1_000_000);

  const { data, error } = await urqlClient(gateway).mutation(AttachIndividualDocumentsDocument, {
    input: filledForm(files),
  });

  expect(error).toBeUndefined();
  expect(data?.attachIndividualDocuments?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(attachedDigests(sandbox)).toEqual(digestsOf(files));
  expect(sandbox.control.count('uploadDocuments')).toBe(1);
  expect(JSON.stringify(sandbox.control.requests) + gateway.logged()).not.toContain(PERSON);
});

test("a refusal of Fin.com is in urql's error, with a path for each field and the URIs that a retry can use", async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);
  const client = urqlClient(gateway);

  const { data, error } = await client.mutation(AttachIndividualDocumentsDocument, {
    input: filledForm(pickFiles(), 'SANDBOX-422'),
  });

  expect(data).toEqual({ attachIndividualDocuments: null });
  expect(error?.graphQLErrors[0]?.extensions).toMatchObject({
    code: 'FIN_VALIDATION_FAILED',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
    uploadedFiles: sandbox.control.uploads.map(({ uri }) => ({ uri })),
  });
  expect(sandbox.control.uploads).toHaveLength(3);
  expect(sandbox.control.attachCount()).toBe(0);
});

test('a photo in a format that Fin.com does not take is named with its format', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);

  const { error } = await urqlClient(gateway).mutation(AttachIndividualDocumentsDocument, {
    input: filledForm({ ...pickFiles(), front: pickHeic() }),
  });

  expect(error?.graphQLErrors[0]?.extensions).toMatchObject({
    code: 'UPLOAD_TYPE_NOT_ALLOWED',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'files', 0, 'upload'], params: { detected: 'HEIC' } }],
  });
  expect(sandbox.control.uploads).toHaveLength(0);
});

test('urql sends no preflight header by itself: it is refused with the line to add, and gets through with it', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);
  const input = filledForm(pickFiles());
  const attach = (client: Client) => client.mutation(AttachIndividualDocumentsDocument, { input });

  const refused = await attach(urqlClient(gateway, {}));
  const requestsAfterRefusal = sandbox.control.requests.length;
  const accepted = await attach(urqlClient(gateway));

  expect(refused.error?.graphQLErrors[0]?.extensions['code']).toBe('CSRF_PREFLIGHT_REQUIRED');
  expect(refused.error?.message).toContain('fetchOptions: { headers: { "graphql-preflight": "1" } }');
  expect(requestsAfterRefusal).toBe(0);
  expect(accepted.error).toBeUndefined();
  expect(sandbox.control.attachCount()).toBe(1);
});

test('urql shows the result of the first mutation beside the error of the second', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);

  const { data, error } = await urqlClient(gateway).mutation(AttachTwoCustomersDocument, {
    first: filledForm(pickFiles()),
    second: formWithUris('SANDBOX-422'),
  });

  expect(data).toEqual({ first: { customer: { id: EXAMPLE_INPUT.customerId } }, second: null });
  expect(error?.graphQLErrors.map(({ path }) => path)).toEqual([['second']]);
});

test('without files urql sends JSON, needs no preflight header, and gets the same field errors', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);
  const client = urqlClient(gateway, {});

  const attached = await client.mutation(AttachIndividualDocumentsDocument, { input: formWithUris() });
  const refused = await client.mutation(AttachIndividualDocumentsDocument, {
    input: formWithUris('SANDBOX-422'),
  });
  const checked = await client.query(ValidateIndividualDocumentsDocument, { input: formWithUris(' ') });

  expect(attached.data?.attachIndividualDocuments?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(refused.error?.graphQLErrors[0]?.extensions).toMatchObject({
    code: 'FIN_VALIDATION_FAILED',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
  });
  expect(checked.data?.validateIndividualDocuments).toMatchObject([
    { path: ['input', 'proofOfIdentity', 'number'], code: 'REQUIRED' },
  ]);
  expect(sandbox.control.count('uploadDocuments')).toBe(0);
});

test('variables that do not fit the schema are field errors for urql too, although the status is 400', async () => {
  await using sandbox = await startSandbox();
  await using gateway = await startTestGateway(sandbox);
  const form = formWithUris('A-SECRET-NUMBER');
  // @ts-expect-error What a form in JavaScript may send all the same.
  const proofOfIdentity: typeof form.proofOfIdentity = { ...form.proofOfIdentity, country: 'Germany' };

  const { error } = await urqlClient(gateway).mutation(AttachIndividualDocumentsDocument, {
    input: { ...form, proofOfIdentity },
  });

  const response: unknown = error?.response;
  expect(response instanceof Response && response.status).toBe(400);
  expect(response instanceof Response && response.headers.get('content-type')).toContain(
    'application/graphql-response+json',
  );
  expect(error?.graphQLErrors[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'country'], code: 'UNKNOWN_VALUE' }],
  });
  expect(JSON.stringify(error)).not.toMatch(/Germany|A-SECRET-NUMBER/);
  expect(sandbox.control.requests).toHaveLength(0);
});

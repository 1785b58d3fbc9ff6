import { Client, fetchExchange } from '@urql/core';
import { expect, onTestFinished, test, vi } from 'vitest';
import { toFormErrors } from '../../examples/clients/errors.ts';
import { attachWithUrql } from '../../examples/clients/urql.ts';
import {
  AttachIndividualDocumentsDocument,
  ValidateIndividualDocumentsDocument,
} from '../../examples/generated/graphql.ts';
import {
  attachedDigests,
  digestsOf,
  filledForm,
  formWithUris,
  PERSON,
  pickFiles,
  pickHeic,
} from '../support/browser/picked-files.ts';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import type { TestGateway } from '../support/start-gateway.ts';
import { startStack } from '../support/start-stack.ts';
import { ATTACH_TWO_CUSTOMERS } from './attach-two-customers.ts';
import { urqlClient } from './urql-clients.ts';

function clientWithoutPreflight({ url }: TestGateway): Client {
  return new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
}

test("one mutation of urql attaches three files by urql's own multipart, and the bytes arrive as they were", async () => {
  await using stack = await startStack();
  const files = pickFiles(1_000_000);

  const { data, error } = await urqlClient(stack.gateway).mutation(AttachIndividualDocumentsDocument, {
    input: filledForm(files),
  });

  expect(error).toBeUndefined();
  expect(data?.attachIndividualDocuments?.customer.id).toBe(EXAMPLE_INPUT.customerId);
  expect(attachedDigests(stack.sandbox)).toEqual(digestsOf(files));
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(JSON.stringify(stack.control.requests) + stack.logged()).not.toContain(PERSON);
});

test("a refusal of Fin.com is in urql's error, with a path for each field and the URIs that a retry can use", async () => {
  await using stack = await startStack();
  const client = urqlClient(stack.gateway);

  const { data, error } = await client.mutation(AttachIndividualDocumentsDocument, {
    input: filledForm(pickFiles(), 'SANDBOX-422'),
  });

  expect(data).toMatchObject({ attachIndividualDocuments: null });
  expect(error?.graphQLErrors[0]?.extensions).toMatchObject({
    code: 'FIN_VALIDATION_FAILED',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'number'], code: 'REFUSED' }],
    uploadedFiles: stack.control.uploads.map(({ uri }) => ({ uri })),
  });
  expect(stack.control.uploads).toHaveLength(3);
  expect(stack.control.attachCount()).toBe(0);
});

test('a photo in a format that Fin.com does not take is named with its format', async () => {
  await using stack = await startStack();

  const { error } = await urqlClient(stack.gateway).mutation(AttachIndividualDocumentsDocument, {
    input: filledForm({ ...pickFiles(), front: pickHeic() }),
  });

  expect(error?.graphQLErrors[0]?.extensions).toMatchObject({
    code: 'UPLOAD_TYPE_NOT_ALLOWED',
    fieldErrors: [{ path: ['input', 'proofOfIdentity', 'files', 0, 'upload'], params: { detected: 'HEIC' } }],
  });
  expect(stack.control.uploads).toHaveLength(0);
});

test('urql sends no preflight header by itself: it is refused with the line to add, and gets through with it', async () => {
  await using stack = await startStack();
  const input = filledForm(pickFiles());
  const attach = (client: Client) => client.mutation(AttachIndividualDocumentsDocument, { input });

  const refused = await attach(clientWithoutPreflight(stack.gateway));
  const requestsAfterRefusal = stack.control.requests.length;
  const accepted = await attach(urqlClient(stack.gateway));

  expect(refused.error?.graphQLErrors[0]?.extensions['code']).toBe('CSRF_PREFLIGHT_REQUIRED');
  expect(refused.error?.message).toContain('fetchOptions: { headers: { "graphql-preflight": "1" } }');
  expect(requestsAfterRefusal).toBe(0);
  expect(accepted.error).toBeUndefined();
  expect(stack.control.attachCount()).toBe(1);
});

test('urql shows the result of the first mutation beside the error of the second', async () => {
  await using stack = await startStack();

  const { data, error } = await urqlClient(stack.gateway).mutation(ATTACH_TWO_CUSTOMERS, {
    first: filledForm(pickFiles()),
    second: formWithUris('SANDBOX-422'),
  });

  expect(data).toMatchObject({ first: { customer: { id: EXAMPLE_INPUT.customerId } }, second: null });
  expect(error?.graphQLErrors.map(({ path }) => path)).toEqual([['second']]);
});

test('without files urql sends JSON, needs no preflight header, and gets the same field errors', async () => {
  await using stack = await startStack();
  const client = clientWithoutPreflight(stack.gateway);

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
  expect(stack.control.count('uploadDocuments')).toBe(0);
});

test('variables that do not fit the schema are field errors for urql too, although the status is 400', async () => {
  await using stack = await startStack();
  const form = formWithUris('A-SECRET-NUMBER');
  // @ts-expect-error What a form in JavaScript may send all the same.
  const proofOfIdentity: typeof form.proofOfIdentity = { ...form.proofOfIdentity, country: 'Germany' };

  const { error } = await urqlClient(stack.gateway).mutation(AttachIndividualDocumentsDocument, {
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
  expect(stack.control.requests).toHaveLength(0);
});

test("urql's default asks queries by GET, with the document's number in the URL; the example's client does not", async () => {
  await using stack = await startStack();
  const fetched = vi.spyOn(globalThis, 'fetch');
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const byDefault = new Client({ url: stack.url, exchanges: [fetchExchange] });
  const input = formWithUris('A-SECRET-NUMBER');

  await byDefault.query(ValidateIndividualDocumentsDocument, { input });
  await urqlClient(stack.gateway).query(ValidateIndividualDocumentsDocument, { input });

  const asked = fetched.mock.calls.map(([url, init]) => `${init?.method} ${url}`);
  expect(asked).toEqual([expect.stringMatching(/^GET .*A-SECRET-NUMBER/), `POST ${stack.url}`]);
});

test('a lost answer is an outcome that nobody knows: urql does not send the attach again', async () => {
  await using stack = await startStack();

  const { customer, errors } = await attachWithUrql(urqlClient(stack.gateway), formWithUris('SANDBOX-LOST'));

  expect(customer).toBeUndefined();
  expect(errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN', retryable: false } }]);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(1);
});

test('the attach of the example gives the customer, or the mistakes by the names of their fields', async () => {
  await using stack = await startStack();
  const client = urqlClient(stack.gateway);

  const refused = await attachWithUrql(client, formWithUris('SANDBOX-422'));
  const attached = await attachWithUrql(client, formWithUris());

  expect(toFormErrors(refused.errors)).toMatchObject([
    { field: 'proofOfIdentity.number', code: 'REFUSED', params: {} },
  ]);
  expect(attached).toMatchObject({
    customer: { id: EXAMPLE_INPUT.customerId, status: 'QUEUED' },
    errors: [],
  });
});

test('no answer at all is thrown, as the outcome is not known', async () => {
  await using stack = await startStack();
  await stack.gateway.close();

  await expect(attachWithUrql(urqlClient(stack.gateway), formWithUris())).rejects.toThrow('fetch failed');
});

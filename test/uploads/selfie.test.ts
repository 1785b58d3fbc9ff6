import { expect, test } from 'vitest';
import { EXAMPLE_INPUT } from '../support/example-data.ts';
import type { GraphQLAnswer } from '../support/graphql-request.ts';
import { replayedFields } from '../support/idempotent-request.ts';
import { attachFields, content, filePart, type Part, sendForm, sha256 } from '../support/multipart.ts';
import { type Stack, startStack } from '../support/start-stack.ts';

const PASSPORT = content('pdf', 80_000);
const BILL = content('png', 50_000);
const FACE = content('jpg', 60_000, 'face');
const OTHER_FACE = content('jpg', 60_000, 'other');
const KEY = { 'idempotency-key': 'with a selfie' };
const UPLOADS = {
  identity: [{ upload: null }],
  address: [{ upload: null }],
  selfie: { upload: null },
} as const;
const SELFIE = ['input', 'selfie'];
const V2 = { FIN_CUSTOMER_API: 'v2' };

/** The selfie arrives before the other files. */
function attachForm({ face = FACE, ...changes }: { face?: Buffer; number?: string } = {}): Part[] {
  return [
    ...attachFields(UPLOADS, changes),
    filePart('selfie', face, 'Lovelace-Ada_CANARY.jpg'),
    filePart('address.0', BILL),
    filePart('identity.0', PASSPORT),
  ];
}

function uriOf({ control }: Stack, bytes: Buffer): string | undefined {
  return control.uploads.find((stored) => stored.sha256 === sha256(bytes))?.uri;
}

function errorOf({ errors }: GraphQLAnswer) {
  return errors?.[0]?.extensions;
}

function mistakesOf(answer: GraphQLAnswer): [code: string | undefined, fields: string[]] {
  const { code, fieldErrors = [] } = errorOf(answer) ?? {};
  return [code, fieldErrors.map((one) => `${one.path.join('.')} ${one.code}`)];
}

test('a selfie goes up with the other files, and is attached as a document of its own', async () => {
  await using stack = await startStack({ env: V2 });

  const answer = await sendForm(stack.url, attachForm());

  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ attachIndividualDocuments: { customer: { id: EXAMPLE_INPUT.customerId } } });
  const calls = stack.control.requests.map(({ operation }) => operation);
  expect(calls).toEqual(['issueToken', 'uploadDocuments', 'attachIndividualDocumentsV2']);
  expect(stack.control.uploads).toHaveLength(3);
  expect(stack.control.attached[0]?.body).toMatchObject({
    identifying_documents: [
      { type: 'PASSPORT', files: [{ uri: uriOf(stack, PASSPORT) }] },
      { type: 'SELFIE', files: [{ uri: uriOf(stack, FACE) }] },
    ],
    address_documents: [{ type: 'BANK_STATEMENT', files: [{ uri: uriOf(stack, BILL) }] }],
  });
  expect(`${JSON.stringify(stack.control.requests)}${answer.text}${stack.logged()}`).not.toContain('CANARY');
});

test('a selfie that was uploaded before is attached by its URI', async () => {
  await using stack = await startStack({ env: V2 });
  const first = await sendForm(stack.url, attachForm({ number: 'SANDBOX-409' }));
  const uris = errorOf(first)?.uploadedFiles?.map(({ uri }) => uri) ?? [];
  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;

  const answer = await stack.attach({
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...proofOfIdentity, files: [{ uri: uris[0] }] },
    proofOfAddress: { ...proofOfAddress, files: [{ uri: uris[1] }] },
    selfie: { uri: uris[2] },
  });

  expect(answer.errors).toBeUndefined();
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.attachCount()).toBe(1);
});

test('an error after the upload lists the selfie, and points at its upload', async () => {
  await using stack = await startStack({ env: V2 });
  const body = { message: 'No', errors: [{ 'identifying_documents[1].files[0].uri': 'shows nobody' }] };
  stack.control.faults.script('attachIndividualDocumentsV2', { status: 422, body });

  const answer = await sendForm(stack.url, attachForm());

  expect(mistakesOf(answer)).toEqual(['FIN_VALIDATION_FAILED', ['input.selfie.upload REFUSED']]);
  expect(errorOf(answer)?.uploadedFiles).toEqual([
    { path: ['input', 'proofOfIdentity', 'files', 0], uri: uriOf(stack, PASSPORT) },
    { path: ['input', 'proofOfAddress', 'files', 0], uri: uriOf(stack, BILL) },
    { path: SELFIE, uri: uriOf(stack, FACE) },
  ]);
});

test('with a key, the selfie of a refused form is not stored again, and another selfie is another input', async () => {
  await using stack = await startStack({ env: V2 });

  const refused = await sendForm(stack.url, attachForm({ number: 'SANDBOX-422' }), KEY);
  const corrected = await sendForm(stack.url, attachForm(), KEY);
  const again = await sendForm(stack.url, attachForm(), KEY);
  const other = await sendForm(stack.url, attachForm({ face: OTHER_FACE }), KEY);

  expect(errorOf(refused)?.code).toBe('FIN_VALIDATION_FAILED');
  expect(corrected.errors).toBeUndefined();
  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect(errorOf(other)?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(stack.control.uploads).toHaveLength(3);
  expect(stack.control.attachCount()).toBe(1);
});

test('with a key, two files with the same bytes keep the two URIs that they were stored under', async () => {
  await using stack = await startStack({ env: V2 });
  const twice = (number?: string) => [
    ...attachFields(UPLOADS, number === undefined ? {} : { number }),
    filePart('identity.0', BILL),
    filePart('address.0', BILL),
    filePart('selfie', BILL),
  ];

  const refused = await sendForm(stack.url, twice('SANDBOX-422'), KEY);
  const corrected = await sendForm(stack.url, twice(), KEY);

  expect(errorOf(refused)?.code).toBe('FIN_VALIDATION_FAILED');
  expect(corrected.errors).toBeUndefined();
  expect(stack.control.uploads).toHaveLength(3);
});

test('a PDF is no selfie: nothing is stored, and all mistakes of the form come together', async () => {
  await using stack = await startStack({ env: V2 });

  const pdf = await sendForm(stack.url, attachForm({ face: content('pdf', 70_000) }));
  const both = await sendForm(stack.url, attachForm({ face: content('pdf', 70_000), number: ' ' }));

  expect(mistakesOf(pdf)).toEqual(['UPLOAD_TYPE_NOT_ALLOWED', ['input.selfie.upload FILE_TYPE_NOT_ALLOWED']]);
  expect(errorOf(pdf)?.fieldErrors?.[0]).toMatchObject({
    params: { allowed: ['JPEG', 'PNG'], detected: 'PDF' },
    message: 'Must be JPEG or PNG; this is PDF.',
  });
  expect(mistakesOf(both)).toEqual([
    'BAD_USER_INPUT',
    ['input.proofOfIdentity.number REQUIRED', 'input.selfie.upload FILE_TYPE_NOT_ALLOWED'],
  ]);
  expect(stack.control.uploads).toEqual([]);
  expect(stack.control.attachCount()).toBe(0);
});

test('a selfie of another type names the types that are allowed', async () => {
  await using stack = await startStack({ env: V2 });

  const answer = await sendForm(stack.url, attachForm({ face: content('heic', 70_000) }));

  expect(errorOf(answer)?.fieldErrors).toMatchObject([
    { path: [...SELFIE, 'upload'], params: { allowed: ['JPEG', 'PNG'], detected: 'HEIC' } },
  ]);
});

test('a gateway for v1 has no field for a selfie, and stores nothing', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, attachForm());

  expect(mistakesOf(answer)).toEqual(['BAD_USER_INPUT', ['input.selfie UNKNOWN_FIELD']]);
  expect(errorOf(answer)?.fieldErrors?.[0]?.params).toEqual({ customerApi: 'v1' });
  expect(stack.control.requests).toEqual([]);
});

test('both sides of a document are reported missing beside a value of a wrong type', async () => {
  await using stack = await startStack({ env: V2 });
  const { proofOfIdentity } = EXAMPLE_INPUT;
  const identity = { ...proofOfIdentity, type: 'NATIONAL_ID', issueDate: 'yesterday', files: [] };

  const answer = await stack.attach({ ...EXAMPLE_INPUT, proofOfIdentity: identity });

  expect(errorOf(answer)?.fieldErrors?.map(({ path, params }) => [path.join('.'), params])).toEqual([
    ['input.proofOfIdentity.issueDate', { format: 'ISO_DATE' }],
    ['input.proofOfIdentity.files', { side: 'FRONT' }],
    ['input.proofOfIdentity.files', { side: 'BACK' }],
  ]);
});

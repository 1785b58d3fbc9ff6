import { expect, test } from 'vitest';
import type { Sandbox } from '../../../sandbox/create-sandbox.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import type { GraphQLAnswer } from '../../support/graphql-request.ts';
import { attachFields, content, filePart, sendForm, sha256 } from '../../support/multipart.ts';
import { startStack } from '../../support/start-stack.ts';

const PASSPORT = content('pdf', 80_000);
const BILL = content('png', 50_000);
const URI = '/AbAcQ4hn_0652746727637.pdf';

/** An attach with two uploads beside a URI, the second of which arrives first. */
function attachWithFiles(url: string): Promise<GraphQLAnswer> {
  return sendForm(url, [
    ...attachFields({ identity: [{ uri: URI }, { upload: null }], address: [{ upload: null }] }),
    filePart('address.0', BILL),
    filePart('identity.1', PASSPORT),
  ]);
}

function expectedUploads({ control }: Sandbox) {
  const uriOf = (bytes: Buffer) => control.uploads.find((stored) => stored.sha256 === sha256(bytes))?.uri;
  return [
    { path: ['input', 'proofOfIdentity', 'files', 1], uri: uriOf(PASSPORT) },
    { path: ['input', 'proofOfAddress', 'files', 0], uri: uriOf(BILL) },
  ];
}

const FAILURES: [what: string, fault: object, code: string][] = [
  [
    'a 422',
    { status: 422, body: { message: 'Validation failed', errors: [{ tos_policies_value: 'is wrong' }] } },
    'FIN_VALIDATION_FAILED',
  ],
  ['a 409', { status: 409 }, 'CONFLICT'],
  ['a 429', { status: 429, headers: { 'retry-after': '5' } }, 'RATE_LIMITED'],
  ['a 500', { status: 500 }, 'UPSTREAM_UNAVAILABLE'],
  ['a cut', { reset: 'before-headers' }, 'UPSTREAM_UNAVAILABLE'],
  ['silence', { hang: true }, 'UPSTREAM_TIMEOUT'],
  ['nonsense', { malformed: true }, 'UPSTREAM_BAD_RESPONSE'],
  ['a 401 for good', { status: 401, times: 'always' }, 'UPSTREAM_AUTHENTICATION_FAILED'],
];

test.each(FAILURES)(
  'after an attach that gets %s, the error contains the URIs of the uploaded files',
  async (_what, fault, code) => {
    await using stack = await startStack({
      env: { FIN_TIMEOUT_MS: code === 'UPSTREAM_TIMEOUT' ? '4000' : '20000' },
    });
    stack.control.faults.script('attachIndividualDocuments', fault);

    const { data, errors } = await attachWithFiles(stack.url);

    expect(data).toEqual({ attachIndividualDocuments: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.extensions.uploadedFiles).toEqual(expectedUploads(stack.sandbox));
    expect(errors?.[0]?.extensions.upstream?.operation).toBe('attachIndividualDocuments');
  },
);

test('a retry with these URIs uploads nothing again', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 422, body: { message: 'No' } });
  const refused = await attachWithFiles(stack.url);
  const [passport, bill] = refused.errors?.[0]?.extensions.uploadedFiles ?? [];

  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;
  const retried = await stack.attach({
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...proofOfIdentity, files: [{ uri: URI }, { uri: passport?.uri }] },
    proofOfAddress: { ...proofOfAddress, files: [{ uri: bill?.uri }] },
  });

  expect(retried.errors).toBeUndefined();
  expect(stack.control.count('uploadDocuments')).toBe(1);
  expect(stack.control.uploads).toHaveLength(2);
  expect(stack.control.attachCount()).toBe(1);
});

test('a token that is rejected between upload and attach is renewed; without a new one, the error contains the URIs', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 401 });
  const renewed = await attachWithFiles(stack.url);
  stack.control.faults.script('attachIndividualDocuments', { status: 401 });
  stack.control.faults.script('issueToken', { status: 500, times: 'always' });
  stack.control.faults.script('refreshToken', { status: 500, times: 'always' });
  const uploadsBefore = stack.control.uploads.length;

  const failed = await attachWithFiles(stack.url);

  expect(renewed.errors).toBeUndefined();
  const { code, uploadedFiles, upstream } = failed.errors?.[0]?.extensions ?? {};
  expect(code).toBe('UPSTREAM_UNAVAILABLE');
  expect(upstream?.operation).toBe('issueToken');
  const uris = stack.control.uploads.slice(uploadsBefore).map(({ uri }) => uri);
  expect(uris).toHaveLength(2);
  expect(uploadedFiles?.map(({ uri }) => uri).toSorted()).toEqual(uris.toSorted());
});

test.each(['B', 'C', 'D', 'E', 'G-map', 'H'])(
  'a rejected file is named by the member that the client sent: upload or uri (reading %s)',
  async (reading) => {
    await using stack = await startStack();
    const fields = [
      'proof_of_identity.files.0.uri',
      'proof_of_identity.files.1.uri',
      'proof_of_address.files.0.uri',
    ];
    const bodies: Record<string, unknown> = {
      B: fields.map((field) => ({ [field]: 'no' })),
      C: fields.map((field) => ({ [field.replace(/\.(\d)/, '[$1]')]: 'no' })),
      D: [Object.fromEntries(fields.map((field) => [field, 'no']))],
      E: fields.map((field) => ({ field, message: 'no' })),
      'G-map': Object.fromEntries(fields.map((field) => [field, 'no'])),
      H: fields.map((field) =>
        field.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), ['no']),
      ),
    };
    const body = { message: 'Validation failed', errors: bodies[reading] };
    stack.control.faults.script('attachIndividualDocuments', { status: 422, body });

    const { errors } = await attachWithFiles(stack.url);

    expect(errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path.join('.'))).toEqual([
      'input.proofOfIdentity.files.0.uri',
      'input.proofOfIdentity.files.1.upload',
      'input.proofOfAddress.files.0.upload',
    ]);
  },
);

test('a rejected upload names the item of each rejected file, in any order on the wire', async () => {
  await using stack = await startStack();
  const body = {
    message: 'Validation failed',
    errors: [{ file1: 'is blurred' }, { customer_id: 'is unknown' }, { file7: 'what?' }],
  };
  stack.control.faults.script('uploadDocuments', { status: 422, body });

  const { errors } = await attachWithFiles(stack.url);

  const { code, fieldErrors, uploadedFiles, upstream } = errors?.[0]?.extensions ?? {};
  expect(code).toBe('FIN_VALIDATION_FAILED');
  // The bill went up as file0, being first on the wire; the passport is file1.
  expect(fieldErrors?.map((fault) => [fault.path.join('.'), fault.code, fault.upstreamField])).toEqual([
    ['input.proofOfIdentity.files.1.upload', 'REFUSED', 'file1'],
    ['input.customerId', 'REFUSED', 'customer_id'],
    ['', 'REFUSED', 'file7'],
  ]);
  expect(uploadedFiles).toBeUndefined();
  expect(upstream).toEqual({ operation: 'uploadDocuments', status: 422 });
  expect(stack.control.count('attachIndividualDocuments')).toBe(0);
});

test('an unknown customer is reported by the rejected upload', async () => {
  await using stack = await startStack();
  const [operations, map] = attachFields({ identity: [{ upload: null }], address: [{ uri: URI }] });
  const unknown = String(operations?.body).replace(
    EXAMPLE_INPUT.customerId,
    '00000000-0000-4000-8000-000000000000',
  );

  const { errors } = await sendForm(stack.url, [
    { head: operations?.head ?? [], body: Buffer.from(unknown) },
    ...(map ? [map] : []),
    filePart('identity.0', PASSPORT),
  ]);

  expect(errors?.[0]?.extensions.fieldErrors?.map(({ path }) => path.join('.'))).toEqual([
    'input.customerId',
  ]);
});

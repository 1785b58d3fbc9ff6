import { expect, test, vi } from 'vitest';
import { PdfEncryption } from '../../client/src/quality/pdf/pdf-encryption.ts';
import { jpegFile, pdfFile, pngFile } from '../support/document-files.ts';
import { CUSTOMER_ID, EXAMPLE_INPUT, LICENSE_INPUT } from '../support/example-data.ts';
import type { GraphQLAnswer } from '../support/graphql-request.ts';
import { replayedFields } from '../support/idempotent-request.ts';
import { filePart, jsonPart, type Part, sendForm } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';

const WARNINGS = 'warnings { path code params message }';
const ATTACH = `mutation ($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) { customer { id } ${WARNINGS} }
}`;
const UPLOAD = `mutation ($input: UploadDocumentsInput!) {
  uploadDocuments(input: $input) { files { uri } ${WARNINGS} }
}`;
const ANSWER = `mutation ($input: AnswerInformationRequestInput!) {
  answerInformationRequest(input: $input) { customer { id } ${WARNINGS} }
}`;
const ASK = `query ($input: AttachIndividualDocumentsInput!) {
  individualDocumentWarnings(input: $input) { path code params message }
}`;
const KEY = { 'idempotency-key': 'with warnings' };
const DAY_MS = 86_400_000;

const SMALL_PICTURE = jpegFile({ widthPx: 640, heightPx: 480 });
const SHARP_PICTURE = pngFile({ widthPx: 2_000, heightPx: 1_500 });
const LOCKED_PDF = pdfFile({ encryption: 'XREF_STREAM' });
const OPEN_PDF = pdfFile();

const LOW_QUALITY = {
  code: 'LOW_QUALITY',
  params: { minBytes: 102_400, minDpi: 300 },
  message: 'Should have at least 102400 bytes or 300 dots per inch, so that it can be read.',
};
const PASSWORD_PROTECTED = {
  code: 'PASSWORD_PROTECTED',
  params: {},
  message: 'The PDF is encrypted. Send a copy that opens without a password.',
};
const IDENTITY_FILE = ['input', 'proofOfIdentity', 'files', 0, 'upload'];
const ADDRESS_FILE = ['input', 'proofOfAddress', 'files', 0, 'upload'];

/** A form with one file for each proof. */
function attachForm(identity: Buffer, address: Buffer, number = 'A12345678'): Part[] {
  const { proofOfIdentity, proofOfAddress } = EXAMPLE_INPUT;
  const input = {
    ...EXAMPLE_INPUT,
    proofOfIdentity: { ...proofOfIdentity, number, files: [{ upload: null }] },
    proofOfAddress: { ...proofOfAddress, files: [{ upload: null }] },
  };
  return [
    jsonPart('operations', { query: ATTACH, variables: { input } }),
    jsonPart('map', {
      identity: ['variables.input.proofOfIdentity.files.0.upload'],
      address: ['variables.input.proofOfAddress.files.0.upload'],
    }),
    filePart('identity', identity),
    filePart('address', address),
  ];
}

function attached(warnings: readonly object[]) {
  return { attachIndividualDocuments: { customer: { id: CUSTOMER_ID }, warnings } };
}

/** @param days from today */
function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

function codesOf({ data }: GraphQLAnswer): unknown {
  return JSON.parse(JSON.stringify(data), (name, value) =>
    name === 'params' || name === 'message' ? undefined : value,
  );
}

test.each(['v1', 'v2'])(
  'with API %s, files are attached and their warnings returned',
  async (customerApi) => {
    await using stack = await startStack({ env: { FIN_CUSTOMER_API: customerApi } });

    const poor = await sendForm(stack.url, attachForm(SMALL_PICTURE, LOCKED_PDF));
    const good = await sendForm(stack.url, attachForm(SHARP_PICTURE, OPEN_PDF));

    expect(poor.data).toEqual(
      attached([
        { path: IDENTITY_FILE, ...LOW_QUALITY },
        { path: ADDRESS_FILE, ...PASSWORD_PROTECTED },
      ]),
    );
    expect(stack.control.attached).toHaveLength(customerApi === 'v1' ? 2 : 1);
    if (customerApi === 'v1') expect(good.data).toEqual(attached([]));
  },
);

test('the size of the document decides whether a picture is sharp enough', async () => {
  await using stack = await startStack();

  const answer = await sendForm(stack.url, attachForm(SHARP_PICTURE, SHARP_PICTURE));

  // 2,000 pixels are enough for a passport, and not for a bank statement.
  expect(answer.data).toEqual(attached([{ path: ADDRESS_FILE, ...LOW_QUALITY }]));
});

test('an upload returns the warnings at the places of the files', async () => {
  await using stack = await startStack();
  const files = [null, null, null];
  const form = [
    jsonPart('operations', { query: UPLOAD, variables: { input: { customerId: CUSTOMER_ID, files } } }),
    jsonPart('map', Object.fromEntries(files.map((_, index) => [index, [`variables.input.files.${index}`]]))),
    ...[OPEN_PDF, SMALL_PICTURE, LOCKED_PDF].map((bytes, index) => filePart(String(index), bytes)),
  ];

  const first = await sendForm(stack.url, form, KEY);
  const again = await sendForm(stack.url, form, KEY);

  expect(first.data).toEqual({
    uploadDocuments: {
      files: stack.control.uploads.map(({ uri }) => ({ uri })),
      warnings: [
        { path: ['input', 'files', 1], ...LOW_QUALITY },
        { path: ['input', 'files', 2], ...PASSWORD_PROTECTED },
      ],
    },
  });
  expect(replayedFields(again)).toEqual(['uploadDocuments']);
  expect(again.data).toEqual(first.data);
});

test('an answer to a request of Fin.com returns warnings, but may consist of one side', async () => {
  await using stack = await startStack();
  stack.control.setCustomer(CUSTOMER_ID, { customer_status: 'REINITIATE' });
  const proofOfIdentity = { expiryDate: dayIn(30), files: [{ side: 'FRONT', upload: null }] };
  const input = { customerId: CUSTOMER_ID, proofOfIdentity };

  const answer = await sendForm(stack.url, [
    jsonPart('operations', { query: ANSWER, variables: { input } }),
    jsonPart('map', { 0: ['variables.input.proofOfIdentity.files.0.upload'] }),
    filePart('0', SMALL_PICTURE),
  ]);

  expect(codesOf(answer)).toEqual({
    answerInformationRequest: {
      customer: { id: CUSTOMER_ID },
      warnings: [
        { path: ['input', 'proofOfIdentity', 'expiryDate'], code: 'EXPIRES_SOON' },
        { path: IDENTITY_FILE, code: 'LOW_QUALITY' },
      ],
    },
  });
});

test('a repeated request gets the same warnings', async () => {
  await using stack = await startStack();
  const form = attachForm(SMALL_PICTURE, LOCKED_PDF);

  const first = await sendForm(stack.url, form, KEY);
  const again = await sendForm(stack.url, form, KEY);

  expect(replayedFields(again)).toEqual(['attachIndividualDocuments']);
  expect(again.data).toEqual(first.data);
  expect(stack.control.count('attachIndividualDocuments')).toBe(1);
});

test('files that an earlier attempt has stored get their warnings in the attempt that succeeds', async () => {
  await using stack = await startStack();
  stack.control.faults.script('attachIndividualDocuments', { status: 422, body: { message: 'No' } });

  const rejected = await sendForm(stack.url, attachForm(SMALL_PICTURE, LOCKED_PDF, 'wrong'), KEY);
  const corrected = await sendForm(stack.url, attachForm(SMALL_PICTURE, LOCKED_PDF), KEY);

  expect(rejected.errors?.[0]?.extensions.code).toBe('FIN_VALIDATION_FAILED');
  expect(codesOf(corrected)).toEqual(
    attached([
      { path: IDENTITY_FILE, code: 'LOW_QUALITY' },
      { path: ADDRESS_FILE, code: 'PASSWORD_PROTECTED' },
    ]),
  );
  expect(stack.control.count('uploadDocuments')).toBe(1);
});

test('what needs no bytes is returned before anything is sent, and again by the attach', async () => {
  await using stack = await startStack();
  const input = {
    ...LICENSE_INPUT,
    selfie: null,
    proofOfIdentity: {
      ...LICENSE_INPUT.proofOfIdentity,
      expiryDate: dayIn(30),
      files: LICENSE_INPUT.proofOfIdentity.files.slice(0, 1),
    },
    proofOfAddress: { ...LICENSE_INPUT.proofOfAddress, issueDate: dayIn(-85) },
  };

  const asked = await stack.request(ASK, { input });
  expect(stack.control.requests).toEqual([]);
  const sent = await stack.request(ATTACH, { input });

  expect(codesOf(asked)).toEqual({
    individualDocumentWarnings: [
      { path: ['input', 'proofOfIdentity', 'expiryDate'], code: 'EXPIRES_SOON' },
      { path: ['input', 'proofOfIdentity', 'files'], code: 'BACK_SIDE_MISSING' },
      { path: ['input', 'proofOfAddress', 'issueDate'], code: 'OLD_PROOF_OF_ADDRESS' },
    ],
  });
  const warnings = asked.data?.['individualDocumentWarnings'];
  expect(sent.data).toMatchObject({ attachIndividualDocuments: { warnings } });
});

test('a file that cannot be inspected is attached without warnings', async () => {
  await using stack = await startStack();
  using push = vi.spyOn(PdfEncryption.prototype, 'push').mockImplementation(() => {
    throw new Error('A mistake in the inspection');
  });

  const answer = await sendForm(stack.url, attachForm(SMALL_PICTURE, LOCKED_PDF));

  expect(push).toHaveBeenCalled();
  expect(codesOf(answer)).toEqual(attached([{ path: IDENTITY_FILE, code: 'LOW_QUALITY' }]));
});

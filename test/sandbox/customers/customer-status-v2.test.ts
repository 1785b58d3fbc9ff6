import { expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { attach, exampleNumbered, update } from '../sandbox-client.ts';
import { attachV2, licenseAndSelfie, passportOnly, readV2 } from '../v2-examples.ts';

const V2 = { customerApi: 'v2', clock: () => Date.parse('2026-05-04T12:00:00Z') } as const;
const REVIEW_MS = 6_000;
const URI = '/AbAcQ4hn_0652746727637.pdf';

const customerOf = (sandbox: Sandbox) => readV2(sandbox, `/v2/customers/${CUSTOMER_ID}`);
const statusOf = async (sandbox: Sandbox) => (await customerOf(sandbox))['customer_status'];

/** Attaches, and lets the review end. */
async function review(sandbox: Sandbox, body: unknown): Promise<unknown> {
  expect((await attachV2(sandbox, body)).status).toBe(200);
  sandbox.control.advanceClock(REVIEW_MS);
  return statusOf(sandbox);
}

it('an attach is processed, then reviewed, then approved', async () => {
  await using sandbox = await startSandbox(V2);
  await attachV2(sandbox, licenseAndSelfie());
  const seen = [await statusOf(sandbox)];
  for (const ms of [2_000, 4_000]) {
    sandbox.control.advanceClock(ms);
    seen.push(await statusOf(sandbox));
  }
  expect(seen).toEqual(['PROCESSING', 'REVIEWING', 'APPROVED']);
});

it.each([
  ['SANDBOX-REJECTED', 'REJECTED'],
  ['SANDBOX-RFI', 'ACTION_REQUIRED'],
  ['SANDBOX-SELFIE', 'ACTION_REQUIRED'],
  ['SANDBOX-HOLD', 'IN_COMPLIANCE'],
])('%s as document number or last name ends the review in %s', async (magic, outcome) => {
  await using sandbox = await startSandbox(V2);
  expect(await review(sandbox, passportOnly(magic))).toBe(outcome);
  await using other = await startSandbox(V2);
  other.control.setCustomer(CUSTOMER_ID, { last_name: magic });
  expect(await review(other, passportOnly())).toBe(outcome);
});

it('SANDBOX-RFI asks for a document as the documentation shows it, with scope and reason', async () => {
  await using sandbox = await startSandbox(V2);
  await review(sandbox, passportOnly('SANDBOX-RFI'));
  const invalid = (field_name: string, data_type: string) => ({
    field_name,
    data_type,
    status: 'INVALID',
    options: [],
  });
  expect(await customerOf(sandbox)).toMatchObject({
    rejection_reason: {
      applicant: {
        moderation_comment: '',
        reject_labels: ['EXPIRATION_DATE', 'PROBLEMATIC_APPLICANT_DATA'],
      },
      documents: [
        {
          uri: URI,
          category: 'PROOF_OF_IDENTITY',
          moderation_comment: expect.any(String),
          reject_labels: ['EXPIRATION_DATE'],
        },
      ],
    },
    request_for_information: [
      {
        scope: 'CUSTOMER',
        section: 'proof_of_identity',
        categories: [
          {
            document_type: 'PASSPORT',
            fields: [
              invalid('type', 'ENUM'),
              invalid('expiry_date', 'DATE'),
              invalid('issue_date', 'DATE'),
              { ...invalid('files', 'URI'), reason: expect.any(String) },
            ],
          },
        ],
      },
    ],
  });
});

it('a v1 PATCH with everything that was requested answers the request of a v2 customer', async () => {
  await using sandbox = await startSandbox(V2);
  await review(sandbox, passportOnly('SANDBOX-RFI'));
  const files = [{ uri: URI, side: 'FRONT' }];
  const proof_of_identity = { type: 'PASSPORT', issue_date: '2025-01-15', expiry_date: '2035-01-15', files };
  const { expiry_date: _, ...incomplete } = proof_of_identity;
  expect(await update(sandbox, CUSTOMER_ID, { proof_of_identity: incomplete })).toMatchObject({
    status: 400,
    json: { data: { 'proof_of_identity.expiry_date': 'is required' } },
  });
  expect((await update(sandbox, CUSTOMER_ID, { proof_of_identity })).status).toBe(200);
  expect(await customerOf(sandbox)).toMatchObject({
    customer_status: 'PROCESSING',
    rejection_reason: null,
    request_for_information: [],
  });
  sandbox.control.advanceClock(REVIEW_MS);
  expect(await statusOf(sandbox)).toBe('APPROVED');
});

it('another attach answers the request as well', async () => {
  await using sandbox = await startSandbox(V2);
  await review(sandbox, passportOnly('SANDBOX-RFI'));
  expect(await review(sandbox, passportOnly('SANDBOX-RFI'))).toBe('APPROVED');
});

it('SANDBOX-SELFIE asks for a selfie until an attach has one', async () => {
  await using sandbox = await startSandbox(V2);
  const withoutSelfie = passportOnly('SANDBOX-SELFIE');
  const selfie = { type: 'SELFIE', files: [{ uri: URI }] };
  const withSelfie = {
    ...withoutSelfie,
    identifying_documents: [...withoutSelfie.identifying_documents, selfie],
  };
  expect(await review(sandbox, withSelfie)).toBe('ACTION_REQUIRED');
  expect(await customerOf(sandbox)).toMatchObject({
    rejection_reason: { applicant: { reject_labels: ['LOW_QUALITY'] }, documents: [] },
    request_for_information: [
      {
        scope: 'CUSTOMER',
        section: 'identifying_documents',
        categories: [{ document_type: 'SELFIE', fields: [{ field_name: 'files', data_type: 'URI' }] }],
      },
    ],
  });
  expect(await review(sandbox, withoutSelfie)).toBe('ACTION_REQUIRED');
  expect(await review(sandbox, withSelfie)).toBe('APPROVED');
});

it('a selfie alone answers the request for a selfie', async () => {
  await using sandbox = await startSandbox(V2);
  await review(sandbox, passportOnly('SANDBOX-SELFIE'));
  const identifying_documents = [{ type: 'SELFIE', files: [{ uri: URI }] }];
  expect(await review(sandbox, { ...passportOnly(), identifying_documents })).toBe('APPROVED');
});

it.each([{}, { proof_of_identity: { files: [{ uri: URI }] } }, { identifying_documents: [] }])(
  'the PATCH %j does not answer the request for a selfie',
  async (body) => {
    await using sandbox = await startSandbox(V2);
    await review(sandbox, passportOnly('SANDBOX-SELFIE'));
    expect((await update(sandbox, CUSTOMER_ID, body)).status).toBe(400);
    expect(await statusOf(sandbox)).toBe('ACTION_REQUIRED');
  },
);

it('sections with the names of v2 are answered with the members of v1', async () => {
  await using sandbox = await startSandbox(V2);
  const section = (name: string, field_name: string) => ({
    section: name,
    categories: [{ document_type: 'GOVERNMENT_ID', fields: [{ field_name }] }],
  });
  sandbox.control.setCustomer(CUSTOMER_ID, {
    customer_status: 'ACTION_REQUIRED',
    request_for_information: [
      section('identifying_documents', 'number'),
      section('address_documents', 'country'),
    ],
  });
  const body = { proof_of_identity: { number: 'A2' }, proof_of_address: { country: 'USA' } };
  expect((await update(sandbox, CUSTOMER_ID, body)).status).toBe(200);
});

it('SANDBOX-SELFIE means nothing to v1, which has no selfies', async () => {
  await using sandbox = await startSandbox({ ...V2, customerApi: 'v1' });
  expect((await attach(sandbox, exampleNumbered('SANDBOX-SELFIE'))).status).toBe(200);
  sandbox.control.advanceClock(REVIEW_MS);
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'APPROVED' });
});

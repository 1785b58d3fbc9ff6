import { expect, it } from 'vitest';
import { startSandbox } from '../../../sandbox/create-sandbox.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { formOf, PDF, upload } from '../sandbox-client.ts';
import { attachV2, licenseAndSelfie, passportOnly } from '../v2-examples.ts';

const V2 = { customerApi: 'v2', clock: () => Date.parse('2026-05-04T12:00:00Z') } as const;

it.each([
  ["the documentation's example", licenseAndSelfie()],
  ['a passport without a selfie', passportOnly()],
])('%s is attached, and the customer is processed', async (_, body) => {
  await using sandbox = await startSandbox(V2);
  const { status, json } = await attachV2(sandbox, body, { customerId: CUSTOMER_ID.toUpperCase() });
  expect([status, json]).toEqual([200, { data: { customer_id: CUSTOMER_ID }, meta: null }]);
  expect(sandbox.control.attached).toEqual([{ customerId: CUSTOMER_ID, body }]);
  expect(sandbox.control.customer(CUSTOMER_ID)).toMatchObject({ customer_status: 'PROCESSING' });
});

const example = licenseAndSelfie();
const [selfie, license] = example.identifying_documents;
const [address] = example.address_documents;
const [passport] = passportOnly().identifying_documents;
const [front, back] = license?.files ?? [];
const ONE_FILE = 'must contain exactly one file';
const TWO_SIDES = 'must contain one FRONT and one BACK file';

const withDocuments = (...identifying_documents: unknown[]) => ({ ...example, identifying_documents });
const withPassport = (changes: object) => withDocuments({ ...passport, ...changes });
const withLicense = (changes: object) => withDocuments({ ...license, ...changes });
const withAddress = (changes: object) => ({ ...example, address_documents: [{ ...address, ...changes }] });

it.each<[string, unknown, string]>([
  ['identifying_documents', { ...example, identifying_documents: undefined }, 'is required'],
  ['identifying_documents', withDocuments(), 'must not be empty'],
  ['identifying_documents', withDocuments(selfie, selfie), 'must contain at most one SELFIE'],
  [
    'identifying_documents',
    withDocuments(passport, {
      ...license,
      files: [back, { side: 'FRONT', uri: '/AbAcQ4hn_0652746727638.pdf' }],
    }),
    'must contain at most one document besides a SELFIE',
  ],
  [
    'identifying_documents.0.type',
    withPassport({ type: 'VISA' }),
    'must be one of PASSPORT, NATIONAL_ID, DRIVERS_LICENSE, RESIDENCE_PERMIT, SELFIE',
  ],
  ['identifying_documents.0.number', withPassport({ number: undefined }), 'is required'],
  ['identifying_documents.0.number', withPassport({ number: ' ' }), 'must not be blank'],
  [
    'identifying_documents.0.country',
    withPassport({ country: 'US' }),
    'must be an ISO 3166-1 alpha-3 country code',
  ],
  [
    'identifying_documents.0.state',
    withLicense({ state: undefined }),
    "is required for a driver's license of the USA",
  ],
  [
    'identifying_documents.0.state',
    withLicense({ state: 'x'.repeat(65) }),
    'must have at most 64 characters',
  ],
  ['identifying_documents.0.expiry_date', withPassport({ expiry_date: undefined }), 'is required'],
  [
    'identifying_documents.0.expiry_date',
    withPassport({ expiry_date: '2026-05-04' }),
    'must be in the future',
  ],
  [
    'identifying_documents.0.expiry_date',
    withPassport({ issue_date: '2030-01-15' }),
    'must be after issue_date',
  ],
  [
    'identifying_documents.0.issue_date',
    withPassport({ issue_date: '2020-02-30' }),
    'must be a valid date in the format YYYY-MM-DD',
  ],
  ['identifying_documents.0.files', withPassport({ files: [] }), 'must not be empty'],
  ['identifying_documents.0.files', withPassport({ files: [front, back] }), ONE_FILE],
  ['identifying_documents.0.files', withDocuments({ ...selfie, files: [front, back] }), ONE_FILE],
  ['identifying_documents.0.files', withLicense({ files: [front] }), TWO_SIDES],
  [
    'identifying_documents.0.files',
    withLicense({ type: 'NATIONAL_ID', files: [front, { ...back, side: 'FRONT' }] }),
    TWO_SIDES,
  ],
  [
    'identifying_documents.0.files',
    withLicense({
      type: 'RESIDENCE_PERMIT',
      files: [front, back, { ...back, uri: passport?.files[0]?.uri }],
    }),
    TWO_SIDES,
  ],
  [
    'identifying_documents.0.files.1.side',
    withLicense({ files: [front, { uri: back?.uri }] }),
    'is required for DRIVERS_LICENSE',
  ],
  [
    'identifying_documents.0.files.1.uri',
    withLicense({ files: [front, { ...back, uri: front?.uri }] }),
    'must not be repeated',
  ],
  ['address_documents', { ...example, address_documents: [] }, 'must contain exactly one document'],
  [
    'address_documents',
    { ...example, address_documents: [address, address] },
    'must contain exactly one document',
  ],
  [
    'address_documents.0.type',
    withAddress({ type: 'PASSPORT' }),
    'must be one of UTILITY_BILL, GOVERNMENT_LETTER, BANK_STATEMENT',
  ],
  ['address_documents.0.country', withAddress({ country: undefined }), 'is required'],
  [
    'address_documents.0.country',
    withAddress({ country: 'CAN' }),
    "must be the customer's country_of_residence",
  ],
  [
    'address_documents.0.issue_date',
    withAddress({ issue_date: '04.05.2026' }),
    'must be a valid date in the format YYYY-MM-DD',
  ],
  ['address_documents.0.files', withAddress({ files: [] }), 'must not be empty'],
  [
    'address_documents.0.files',
    withAddress({ files: [...(address?.files ?? []), ...(passport?.files ?? [])] }),
    ONE_FILE,
  ],
  ['address_documents.0.files.0.uri', withAddress({ files: [front] }), 'must not be repeated'],
  ['tos_policies_value', { ...example, tos_policies_value: undefined }, 'is required'],
  [
    'tos_policies_value',
    { ...example, tos_policies_value: 'x' },
    "must match the value in the customer's tos_policies_url",
  ],
])('a mistake in %s is a 422 that names it: %#', async (field, body, message) => {
  await using sandbox = await startSandbox(V2);
  const { status, json } = await attachV2(sandbox, body);
  expect([status, json]).toEqual([422, { message: 'Validation failed', errors: [{ [field]: message }] }]);
  expect(sandbox.control.attachCount()).toBe(0);
});

it('broken rules are reported together', async () => {
  await using sandbox = await startSandbox(V2);
  const { json } = await attachV2(sandbox, {
    ...withPassport({ number: undefined, expiry_date: '2020-01-15', issue_date: '2021-01-15' }),
    tos_policies_value: 'x',
  });
  const { errors } = json as { errors: Record<string, string>[] };
  expect(errors.flatMap((error) => Object.keys(error))).toEqual([
    'identifying_documents.0.number',
    'identifying_documents.0.expiry_date',
    'identifying_documents.0.expiry_date',
    'tos_policies_value',
  ]);
});

it.each<[string, unknown]>([
  ['only a selfie', withDocuments(selfie)],
  [
    'a selfie with members that count for other types only',
    withDocuments({ ...selfie, number: 7, expiry_date: 'x' }),
  ],
  [
    'a selfie that shows the file of another document',
    withDocuments(license, { ...selfie, files: [{ uri: front?.uri }] }),
  ],
  ['a license of another country without a state', withLicense({ country: 'CAN', state: undefined })],
  ['BACK before FRONT', withLicense({ files: [back, front] })],
  ['a passport whose file has a side', withPassport({ files: [{ ...passport?.files[0], side: 'FRONT' }] })],
  ['an address document with a date', withAddress({ issue_date: '2026-04-04' })],
  ['members that the API does not know', { ...withPassport({ colour: 'red' }), referrer: 'x' }],
])('a request with %s is accepted', async (_, body) => {
  await using sandbox = await startSandbox(V2);
  expect((await attachV2(sandbox, body)).status).toBe(200);
});

it.each(['', '{"identifying_documents": '])('the malformed body %j is a 400', async (body) => {
  await using sandbox = await startSandbox(V2);
  const { status, json } = await attachV2(sandbox, body);
  expect([status, json]).toEqual([400, { status: 400, message: 'Malformed request body' }]);
});

it('the files of another customer are attached for nobody else', async () => {
  await using sandbox = await startSandbox(V2);
  const { customerId, tosPoliciesValue } = sandbox.control.addCustomer();
  for (const name of ['passport', 'bill']) {
    await upload(sandbox, formOf(['customer_id', customerId], [name, PDF]));
  }
  const [passportFile, bill] = sandbox.control.uploads.map(({ uri }) => ({ uri }));
  const own = {
    identifying_documents: [{ ...passport, files: [passportFile] }],
    address_documents: [{ ...address, files: [bill] }],
    tos_policies_value: tosPoliciesValue,
  };
  for (const foreign of [withPassport({ files: [passportFile] }), withAddress({ files: [bill] })]) {
    expect((await attachV2(sandbox, foreign)).status).toBe(403);
  }
  expect((await attachV2(sandbox, own, { customerId })).status).toBe(200);
});

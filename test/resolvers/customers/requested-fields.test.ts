import { expect, test } from 'vitest';
import {
  requestedFieldErrors,
  validateRequested,
} from '../../../src/resolvers/customers/requested-fields.ts';
import { requiredDocuments } from '../../../src/resolvers/customers/required-documents.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { request } from './requested-information.ts';

test.each([
  ['proof_of_identity', 'issue_date', ['input', 'proofOfIdentity', 'issueDate']],
  ['proof_of_address', 'files', ['input', 'proofOfAddress', 'files']],
  ['proof_of_identity', 'text', ['input', 'proofOfIdentity']],
  ['proof_of_identity', null, ['input', 'proofOfIdentity']],
  ['proof_of_identity', 'constructor', ['input', 'proofOfIdentity']],
  ['tos_policies_value', 'tos_policies_value', ['input', 'tosPoliciesValue']],
  ['identifying_documents', 'expiry_date', ['input', 'proofOfIdentity', 'expiryDate']],
  ['identifying_documents', 'selfie', ['input', 'selfie']],
  ['address_documents', 'files', ['input', 'proofOfAddress', 'files']],
  ['tax_info', 'document_id', []],
  ['supporting_documents', 'files', []],
  [null, 'files', []],
])('in section %s the field %s is at %j', (section, fieldName, path) => {
  const errors = requestedFieldErrors([request(section, null, { fieldName })]);
  expect(errors?.map((error) => error.path)).toEqual([path]);
});

test('a request has the code of its status, the words of the reviewer, and what a translation needs', () => {
  const errors = requestedFieldErrors([
    request(
      'proof_of_identity',
      'PASSPORT',
      { status: 'MISSING', side: 'BACK' },
      { status: 'EXPIRED', reason: 'Too old.' },
      { status: 'INVALID', reason: '', options: ['A'] },
      { status: 'UNKNOWN', dataType: 'UNKNOWN' },
    ),
  ]);
  expect(errors?.map(({ code, message, params }) => ({ code, message, params }))).toEqual([
    {
      code: 'REQUIRED',
      message: 'Fin.com needs this.',
      params: { dataType: 'URI', documentType: 'PASSPORT', side: 'BACK' },
    },
    { code: 'EXPIRED', message: 'Too old.', params: { dataType: 'URI', documentType: 'PASSPORT' } },
    {
      code: 'REFUSED',
      message: 'Fin.com rejected the stored value.',
      params: { dataType: 'URI', documentType: 'PASSPORT', options: ['A'] },
    },
    {
      code: 'REFUSED',
      message: 'Fin.com asks for this again.',
      params: { dataType: 'UNKNOWN', documentType: 'PASSPORT' },
    },
  ]);
});

test('what Fin.com does not tell is null, and nothing asked for is an empty list', () => {
  expect(requestedFieldErrors(null)).toBeNull();
  expect(requestedFieldErrors([])).toEqual([]);
});

test('sections are told apart: a file asked for of one proof is not asked for of the other', () => {
  const customerId = CUSTOMER_ID;
  const input = { customerId, proofOfIdentity: { files: [] }, proofOfAddress: { files: [] } };
  const faults = validateRequested(input, [request('proof_of_address', null, {})]);
  expect(faults.map(({ path, code }) => [path, code])).toEqual([
    [['input', 'proofOfIdentity', 'files'], 'NOT_REQUESTED'],
  ]);
});

const kindsAndTypes = (documents: ReturnType<typeof requiredDocuments>) =>
  documents?.map(({ kind, acceptedTypes }) => [kind, acceptedTypes.map(({ type }) => type).join()]);
const ALL_IDENTITY = 'PASSPORT,NATIONAL_ID,DRIVERS_LICENSE,RESIDENCE_PERMIT';
const ALL_ADDRESS = `${ALL_IDENTITY},UTILITY_BILL,GOVERNMENT_LETTER,BANK_STATEMENT`;
const BOTH = [
  ['PROOF_OF_IDENTITY', ALL_IDENTITY],
  ['PROOF_OF_ADDRESS', ALL_ADDRESS],
];

test.each(['INCOMPLETE', 'REINITIATE', 'ACTION_REQUIRED'] as const)(
  'a customer who is %s, of whom nothing is asked by name, needs both proofs',
  (status) => {
    expect(kindsAndTypes(requiredDocuments(status, []))).toEqual(BOTH);
  },
);

test.each(['QUEUED', 'PROCESSING', 'REVIEWING', 'APPROVED', 'ON_HOLD', 'IN_COMPLIANCE', 'REJECTED'] as const)(
  'a customer who is %s needs no document',
  (status) => {
    expect(requiredDocuments(status, [])).toEqual([]);
  },
);

test.each([null, 'UNKNOWN'] as const)('what a customer needs whose status is %s is not known', (status) => {
  expect(requiredDocuments(status, [])).toBeNull();
});

test('only the documents are needed that Fin.com asks for, of an approved customer too', () => {
  const named = [request('proof_of_identity', 'PASSPORT', {})];
  const generic = [request('proof_of_identity', 'GOVERNMENT_ID', {}), request('proof_of_address', null, {})];
  const mixed = [request('proof_of_identity', 'PASSPORT', {}), request('proof_of_identity', 'OTHER', {})];
  const dates = [request('proof_of_identity', 'PASSPORT', { fieldName: 'expiry_date' })];

  expect(kindsAndTypes(requiredDocuments('APPROVED', named))).toEqual([['PROOF_OF_IDENTITY', 'PASSPORT']]);
  expect(kindsAndTypes(requiredDocuments('UNKNOWN', generic))).toEqual(BOTH);
  expect(kindsAndTypes(requiredDocuments('REINITIATE', mixed))).toEqual([
    ['PROOF_OF_IDENTITY', ALL_IDENTITY],
  ]);
  expect(requiredDocuments('REINITIATE', dates)).toEqual([]);
});

test('a passport shows its photo page, cards both sides, proofs of address no side', () => {
  const [identity, address] = requiredDocuments('INCOMPLETE', []) ?? [];
  expect(identity?.acceptedTypes.map(({ sides }) => sides.join())).toEqual([
    'FRONT',
    ...Array(3).fill('FRONT,BACK'),
  ]);
  expect(address?.acceptedTypes.every(({ sides }) => sides.length === 0)).toBe(true);
  expect(address?.label).toBe('Proof of address, not older than three months');
});

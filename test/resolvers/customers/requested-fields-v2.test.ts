import { expect, test } from 'vitest';
import type { RequestedInformation } from '../../../src/datasources/fin/customers/customer-details.ts';
import {
  requestedFieldErrors,
  validateRequested,
} from '../../../src/resolvers/customers/requested-fields.ts';
import { CUSTOMER_ID } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';
import { request } from './requested-information.ts';

test.each([
  ['identifying_documents', 'PASSPORT', 'files', ['input', 'proofOfIdentity', 'files']],
  ['identifying_documents', 'PASSPORT', 'state', ['input', 'proofOfIdentity']],
  ['address_documents', 'UTILITY_BILL', 'country', ['input', 'proofOfAddress', 'country']],
  ['identifying_documents', 'SELFIE', 'files', ['input', 'selfie']],
  ['proof_of_identity', 'SELFIE', 'type', ['input', 'selfie']],
  ['identifying_documents', 'GOVERNMENT_ID', 'SELFIE', ['input', 'selfie']],
  ['tax_info', null, 'document_id', []],
  ['tax_info', 'SSN', null, []],
  ['formation_documents', 'OTHER', 'files', []],
  ['constructor', null, 'files', []],
])('in section %s the field of %s named %s is at %j', (section, documentType, fieldName, path) => {
  const errors = requestedFieldErrors([request(section, documentType, { fieldName })]);

  expect(errors?.map((error) => error.path)).toEqual([path]);
});

const ANSWER = {
  customerId: CUSTOMER_ID,
  proofOfIdentity: { expiryDate: '2035-01-15', files: [{ uri: '/a_b.pdf' }] },
  proofOfAddress: { type: 'UTILITY_BILL', files: [{ uri: '/c_d.pdf' }] },
} as const;
const unrequested = (...requested: RequestedInformation[]) =>
  validateRequested(ANSWER, requested).map(({ path }) => path.slice(1).join('.'));

test('an answer may have what sections of v2 ask for, and nothing else', () => {
  const identity = request('identifying_documents', 'PASSPORT', {}, { fieldName: 'expiry_date' });
  const address = request('address_documents', 'UTILITY_BILL', { fieldName: 'type' });

  expect(unrequested(identity, address)).toEqual(['proofOfAddress.files']);
  expect(unrequested(identity, request('proof_of_address', null, {}))).toEqual(['proofOfAddress.type']);
});

test('the file of a selfie that is asked for is no file of the proof of identity', () => {
  expect(unrequested(request('identifying_documents', 'SELFIE', {}))).toEqual([
    'proofOfIdentity.expiryDate',
    'proofOfIdentity.files',
    'proofOfAddress.type',
    'proofOfAddress.files',
  ]);
});

const ASKED = `query ($id: UUID!) {
  individualCustomer(id: $id) {
    status nextStep
    requestedInformation { scope section categories { documentType fields { fieldName } } }
    requestedFieldErrors { path code message }
    requiredDocuments { kind }
  }
}`;

test('a selfie that Fin.com asks for is to be attached again with both proofs', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
  const section = 'identifying_documents';
  const fields = [
    { field_name: 'files', data_type: 'URI', status: 'INVALID', reason: 'No face.', options: [] },
  ];
  stack.control.setCustomer(CUSTOMER_ID, {
    customer_status: 'ACTION_REQUIRED',
    request_for_information: [
      { scope: 'CUSTOMER', section, categories: [{ document_type: 'SELFIE', fields }] },
    ],
  });

  const { data, errors } = await stack.request(ASKED, { id: CUSTOMER_ID });

  expect(errors).toBeUndefined();
  expect(data).toEqual({
    individualCustomer: {
      status: 'ACTION_REQUIRED',
      nextStep: 'ATTACH_DOCUMENTS',
      requestedInformation: [
        {
          scope: 'CUSTOMER',
          section,
          categories: [{ documentType: 'SELFIE', fields: [{ fieldName: 'files' }] }],
        },
      ],
      requestedFieldErrors: [{ path: ['input', 'selfie'], code: 'REFUSED', message: 'No face.' }],
      requiredDocuments: [{ kind: 'PROOF_OF_IDENTITY' }, { kind: 'PROOF_OF_ADDRESS' }, { kind: 'SELFIE' }],
    },
  });
});

test('a request that reaches an approved customer is to be answered', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
  const categories = [
    {
      document_type: 'UTILITY_BILL',
      fields: [{ field_name: 'files', data_type: 'URI', status: 'EXPIRED', options: [] }],
    },
  ];
  stack.control.setCustomer(CUSTOMER_ID, {
    customer_status: 'APPROVED',
    request_for_information: [
      { scope: 'PLANET', section: 'address_documents', categories },
      { section: 'tax_info', categories: [] },
    ],
  });

  const { data, errors } = await stack.request(ASKED, { id: CUSTOMER_ID });

  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    individualCustomer: {
      status: 'APPROVED',
      nextStep: 'ANSWER_REQUEST',
      requestedInformation: [{ scope: 'UNKNOWN' }, { scope: null, section: 'tax_info' }],
      requestedFieldErrors: [{ path: ['input', 'proofOfAddress', 'files'], code: 'EXPIRED' }],
      requiredDocuments: [{ kind: 'PROOF_OF_ADDRESS' }],
    },
  });
});

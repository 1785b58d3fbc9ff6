import { expect, test } from 'vitest';
import { requiredDocuments } from '../../../src/resolvers/customers/required-documents.ts';
import { startStack } from '../../support/start-stack.ts';
import { request } from './requested-information.ts';

const V2 = { customerApi: 'v2', includesSelfie: true } as const;
const V2_OLD_CUSTOMER = { customerApi: 'v2', includesSelfie: false } as const;
const IDENTITY = 'PASSPORT,NATIONAL_ID,DRIVERS_LICENSE,RESIDENCE_PERMIT';
const ADDRESS = 'UTILITY_BILL,GOVERNMENT_LETTER,BANK_STATEMENT';
const PROOFS = [
  ['PROOF_OF_IDENTITY', IDENTITY],
  ['PROOF_OF_ADDRESS', ADDRESS],
];
const ALL = [...PROOFS, ['SELFIE', '']];

const kindsAndTypes = (documents: ReturnType<typeof requiredDocuments>) =>
  documents?.map(({ kind, acceptedTypes }) => [kind, acceptedTypes.map(({ type }) => type).join()]);

test.each(['INCOMPLETE', 'REINITIATE', 'ACTION_REQUIRED'] as const)(
  'in v2 a customer who is %s, of whom nothing is asked by name, needs both proofs and a selfie',
  (status) => {
    expect(kindsAndTypes(requiredDocuments(status, [], V2))).toEqual(ALL);
    expect(kindsAndTypes(requiredDocuments(status, [], V2_OLD_CUSTOMER))).toEqual(PROOFS);
  },
);

test.each(['PROCESSING', 'REVIEWING', 'APPROVED', 'IN_COMPLIANCE', 'REJECTED'] as const)(
  'in v2 a customer who is %s needs no document',
  (status) => {
    expect(requiredDocuments(status, [], V2)).toEqual([]);
  },
);

test('in v2 a proof of address that is asked for may have three types, and one type if it is named', () => {
  const open = requiredDocuments('APPROVED', [request('address_documents', 'PROOF_OF_ADDRESS', {})], V2);
  const named = requiredDocuments('ACTION_REQUIRED', [request('address_documents', 'UTILITY_BILL', {})], V2);

  expect(kindsAndTypes(open)).toEqual([['PROOF_OF_ADDRESS', ADDRESS]]);
  expect(kindsAndTypes(named)).toEqual([['PROOF_OF_ADDRESS', 'UTILITY_BILL']]);
});

test('in v2 cards show both sides, a passport its photo page, a selfie has no type', () => {
  const [identity, address, selfie] = requiredDocuments('INCOMPLETE', [], V2) ?? [];

  expect(identity?.acceptedTypes.map(({ sides }) => sides.join())).toEqual([
    'FRONT',
    ...Array(3).fill('FRONT,BACK'),
  ]);
  expect(address?.acceptedTypes.every(({ sides }) => sides.length === 0)).toBe(true);
  expect(selfie).toEqual({ kind: 'SELFIE', label: 'Selfie', acceptedTypes: [] });
});

test('a selfie that is asked for goes together with both proofs, whatever the status', () => {
  const asked = [request('identifying_documents', 'SELFIE', {})];
  const withPassport = [...asked, request('identifying_documents', 'PASSPORT', {})];

  for (const status of ['ACTION_REQUIRED', 'REVIEWING', null] as const) {
    expect(kindsAndTypes(requiredDocuments(status, asked, V2))).toEqual(ALL);
    expect(kindsAndTypes(requiredDocuments(status, asked, V2_OLD_CUSTOMER))).toEqual(ALL);
  }
  expect(kindsAndTypes(requiredDocuments('ACTION_REQUIRED', withPassport, V2))).toEqual([
    ['PROOF_OF_IDENTITY', 'PASSPORT'],
    ['PROOF_OF_ADDRESS', ADDRESS],
    ['SELFIE', ''],
  ]);
});

test('where a request cannot be answered, all documents can be attached again', () => {
  const taxes = [request('tax_info', null, { fieldName: 'document_id' })];

  expect(kindsAndTypes(requiredDocuments('ACTION_REQUIRED', taxes, V2))).toEqual(ALL);
  expect(requiredDocuments('APPROVED', taxes, V2)).toEqual([]);
});

const REQUIRED = `query ($id: UUID!) {
  individualCustomer(id: $id) { requiredDocuments { kind acceptedTypes { type } } }
}`;

test.each([
  { mode: 'v1', version: 'v1', kinds: ['PROOF_OF_IDENTITY', 'PROOF_OF_ADDRESS'], addressTypes: 7 },
  { mode: 'v1', version: 'v2', kinds: ['PROOF_OF_IDENTITY', 'PROOF_OF_ADDRESS'], addressTypes: 7 },
  { mode: 'v2', version: 'v1', kinds: ['PROOF_OF_IDENTITY', 'PROOF_OF_ADDRESS'], addressTypes: 3 },
  { mode: 'v2', version: 'v2', kinds: ['PROOF_OF_IDENTITY', 'PROOF_OF_ADDRESS', 'SELFIE'], addressTypes: 3 },
] as const)(
  'in $mode a new customer of $version has to send $kinds',
  async ({ mode, version, kinds, addressTypes }) => {
    await using stack = await startStack({ env: { FIN_CUSTOMER_API: mode } });
    const { customerId: id } = stack.control.addCustomer({ version });

    const { data, errors } = await stack.request(REQUIRED, { id });

    expect(errors).toBeUndefined();
    expect(data?.['individualCustomer']).toMatchObject({
      requiredDocuments: kinds.map((kind) =>
        kind === 'PROOF_OF_ADDRESS'
          ? { kind, acceptedTypes: Array(addressTypes).fill(expect.anything()) }
          : { kind },
      ),
    });
  },
);

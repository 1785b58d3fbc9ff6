import { expect, test } from 'vitest';
import {
  createIndividualCustomerV1,
  createIndividualCustomerV2,
} from '../../../src/datasources/fin/customers/create-individual-customer.ts';
import { attachIndividualDocumentsV1 } from '../../../src/datasources/fin/documents/attach-individual-documents.ts';
import { privateValuesOf } from '../../../src/datasources/fin/wire/private-values.ts';
import {
  freeForm,
  list,
  object,
  pathParameter,
  publicField,
  publicValues,
  shape,
} from '../../../src/datasources/fin/wire/shape.ts';
import { NEW_CUSTOMER, NEW_CUSTOMER_V2 } from '../../support/example-data.ts';

interface Example {
  readonly id: string;
  readonly kind: 'A' | 'B';
  readonly person?: { readonly name: string; readonly age?: number | null } | null;
  readonly files: readonly { readonly uri: string }[];
  readonly counts?: readonly number[];
  readonly notes?: Readonly<Record<string, unknown>>;
}

const EXAMPLE = shape<Example>({
  id: pathParameter('id'),
  kind: publicField('kind'),
  person: object('person', { name: 'name', age: 'age' }),
  files: list('files', { uri: 'uri' }),
  counts: publicValues('counts'),
  notes: freeForm('notes'),
});

test('a shape with a member less or more than its request does not compile', () => {
  // @ts-expect-error kind is missing
  shape<Pick<Example, 'id' | 'kind'>>({ id: 'id' });
  // @ts-expect-error size is no member of the request
  shape<Pick<Example, 'id'>>({ id: 'id', size: 'size' });
  // @ts-expect-error age is missing, one level down
  shape<Pick<Example, 'person'>>({ person: object('person', { name: 'name' }) });
  // @ts-expect-error the list's items have no size
  shape<Pick<Example, 'files'>>({ files: list('files', { uri: 'uri', size: 'size' }) });
  // @ts-expect-error a list of numbers is no list of objects
  shape<Pick<Example, 'counts'>>({ counts: list('counts', {}) });
  // @ts-expect-error a list is no plain field
  shape<Pick<Example, 'files'>>({ files: 'files' });
  expect(Object.keys(EXAMPLE)).toHaveLength(6);
});

test('every value is private unless its member is marked public, at any depth', () => {
  const request = {
    id: 'the-id',
    kind: 'A',
    person: { name: 'Ada', age: 36 },
    files: [{ uri: '/a' }, { uri: '/b' }],
    counts: [8],
    notes: { any: ['deep', { er: 7 }], none: null, yes: true },
  };
  expect(new Set(privateValuesOf(EXAMPLE, request))).toEqual(
    new Set(['the-id', 'Ada', '36', '/a', '/b', 'deep', '7']),
  );
});

test('missing and null members have no private value', () => {
  expect(privateValuesOf(EXAMPLE, {})).toEqual([]);
  expect(privateValuesOf(EXAMPLE, { person: null, files: [{}], notes: null })).toEqual([]);
});

test('only catalogue ids, countries and the type of verification of a new customer are public', () => {
  const request = { ...NEW_CUSTOMER, metaData: { ref: 'note-1' } };
  const { basicInfo, address, financialProfile } = NEW_CUSTOMER;
  const { countryOfResidence: _residence, nationality: _nationality, ...person } = basicInfo;
  const { country: _country, ...place } = address;
  expect(new Set(privateValuesOf(createIndividualCustomerV1.request, request))).toEqual(
    new Set([
      ...Object.values(person),
      ...Object.values(place),
      String(financialProfile.monthlyVolumeUsd),
      'note-1',
    ]),
  );
});

test('in v2, gender, employment status and second nationality of a new customer are public as well', () => {
  const { basicInfo, address, financialProfile } = NEW_CUSTOMER_V2;
  const { countryOfResidence: _residence, nationality: _nationality, ...others } = basicInfo;
  const { secondaryNationality: _second, gender: _gender, taxInfo, ...person } = others;
  const { country: _country, ...place } = address;
  const { purposeRemarks, sourceOfFundsDescription, monthlyVolumeUsd } = financialProfile;
  expect(new Set(privateValuesOf(createIndividualCustomerV2.request, NEW_CUSTOMER_V2))).toEqual(
    new Set([
      ...Object.values(person),
      ...taxInfo.flatMap(({ documentType, documentId }) => [documentType, documentId]),
      ...Object.values(place),
      ...[purposeRemarks, sourceOfFundsDescription, String(monthlyVolumeUsd)],
      'client-ref-abc-001',
    ]),
  );
});

test('only types, countries and sides of an attachment are public', () => {
  const proof = {
    type: 'PASSPORT',
    number: 'A1',
    country: 'USA',
    issueDate: '2020-01-15',
    expiryDate: '2030-01-15',
  };
  const request = {
    customerId: 'c-1',
    proofOfIdentity: { ...proof, files: [{ side: 'FRONT', uri: '/a' }] },
    proofOfAddress: { type: 'UTILITY_BILL', country: 'FRA', files: [{ uri: '/b' }] },
    tosPoliciesValue: 'terms-1',
  };
  expect(new Set(privateValuesOf(attachIndividualDocumentsV1.request, request))).toEqual(
    new Set(['c-1', 'A1', '2020-01-15', '2030-01-15', '/a', '/b', 'terms-1']),
  );
});

import { expect, test } from 'vitest';
import type { CreateIndividualCustomerInput } from '../../../src/resolvers/customers/validate-customer.ts';
import { validateCustomer } from '../../../src/resolvers/customers/validate-customer.ts';
import { NEW_CUSTOMER_V2 } from '../../support/example-data.ts';

/** Noon in UTC: 27 November in the westernmost time zone, 28 November in the easternmost. */
const NOW = new Date('2026-11-27T12:00:00Z');

type Section = 'basicInfo' | 'address' | 'financialProfile';
/** Path below `input`, code, params. */
type Expected = readonly [path: string, code: string, params?: object];
type Changes = { readonly [Name in Section]?: object };

/** Breaks no rule in either version. */
const VALID_IN_BOTH = {
  ...NEW_CUSTOMER_V2,
  financialProfile: { ...NEW_CUSTOMER_V2.financialProfile, sourceOfFundIds: [1] },
};

function errorsIn(customerApi: 'v1' | 'v2', changes: Changes, now: Date = NOW): Expected[] {
  const input: CreateIndividualCustomerInput = {
    ...VALID_IN_BOTH,
    basicInfo: { ...VALID_IN_BOTH.basicInfo, ...changes.basicInfo },
    address: { ...VALID_IN_BOTH.address, ...changes.address },
    financialProfile: { ...VALID_IN_BOTH.financialProfile, ...changes.financialProfile },
  };
  return validateCustomer(input, { now, customerApi }).map(({ path, code, params }) => [
    path.slice(1).join('.'),
    code,
    params,
  ]);
}

const SSN = { country: 'USA', documentType: 'SSN', documentId: '123-45-6789' };
const CURP = { country: 'MEX', documentType: 'CURP', documentId: 'GAMM900415' };
const LATIN = { format: 'LATIN' };
const ASCII = { format: 'PRINTABLE_ASCII' };
const OK: Expected[] = [];

interface Row {
  readonly what: string;
  readonly changes: Changes;
  readonly v1: readonly Expected[];
  readonly v2: readonly Expected[];
}

const TAX: Row[] = [
  { what: 'a tax document', changes: { basicInfo: { tin: null, taxInfo: [SSN] } }, v1: OK, v2: OK },
  {
    what: 'two tax documents with different numbers',
    changes: { basicInfo: { taxInfo: [SSN, CURP] } },
    v1: OK,
    v2: OK,
  },
  {
    what: 'only a tin',
    changes: { basicInfo: { tin: '123-45-6789', taxInfo: null } },
    v1: OK,
    v2: [['basicInfo.taxInfo', 'REQUIRED', { min: 1 }]],
  },
  {
    what: 'a tin and an empty list of tax documents',
    changes: { basicInfo: { tin: '123-45-6789', taxInfo: [] } },
    v1: OK,
    v2: [['basicInfo.taxInfo', 'REQUIRED', { min: 1 }]],
  },
  {
    what: 'no tax number at all',
    changes: { basicInfo: { tin: null, taxInfo: null } },
    v1: [['basicInfo.tin', 'REQUIRED', {}]],
    v2: [['basicInfo.taxInfo', 'REQUIRED', { min: 1 }]],
  },
  {
    what: 'a blank tin beside a tax document',
    changes: { basicInfo: { tin: ' ', taxInfo: [SSN] } },
    v1: OK,
    v2: OK,
  },
  {
    what: 'a tin in another script beside a tax document',
    changes: { basicInfo: { tin: 'ИНН', taxInfo: [SSN] } },
    v1: [['basicInfo.tin', 'INVALID_FORMAT', LATIN]],
    v2: OK,
  },
  {
    what: 'a first tax number in another script',
    changes: { basicInfo: { taxInfo: [{ ...SSN, documentId: 'ИНН' }] } },
    v1: [['basicInfo.taxInfo.0.documentId', 'INVALID_FORMAT', LATIN]],
    v2: OK,
  },
  {
    what: 'the same tax number three times',
    changes: { basicInfo: { taxInfo: [SSN, CURP, { ...CURP, documentId: SSN.documentId }, SSN] } },
    v1: OK,
    v2: [
      ['basicInfo.taxInfo.2.documentId', 'DUPLICATE', {}],
      ['basicInfo.taxInfo.3.documentId', 'DUPLICATE', {}],
    ],
  },
  {
    what: 'blank members of a tax document',
    changes: { basicInfo: { taxInfo: [{ ...SSN, documentType: '', documentId: ' ' }] } },
    v1: [['basicInfo.taxInfo.0.documentId', 'REQUIRED', {}]],
    v2: [
      ['basicInfo.taxInfo.0.documentType', 'REQUIRED', {}],
      ['basicInfo.taxInfo.0.documentId', 'REQUIRED', {}],
    ],
  },
  {
    what: 'two blank tax numbers',
    changes: {
      basicInfo: { tin: '1', taxInfo: [SSN, CURP].map((document) => ({ ...document, documentId: '' })) },
    },
    v1: OK,
    v2: [
      ['basicInfo.taxInfo.0.documentId', 'REQUIRED', {}],
      ['basicInfo.taxInfo.1.documentId', 'REQUIRED', {}],
    ],
  },
];

const funds = (sourceOfFundId: number | null, sourceOfFundIds: readonly number[] | null): Changes => ({
  financialProfile: { sourceOfFundId, sourceOfFundIds },
});
const TOO_MANY: Expected = ['financialProfile.sourceOfFundIds', 'OUT_OF_RANGE', { max: 1, unit: 'ITEMS' }];
const CONFLICT: Expected = ['financialProfile.sourceOfFundIds', 'CONFLICTING', { with: ['sourceOfFundId'] }];
const NO_FUNDS: Pick<Row, 'v1' | 'v2'> = {
  v1: [['financialProfile.sourceOfFundId', 'REQUIRED', {}]],
  v2: [['financialProfile.sourceOfFundIds', 'REQUIRED', { min: 1 }]],
};

const SOURCE_OF_FUNDS: Row[] = [
  { what: 'the id of one source of funds', changes: funds(3, null), v1: OK, v2: OK },
  { what: 'the id of one source of funds and an empty list', changes: funds(3, []), v1: OK, v2: OK },
  { what: 'a list of one source of funds', changes: funds(null, [3]), v1: OK, v2: OK },
  { what: 'an id and a list of the same id', changes: funds(3, [3]), v1: OK, v2: OK },
  { what: 'a list of two sources of funds', changes: funds(null, [1, 5]), v1: [TOO_MANY], v2: OK },
  { what: 'an id and a list that has it among others', changes: funds(5, [1, 5]), v1: [TOO_MANY], v2: OK },
  { what: 'an id and a list of another id', changes: funds(3, [1]), v1: [CONFLICT], v2: [CONFLICT] },
  {
    what: 'an id and a list of two others',
    changes: funds(3, [1, 5]),
    v1: [TOO_MANY, CONFLICT],
    v2: [CONFLICT],
  },
  { what: 'no source of funds', changes: funds(null, null), ...NO_FUNDS },
  { what: 'an empty list of sources of funds', changes: funds(null, []), ...NO_FUNDS },
];

const TWINS = [
  ['basicInfo', 'firstName'],
  ['basicInfo', 'middleName'],
  ['basicInfo', 'lastName'],
  ['address', 'street'],
  ['address', 'streetLine2'],
] as const;

const SPELLINGS: Row[] = TWINS.flatMap(([section, name]) => {
  const twin = `${name}En`;
  const row = (
    what: string,
    text: string,
    english: string | null | undefined,
    v1: Expected[],
    v2: Expected[],
  ) => ({
    what: `${name}: ${what}`,
    changes: { [section]: { [name]: text, [twin]: english } },
    v1,
    v2,
  });
  const at = (member: string, code: string, params: object = {}): Expected[] => [
    [`${section}.${member}`, code, params],
  ];
  return [
    row('ASCII', 'Maria', undefined, OK, OK),
    row('ASCII with a twin', 'Maria', 'Mary', OK, OK),
    row('Latin without a twin', 'Łucja', null, OK, at(twin, 'REQUIRED')),
    row('Latin with a twin', 'Łucja', 'Lucja', OK, OK),
    row('Latin with a blank twin', 'Łucja', ' ', OK, at(twin, 'REQUIRED')),
    row('Cyrillic without a twin', 'Мария', null, at(name, 'INVALID_FORMAT', LATIN), at(twin, 'REQUIRED')),
    row('Cyrillic with a blank twin', 'Мария', '', at(name, 'INVALID_FORMAT', LATIN), at(twin, 'REQUIRED')),
    row('Cyrillic with a twin', 'Мария', 'Mariya', OK, OK),
    row('Cyrillic with a twin that has an accent', 'Мария', 'Maríya', OK, at(twin, 'INVALID_FORMAT', ASCII)),
    row(
      'Cyrillic with a Greek twin',
      'Мария',
      'Μαρία',
      at(twin, 'INVALID_FORMAT', LATIN),
      at(twin, 'INVALID_FORMAT', ASCII),
    ),
    row(
      'ASCII with a Greek twin, which v1 does not get',
      'Maria',
      'Μαρία',
      OK,
      at(twin, 'INVALID_FORMAT', ASCII),
    ),
  ];
});

const born = (dob: string, v1: Expected[], v2: Expected[]): Row => ({
  what: `a birth on ${dob}`,
  changes: { basicInfo: { dob } },
  v1,
  v2,
});
const OUT_OF_RANGE = (params: object): Expected[] => [['basicInfo.dob', 'OUT_OF_RANGE', params]];
const TOO_YOUNG = OUT_OF_RANGE({ notAfter: '2008-11-28' });
const TOO_OLD = OUT_OF_RANGE({ notBefore: '1905-11-28' });

const BIRTHS: Row[] = [
  born('2026-11-29', OUT_OF_RANGE({ notAfter: '2026-11-28' }), TOO_YOUNG),
  born('2026-11-28', OK, TOO_YOUNG),
  born('2008-11-29', OK, TOO_YOUNG),
  born('2008-11-28', OK, OK),
  born('1905-11-28', OK, OK),
  born('1905-11-27', OK, TOO_OLD),
  born('1875-12-31', OUT_OF_RANGE({ notBefore: '1876-01-01' }), TOO_OLD),
];

const OTHERS: Row[] = [
  {
    what: 'no employment status',
    changes: { financialProfile: { employmentStatus: null } },
    v1: OK,
    v2: [['financialProfile.employmentStatus', 'REQUIRED', {}]],
  },
  {
    what: 'a city, a postal code and an email address in another script',
    changes: { address: { city: 'Αθήνα', postalCode: '१२३' }, basicInfo: { email: 'δοκιμή@example.com' } },
    v1: [
      ['basicInfo.email', 'INVALID_FORMAT', LATIN],
      ['address.city', 'INVALID_FORMAT', LATIN],
    ],
    v2: OK,
  },
  {
    what: 'a blank middle name, second line and remarks',
    changes: {
      basicInfo: { middleName: '' },
      address: { streetLine2: ' ' },
      financialProfile: { purposeRemarks: '' },
    },
    v1: OK,
    v2: OK,
  },
  {
    what: 'blank required texts',
    changes: {
      basicInfo: { firstName: '', lastName: ' ', email: '', phone: '' },
      address: { street: '\n', city: '', state: '' },
    },
    v1: [
      'basicInfo.firstName',
      'basicInfo.lastName',
      'basicInfo.email',
      'basicInfo.phone',
      'address.street',
      'address.city',
      'address.state',
    ].map((path) => [path, 'REQUIRED', {}]),
    v2: [
      'basicInfo.firstName',
      'basicInfo.lastName',
      'basicInfo.email',
      'basicInfo.phone',
      'address.street',
      'address.city',
      'address.state',
    ].map((path) => [path, 'REQUIRED', {}]),
  },
  {
    what: 'an email address in capitals, a phone number without a plus, a state without its country',
    changes: { basicInfo: { email: 'A@example.com', phone: '415' }, address: { state: 'CA' } },
    v1: [
      ['basicInfo.email', 'INVALID_FORMAT', { format: 'LOWER_CASE' }],
      ['basicInfo.phone', 'INVALID_FORMAT', { format: 'E164' }],
      ['address.state', 'INVALID_FORMAT', { format: 'ISO_3166_2' }],
    ],
    v2: [
      ['basicInfo.email', 'INVALID_FORMAT', { format: 'LOWER_CASE' }],
      ['basicInfo.phone', 'INVALID_FORMAT', { format: 'E164' }],
      ['address.state', 'INVALID_FORMAT', { format: 'ISO_3166_2' }],
    ],
  },
  {
    what: 'a negative volume',
    changes: { financialProfile: { monthlyVolumeUsd: -1 } },
    v1: [['financialProfile.monthlyVolumeUsd', 'OUT_OF_RANGE', { min: 0 }]],
    v2: [['financialProfile.monthlyVolumeUsd', 'OUT_OF_RANGE', { min: 0 }]],
  },
];

test.each([...TAX, ...SOURCE_OF_FUNDS, ...SPELLINGS, ...BIRTHS, ...OTHERS])(
  'the rules of v1 and those of v2 for $what',
  ({ changes, v1, v2 }) => {
    expect({ v1: errorsIn('v1', changes), v2: errorsIn('v2', changes) }).toEqual({ v1, v2 });
  },
);

test('every mistake of a form is reported at once in v2, in the order of the fields', () => {
  const changes = {
    basicInfo: { firstName: 'Мария', dob: '2020-01-01', email: 'x', taxInfo: [SSN, SSN] },
    address: { street: 'Улица', state: 'x' },
    financialProfile: { employmentStatus: null, ...funds(null, null).financialProfile },
  };

  expect(errorsIn('v2', changes).map(([path, code]) => `${path} ${code}`)).toEqual([
    'basicInfo.firstNameEn REQUIRED',
    'basicInfo.dob OUT_OF_RANGE',
    'basicInfo.email INVALID_FORMAT',
    'basicInfo.taxInfo.1.documentId DUPLICATE',
    'address.streetEn REQUIRED',
    'address.state INVALID_FORMAT',
    'financialProfile.employmentStatus REQUIRED',
    'financialProfile.sourceOfFundIds REQUIRED',
  ]);
});

test('a long list of invalid tax documents gives the first fifty errors', () => {
  const taxInfo = Array.from({ length: 1_000 }, () => ({ ...SSN, documentId: '' }));

  expect(errorsIn('v2', { basicInfo: { taxInfo } })).toHaveLength(50);
});

test('a person born on 29 February comes of age in v2 when 1 March begins in the easternmost time zone', () => {
  const errorsAt = (now: string) =>
    errorsIn('v2', { basicInfo: { dob: '2008-02-29' } }, new Date(now)).map(([path]) => path);

  expect(errorsAt('2026-02-28T09:59:59Z')).toEqual(['basicInfo.dob']);
  expect(errorsAt('2026-02-28T10:00:00Z')).toEqual([]);
});

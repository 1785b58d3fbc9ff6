import { expect, test } from 'vitest';
import { validateCustomer } from '../../../src/resolvers/customers/validate-customer.ts';
import { NEW_CUSTOMER } from '../../support/example-data.ts';

const NOW = new Date('2026-11-27T12:00:00Z');
const V1 = { now: NOW, customerApi: 'v1' } as const;

function faultsWith(group: 'basicInfo' | 'address' | 'financialProfile', changes: object) {
  return validateCustomer({ ...NEW_CUSTOMER, [group]: { ...NEW_CUSTOMER[group], ...changes } }, V1).map(
    ({ path, code }) => `${path.join('.')} ${code}`,
  );
}

test('a customer as the documentation has it breaks no rule', () => {
  expect(validateCustomer(NEW_CUSTOMER, V1)).toEqual([]);
});

test.each([["Zoë D'Arc"], ['Łukasz-Ñandú'], ['Nguyễn'], ['Ade\u0301'], ['Hawaiʻi'], ['Straße 7/II, ½ № 3']])(
  '%s is in Latin letters',
  (text) => {
    expect(faultsWith('basicInfo', { firstName: text, lastName: text })).toEqual([]);
    expect(faultsWith('address', { street: text, city: text })).toEqual([]);
  },
);

test.each([['Иван'], ['李'], ['محمد'], ['Αθήνα'], ['Mаria']])('%s is not in Latin letters', (text) => {
  expect(faultsWith('basicInfo', { firstName: text, tin: text })).toEqual([
    'input.basicInfo.firstName INVALID_FORMAT',
    'input.basicInfo.tin INVALID_FORMAT',
  ]);
  expect(faultsWith('address', { city: text, postalCode: text })).toEqual([
    'input.address.city INVALID_FORMAT',
    'input.address.postalCode INVALID_FORMAT',
  ]);
});

test.each(['Ada@example.com', 'ada@Example.com', 'ada', '@', 'a b@example.com', 'ada@example.com '])(
  'the e-mail address %j is refused',
  (email) => {
    expect(faultsWith('basicInfo', { email })).toEqual(['input.basicInfo.email INVALID_FORMAT']);
  },
);

test.each(['4155551234', '+0415555', '+1 415 555 1234', '+1-415', '00441234567', '+1234567890123456', '+'])(
  'the phone number %j is refused',
  (phone) => {
    expect(faultsWith('basicInfo', { phone })).toEqual(['input.basicInfo.phone INVALID_FORMAT']);
  },
);

test.each(['CA', 'us-ca', 'USA-CA', 'US_CA', 'US-', 'US-CALI'])('the state %j is refused', (state) => {
  expect(faultsWith('address', { state })).toEqual(['input.address.state INVALID_FORMAT']);
});

test.each(['US-CA', 'BD-13', 'GB-ENG', 'FR-75C', 'AD-02', 'EE-37', 'JP-1'])(
  'the state %s is fine',
  (state) => {
    expect(faultsWith('address', { state })).toEqual([]);
  },
);

test('a volume may be nothing, but not less', () => {
  expect(faultsWith('financialProfile', { monthlyVolumeUsd: 0 })).toEqual([]);
  expect(faultsWith('financialProfile', { monthlyVolumeUsd: -1 })).toEqual([
    'input.financialProfile.monthlyVolumeUsd OUT_OF_RANGE',
  ]);
});

test('blank texts are missing, but for the postal code, which some countries do not have', () => {
  const blank = { firstName: ' ', lastName: '', email: '\t', phone: '', tin: '\n' };
  expect(faultsWith('basicInfo', blank)).toEqual(
    ['firstName', 'lastName', 'email', 'phone', 'tin'].map((name) => `input.basicInfo.${name} REQUIRED`),
  );
  expect(faultsWith('address', { street: '', city: ' ', state: '', postalCode: '' })).toEqual(
    ['street', 'city', 'state'].map((name) => `input.address.${name} REQUIRED`),
  );
});

test('no fault quotes what was typed', () => {
  const canary = 'CАNARY';
  const faults = validateCustomer(
    {
      ...NEW_CUSTOMER,
      basicInfo: {
        ...NEW_CUSTOMER.basicInfo,
        firstName: canary,
        lastName: canary,
        email: canary,
        phone: canary,
        tin: canary,
      },
      address: { ...NEW_CUSTOMER.address, street: canary, city: canary, state: canary, postalCode: canary },
    },
    V1,
  );
  expect(faults).toHaveLength(9);
  expect(JSON.stringify(faults)).not.toContain(canary);
});

test.each([
  ['2099-01-15', { notAfter: '2026-11-28' }],
  ['2026-11-29', { notAfter: '2026-11-28' }],
  ['1875-12-31', { notBefore: '1876-01-01' }],
  ['0001-01-01', { notBefore: '1876-01-01' }],
])('nobody was born on %s', (dob, params) => {
  const basicInfo = { ...NEW_CUSTOMER.basicInfo, dob };
  expect(validateCustomer({ ...NEW_CUSTOMER, basicInfo }, V1)).toMatchObject([
    { path: ['input', 'basicInfo', 'dob'], code: 'OUT_OF_RANGE', params },
  ]);
});

test.each(['2026-11-28', '2026-01-01', '1904-05-11', '1876-01-01'])('somebody may be born on %s', (dob) => {
  expect(faultsWith('basicInfo', { dob })).toEqual([]);
});

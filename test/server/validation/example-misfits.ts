import type { FieldError } from '../../../src/errors.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';
import type { JSONMap } from './validate-examples.ts';

const IDENTITY = {
  type: 'PASSPORT',
  number: 'A12345678',
  country: 'USA',
  issueDate: '2020-01-15',
  expiryDate: '2030-01-15',
  files: [{ side: 'FRONT', uri: '/a.pdf' }],
};
const ADDRESS = { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri: '/b.pdf' }] };
export const INPUT = {
  customerId: CUSTOMER_ID,
  proofOfIdentity: IDENTITY,
  proofOfAddress: ADDRESS,
  tosPoliciesValue: TOS_POLICIES_VALUE,
};

export const spoken = (faults: readonly FieldError[]) =>
  faults.map(({ path, code }) => `${path.join('.')} ${code}`);

export const withIdentity = (changes: JSONMap) => ({
  ...INPUT,
  proofOfIdentity: { ...IDENTITY, ...changes },
});

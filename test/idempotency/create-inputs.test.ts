import { expect, test } from 'vitest';
import { NEW_CUSTOMER_V2 } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';

const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';

const { basicInfo, address, financialProfile } = NEW_CUSTOMER_V2;
const [taxDocument] = basicInfo.taxInfo;
const INPUT = { ...NEW_CUSTOMER_V2, idempotencyKey: 'key of one person' };

test('a repeated create in v2 with nulls and members in another order counts as the same create', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
  const nulls = { tin: null, firstNameEn: null, middleNameEn: null, lastNameEn: null };
  const reversed = (value: object) => Object.fromEntries(Object.entries(value).toReversed());

  const first = await stack.request(CREATE, { input: INPUT });
  const again = await stack.request(CREATE, {
    input: {
      ...reversed(INPUT),
      basicInfo: { ...nulls, ...reversed(basicInfo), taxInfo: [reversed(taxDocument)] },
      address: { ...reversed(address), streetEn: null, streetLine2En: null },
      financialProfile: { ...reversed(financialProfile), sourceOfFundId: null },
    },
  });

  expect(first.errors).toBeUndefined();
  expect(again.data).toEqual(first.data);
  expect(stack.control.count('createIndividualCustomerV2')).toBe(1);
});

test.each<[member: string, change: object]>([
  ['middleName', { basicInfo: { ...basicInfo, middleName: 'Elaine' } }],
  ['lastNameEn', { basicInfo: { ...basicInfo, lastNameEn: 'Garcia' } }],
  ['gender', { basicInfo: { ...basicInfo, gender: 'MALE' } }],
  ['secondaryNationality', { basicInfo: { ...basicInfo, secondaryNationality: null } }],
  ['documentId', { basicInfo: { ...basicInfo, taxInfo: [{ ...taxDocument, documentId: '123-45-6780' }] } }],
  ['streetLine2', { address: { ...address, streetLine2: 'Apt 4C' } }],
  ['employmentStatus', { financialProfile: { ...financialProfile, employmentStatus: 'RETIRED' } }],
  ['sourceOfFundIds', { financialProfile: { ...financialProfile, sourceOfFundIds: [5, 1] } }],
  ['purposeRemarks', { financialProfile: { ...financialProfile, purposeRemarks: null } }],
])('a create with another %s under the same key is rejected', async (_member, change) => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });

  await stack.request(CREATE, { input: INPUT });
  const { errors } = await stack.request(CREATE, { input: { ...INPUT, ...change } });

  expect(errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
  expect(stack.control.count('createIndividualCustomerV2')).toBe(1);
});

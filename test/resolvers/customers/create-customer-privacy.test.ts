import { expect, test } from 'vitest';
import { NEW_CUSTOMER_V2 } from '../../support/example-data.ts';
import { graphqlRequest } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';

/** No two values share a word, and none is a word of the schema. */
const PERSON = {
  firstName: 'Канареечка',
  firstNameEn: 'Kanareyechka',
  middleName: 'Öterpehl',
  middleNameEn: 'Oterpell',
  lastName: 'Featherquill',
  lastNameEn: 'Fezzerquil',
  tin: '987-65-4329',
};
const TAX_DOCUMENT = { country: 'USA', documentType: 'QUILLCARD', documentId: 'QX-44-7181' } as const;
const HOME = {
  street: 'Проспект Птиц',
  streetEn: 'Prospekt Ptits',
  streetLine2: 'Vogelhäuschen',
  streetLine2En: 'Birdhouse Nine',
};
const MONEY = { purposeRemarks: 'Seeds for winter', sourceOfFundsDescription: 'Egg auctions' };
const { documentType, documentId } = TAX_DOCUMENT;
const CANARIES = [
  ...Object.values(PERSON),
  documentType,
  documentId,
  ...Object.values(HOME),
  ...Object.values(MONEY),
];

const INPUT = {
  ...NEW_CUSTOMER_V2,
  basicInfo: { ...NEW_CUSTOMER_V2.basicInfo, ...PERSON, taxInfo: [TAX_DOCUMENT] },
  address: { ...NEW_CUSTOMER_V2.address, ...HOME },
  financialProfile: { ...NEW_CUSTOMER_V2.financialProfile, ...MONEY, sourceOfFundIds: [1] },
};

test.each([
  ['v1', 'createIndividualCustomer'],
  ['v2', 'createIndividualCustomerV2'],
] as const)(
  'a refusal by %s that quotes every value of the input reveals none, in both scripts and also if it was not sent',
  async (version, operation) => {
    await using stack = await startStack({ env: { FIN_CUSTOMER_API: version } });
    const message = `FEMALE of USA: ${CANARIES.join(' | ')}`;
    const errors = CANARIES.map((canary) => ({ first_name: `not ${canary}` }));
    stack.control.faults.script(operation, { status: 422, body: { message, errors } });

    const answer = await graphqlRequest(stack.url, CREATE, { input: INPUT });

    expect(answer.errors?.[0]?.message).toMatch(/FEMALE of USA: \[redacted\]/);
    expect(answer.errors?.[0]?.extensions.fieldErrors).toHaveLength(CANARIES.length);
    await expect.poll(() => stack.logged()).toContain('"event":"request"');
    const seen = answer.text + stack.logged();
    expect(CANARIES.filter((canary) => seen.includes(canary))).toEqual([]);
  },
);

test.each(['v1', 'v2'] as const)('no message of a broken rule in %s quotes a value', async (version) => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: version } });
  const input = {
    ...INPUT,
    basicInfo: { ...INPUT.basicInfo, firstNameEn: 'Канарейка', lastName: 'Перо', lastNameEn: null },
    address: { ...INPUT.address, streetEn: 'Птица' },
  };

  const { errors, text } = await graphqlRequest(stack.url, CREATE, { input });

  expect(errors?.[0]?.extensions.fieldErrors).toHaveLength(3);
  for (const value of ['Канарейка', 'Перо', 'Птица', ...CANARIES]) expect(text).not.toContain(value);
});

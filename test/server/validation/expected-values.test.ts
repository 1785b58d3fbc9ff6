import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import type { GraphQLAnswer } from '../../support/graphql-request.ts';
import { type Stack, startStack } from '../../support/start-stack.ts';

const CREATE = `mutation ($input: CreateIndividualCustomerInput!) {
  createIndividualCustomer(input: $input) { customer { id } }
}`;

const messages = ({ errors }: GraphQLAnswer) =>
  errors?.[0]?.extensions.fieldErrors?.map(({ path, message }) => `${path.join('.')}: ${message}`);

function attachWithIdentity(stack: Stack, members: object) {
  const proofOfIdentity = { ...EXAMPLE_INPUT.proofOfIdentity, ...members };
  return stack.attach({ ...EXAMPLE_INPUT, proofOfIdentity });
}

test('a value of a wrong type is reported with what is expected, and with an example where one helps', async () => {
  await using stack = await startStack();

  const attached = await stack.attach({
    ...EXAMPLE_INPUT,
    customerId: 'x',
    proofOfIdentity: {
      ...EXAMPLE_INPUT.proofOfIdentity,
      country: 'US',
      issueDate: '15.01.2020',
      expiryDate: '2026-02-30',
      number: 5,
      files: [{ uri: '/a.pdf', side: 'front' }],
    },
    proofOfAddress: 'x',
  });
  const created = await stack.request(CREATE, {
    input: {
      ...NEW_CUSTOMER,
      financialProfile: { ...NEW_CUSTOMER.financialProfile, monthlyVolumeUsd: '5000' },
      metaData: 'x',
    },
  });

  expect(messages(attached)).toEqual([
    'input.customerId: Must be a UUID such as 55bd6b4e-c20a-4cc8-9535-91d5557a67d9.',
    'input.proofOfIdentity.number: Must be a string.',
    'input.proofOfIdentity.country: Must be an ISO 3166-1 alpha-3 code such as USA.',
    'input.proofOfIdentity.issueDate: Must be a date such as 2026-11-27.',
    'input.proofOfIdentity.expiryDate: Must be a date such as 2026-11-27.',
    'input.proofOfIdentity.files.0.side: Must be FRONT or BACK.',
    'input.proofOfAddress: Must be an object of type ProofOfAddressInput.',
  ]);
  expect(messages(created)).toEqual([
    'input.financialProfile.monthlyVolumeUsd: Must be a 32-bit integer such as 5000.',
    'input.metaData: Must be an object.',
  ]);
});

test.each([
  ['issue_date', 'issueDate'],
  ['IssueDate', 'issueDate'],
  ['expiryDat', 'expiryDate'],
  ['nubmer', 'number'],
  ['contry', 'country'],
  ['expiry', 'expiryDate'],
])('the unknown field %s is reported with the field that was probably meant, %s', async (name, meant) => {
  await using stack = await startStack();

  const answer = await attachWithIdentity(stack, { [name]: 'x' });

  expect(messages(answer)).toEqual([
    `input.proofOfIdentity.${name}: ProofOfIdentityInput has no field with this name. Did you mean ${meant}?`,
  ]);
});

test('an unknown field that resembles no field of its object gets no suggestion', async () => {
  await using stack = await startStack();

  // `customerId` is a field of another object.
  const answer = await attachWithIdentity(stack, {
    customerId: 'x',
    pages: 1,
    tpye: 1,
    ['n'.repeat(101)]: 1,
  });

  expect(answer.errors?.[0]?.extensions.fieldErrors).toHaveLength(4);
  expect(answer.text).not.toContain('Did you mean');
});

test('an unknown field in the operation itself gets a suggestion too', async () => {
  await using stack = await startStack();

  const answer = await stack.request(
    `mutation { uploadDocuments(input: { custmerId: "${EXAMPLE_INPUT.customerId}", files: [] }) { files { uri } } }`,
  );

  expect(messages(answer)).toContain(
    'input.custmerId: UploadDocumentsInput has no field with this name. Did you mean customerId?',
  );
});

test('with introspection off, an unknown field in variables gets no suggestion', async () => {
  await using stack = await startStack({ env: { INTROSPECTION: 'off' } });

  const answer = await attachWithIdentity(stack, { issue_date: 'x' });

  expect(messages(answer)).toEqual([
    'input.proofOfIdentity.issue_date: ProofOfIdentityInput has no field with this name.',
  ]);
});

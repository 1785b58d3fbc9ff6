import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../support/example-data.ts';
import { ATTACH } from '../support/graphql-request.ts';
import { content, sendForm, uploadForm } from '../support/multipart.ts';
import { startStack } from '../support/start-stack.ts';

const OWN = EXAMPLE_INPUT.customerId;
const CLAIM = { AUTH_CUSTOMER_IDS_CLAIM: 'customer_ids' };
const OTHERS = 'The access token does not give access to this customer.';
const ALL = 'The access token gives access to certain customers only, but this field returns all of them.';
const READ = 'query ($id: UUID!) { individualCustomer(id: $id) { id email } }';
const ENTITIES = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on IndividualCustomer { id email } } }`;

/** Every operation that is about a customer, with somebody else's. */
const FOREIGN: readonly (readonly [string, string, (id: string) => object, string])[] = [
  ['individualCustomer', READ, (id) => ({ id }), OTHERS],
  ['individualCustomers', '{ individualCustomers { customers { id } } }', () => ({}), ALL],
  [
    'validateIndividualDocuments',
    'query ($input: AttachIndividualDocumentsInput!) { validateIndividualDocuments(input: $input) { code } }',
    (customerId) => ({ input: { ...EXAMPLE_INPUT, customerId } }),
    OTHERS,
  ],
  [
    'individualDocumentWarnings',
    'query ($input: AttachIndividualDocumentsInput!) { individualDocumentWarnings(input: $input) { code } }',
    (customerId) => ({ input: { ...EXAMPLE_INPUT, customerId } }),
    OTHERS,
  ],
  ['_entities', ENTITIES, (id) => ({ of: [{ __typename: 'IndividualCustomer', id }] }), OTHERS],
  [
    'createIndividualCustomer',
    'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }',
    () => ({ input: NEW_CUSTOMER }),
    ALL,
  ],
  [
    'attachIndividualDocuments',
    ATTACH,
    (customerId) => ({ input: { ...EXAMPLE_INPUT, customerId } }),
    OTHERS,
  ],
  [
    'answerInformationRequest',
    'mutation ($input: AnswerInformationRequestInput!) { answerInformationRequest(input: $input) { customer { id } } }',
    (customerId) => ({ input: { customerId, tosPoliciesValue: 'x' } }),
    OTHERS,
  ],
  [
    'uploadDocuments',
    'mutation ($input: UploadDocumentsInput!) { uploadDocuments(input: $input) { files { uri } } }',
    (customerId) => ({ input: { customerId, files: [] } }),
    OTHERS,
  ],
];

test.each(FOREIGN)(
  '%s of another customer is forbidden, and nothing is sent',
  async (_name, query, variables, message) => {
    await using stack = await startStack({ env: { ...CLAIM }, issuer: true });
    const claims = { customer_ids: [randomUUID()] };
    const authorization = await stack.issuer.bearer({ claims });

    // One that Fin.com has, and one that nobody has: the answers are the same.
    for (const id of [OWN, randomUUID()]) {
      const answer = await stack.request(query, { ...variables(id) }, { authorization });
      expect(answer.status).toBe(200);
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors?.[0]).toMatchObject({
        message,
        extensions: { code: 'FORBIDDEN', retryable: false },
      });
      expect(answer.text).not.toContain('upstream');
    }
    expect(stack.control.requests).toEqual([]);
    const own = await stack.issuer.bearer({ claims: { customer_ids: OWN } });
    const next = await stack.request(READ, { id: OWN }, { authorization: own });
    expect(next.errors).toBeUndefined();
  },
);

test('files for another customer are not sent to Fin.com', async () => {
  await using stack = await startStack({ env: { ...CLAIM }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { customer_ids: [randomUUID()] } });

  const answer = await sendForm(stack.url, uploadForm(content('pdf', 500_000)), { authorization });

  expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(stack.control.requests).toEqual([]);
});

test.each([
  ['a list', [randomUUID(), OWN]],
  ['one text', OWN],
  ['in capitals', [OWN.toUpperCase()]],
])('a caller has access to its own customer, named in the claim as %s', async (_how, claim) => {
  await using stack = await startStack({ env: { ...CLAIM }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { customer_ids: claim } });
  const ask = (query: string, variables: Record<string, unknown>) =>
    stack.request(query, variables, { authorization });

  expect((await ask(READ, { id: OWN })).errors).toBeUndefined();
  expect((await ask(READ, { id: OWN.toUpperCase() })).errors).toBeUndefined();
  expect((await ask(ATTACH, { input: EXAMPLE_INPUT })).errors).toBeUndefined();
});

test.each([
  ['is missing', undefined],
  ['is null', null],
  ['is empty', []],
  ['is a number', 7],
  ['is an object', { [OWN]: true }],
  ['is a list of lists', [[OWN]]],
  ['is a text of several', `${OWN} ${OWN}`],
  ['is a star', '*'],
])('a token whose claim %s gives access to no customer', async (_what, claim) => {
  await using stack = await startStack({ env: { ...CLAIM }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { customer_ids: claim } });

  const { errors } = await stack.request(READ, { id: OWN }, { authorization });
  const catalogue = await stack.request('{ occupations { id } }', undefined, { authorization });

  expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(catalogue.errors).toBeUndefined();
});

test('among several references, only those to other customers are rejected', async () => {
  await using stack = await startStack({ env: { ...CLAIM }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { customer_ids: [OWN] } });
  const of = [randomUUID(), OWN].map((id) => ({ __typename: 'IndividualCustomer', id }));

  const { data, errors } = await stack.request(ENTITIES, { of }, { authorization });

  expect(data?.['_entities']).toEqual([null, expect.objectContaining({ id: OWN })]);
  expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['_entities', 0], 'FORBIDDEN'],
  ]);
});

test('without the variable, a claim with that name restricts nobody', async () => {
  await using stack = await startStack({ issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { customer_ids: [] } });

  expect((await stack.request(READ, { id: OWN }, { authorization })).errors).toBeUndefined();
});

test.each([
  ['a number', 7, true],
  ['an object', { [OWN]: true }, true],
  ['missing', undefined, false],
  ['a list of others', [randomUUID()], false],
])('the error says if the claim could not be read: it is %s', async (_what, claim, isHinted) => {
  await using stack = await startStack({ env: { ...CLAIM }, issuer: true });
  const authorization = await stack.issuer.bearer({ claims: { customer_ids: claim } });

  const { errors } = await stack.request(READ, { id: OWN }, { authorization });

  const hint = ' Its claim customer_ids is neither a string nor a list of strings.';
  expect(errors?.[0]?.message).toBe(
    `The access token does not give access to this customer.${isHinted ? hint : ''}`,
  );
});

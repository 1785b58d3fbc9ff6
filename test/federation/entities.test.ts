import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { CUSTOMER_ID } from '../support/example-data.ts';
import { startStack } from '../support/start-stack.ts';

const ENTITIES = `query Entities($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on IndividualCustomer { id } }
}`;
const CUSTOMER = CUSTOMER_ID;
const reference = (id: unknown) => ({ __typename: 'IndividualCustomer', id });

test('fifty references are resolved in their order', async () => {
  await using stack = await startStack();
  const representations = Array.from({ length: 50 }, () => reference(randomUUID()));

  const { data, errors } = await stack.request(ENTITIES, { representations });

  expect(errors).toBeUndefined();
  expect(data).toEqual({ _entities: representations });
});

test.each([
  [
    'of a type that this subgraph does not have',
    { __typename: 'CANARY', id: CUSTOMER },
    '__typename',
    'UNKNOWN_VALUE',
  ],
  [
    'of a type that is no entity',
    { __typename: 'UploadedDocument', uri: 'CANARY' },
    '__typename',
    'UNKNOWN_VALUE',
  ],
  ['of a type that is a name every object has', { __typename: 'constructor' }, '__typename', 'UNKNOWN_VALUE'],
  ['without an id', { __typename: 'IndividualCustomer', name: 'CANARY' }, 'id', 'REQUIRED'],
  ['whose id is no UUID', reference('CANARY'), 'id', 'INVALID_FORMAT'],
  ['whose id is an object', reference({ CANARY: CUSTOMER }), 'id', 'INVALID_FORMAT'],
])(
  'a reference %s yields null with a field error, and the other references are resolved',
  async (_, bad, field, code) => {
    await using stack = await startStack();
    const good = reference(CUSTOMER);

    const { status, data, errors, text } = await stack.request(ENTITIES, {
      representations: [good, bad, good],
    });

    expect(status).toBe(200);
    expect(data).toEqual({ _entities: [good, null, good] });
    expect(errors).toMatchObject([
      {
        path: ['_entities', 1],
        extensions: {
          code: 'BAD_USER_INPUT',
          retryable: false,
          fieldErrors: [{ path: ['representations', 1, field], code }],
        },
      },
    ]);
    expect(`${text}${stack.logged()}`).not.toContain('CANARY');
  },
);

test.each([
  ['a string', 'CANARY'],
  ['a list', [reference('CANARY')]],
  ['an object without a type', { id: 'CANARY' }],
  ['an object whose type is no name', { __typename: { CANARY: 1 } }],
])('something that is not a reference (%s) is rejected without being quoted', async (_, bad) => {
  await using stack = await startStack();

  const { data, errors, text } = await stack.request(ENTITIES, {
    representations: [reference(CUSTOMER), bad],
  });

  expect(data).toBeUndefined();
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'BAD_USER_INPUT',
    fieldErrors: [{ path: ['representations', 1], code: 'INVALID_FORMAT', params: { format: 'OBJECT' } }],
  });
  expect(`${text}${stack.logged()}`).not.toContain('CANARY');
});

test('references in the operation text count like those in variables', async () => {
  await using stack = await startStack();
  const ask = (representations: string) =>
    stack.request(`query ($id: String) { _entities(representations: ${representations}) { __typename } }`, {
      id: CUSTOMER,
    });

  const good = await ask('[{ __typename: "IndividualCustomer", id: $id }]');
  const bad = await ask('["CANARY"]');

  expect(good.data).toEqual({ _entities: [{ __typename: 'IndividualCustomer' }] });
  expect(bad.errors?.[0]?.extensions.fieldErrors?.map(({ path, code }) => [path, code])).toEqual([
    [['representations', 0], 'INVALID_FORMAT'],
  ]);
  expect(bad.text).not.toContain('CANARY');
});

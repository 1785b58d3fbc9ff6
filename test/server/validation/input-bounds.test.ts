import { describe, expect, test } from 'vitest';
import { EXAMPLE_INPUT, NEW_CUSTOMER } from '../../support/example-data.ts';
import { type GraphQLAnswer, graphqlRequest } from '../../support/graphql-request.ts';
import { startStack } from '../../support/start-stack.ts';

const { proofOfIdentity } = EXAMPLE_INPUT;
const CREATE =
  'mutation ($input: CreateIndividualCustomerInput!) { createIndividualCustomer(input: $input) { customer { id } } }';

const createWith = (url: string, changes: object) =>
  graphqlRequest(url, CREATE, { input: { ...NEW_CUSTOMER, ...changes } });
const fieldErrors = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions.fieldErrors;

const INVISIBLE: [what: string, character: string][] = [
  ['NUL', '\0'],
  ['a line break', '\n'],
  ['an escape', '\x1b'],
  ['a C1 control', '\x85'],
  ['DEL', '\x7f'],
  ['half of a surrogate pair', '\ud83d'],
  ['the other half', '\ude00'],
  ['a zero-width space', '\u200b'],
  ['a zero-width joiner', '\u200d'],
  ['a byte order mark', '\ufeff'],
  ['a word joiner', '\u2060'],
  ['a soft hyphen', '\u00ad'],
  ['a right-to-left override', '\u202e'],
  ['an isolate', '\u2067'],
  ['a Hangul filler', '\u3164'],
  ['a variation selector', '\ufe0f'],
  ['a line separator', '\u2028'],
  ['a tag', '\u{e0041}'],
  ['a noncharacter', '\uffff'],
  ['a private character', '\ue000'],
];

describe('texts with invisible characters', () => {
  test.each(INVISIBLE)('%s is rejected in every text of every input', async (_what, character) => {
    await using stack = await startStack();
    const text = `A${character}da`;
    const { basicInfo, address } = NEW_CUSTOMER;

    const created = await createWith(stack.url, {
      basicInfo: {
        ...basicInfo,
        firstName: text,
        lastName: character,
        email: `${text}@example.com`,
        phone: text,
        tin: text,
      },
      address: { ...address, street: text, city: text, state: text, postalCode: text },
      idempotencyKey: text,
    });
    const attached = await stack.attach({
      ...EXAMPLE_INPUT,
      tosPoliciesValue: text,
      proofOfIdentity: { ...proofOfIdentity, number: text, files: [{ uri: `/${text}` }] },
    });

    expect(fieldErrors(created)?.map(({ path }) => path.join('.'))).toEqual([
      ...['firstName', 'lastName', 'email', 'phone', 'tin'].map((name) => `input.basicInfo.${name}`),
      // A street may have several lines.
      ...(character === '\n' ? [] : ['input.address.street']),
      ...['city', 'state', 'postalCode'].map((name) => `input.address.${name}`),
      'input.idempotencyKey',
    ]);
    expect(fieldErrors(attached)).toMatchObject(
      [['number'], ['files', 0, 'uri'], []].map((rest) => ({
        path: rest.length > 0 ? ['input', 'proofOfIdentity', ...rest] : ['input', 'tosPoliciesValue'],
        code: 'INVALID_FORMAT',
        params: { format: 'PRINTABLE' },
      })),
    );
    expect(stack.control.requests).toHaveLength(0);
  });

  test.each(["D'Arc-O’Brien", 'Zoë Ňuñez', 'Ade\u0301', 'Straße 7/II, ½ № 3', 'a\u00a0b'])(
    '%j is accepted',
    async (text) => {
      await using stack = await startStack();

      const { errors } = await createWith(stack.url, {
        basicInfo: { ...NEW_CUSTOMER.basicInfo, firstName: text },
      });

      expect(errors).toBeUndefined();
    },
  );

  test('joiners are accepted in scripts that need them', async () => {
    await using stack = await startStack();
    const number = (text: string) =>
      stack.attach({ ...EXAMPLE_INPUT, proofOfIdentity: { ...proofOfIdentity, number: text } });

    for (const text of ['علی\u200cرضا', 'क्\u200dष', 'শ্রী\u200cমতী']) {
      expect((await number(text)).errors).toBeUndefined();
    }
    for (const text of ['\u200cعلی', 'علی\u200c', 'A\u200cB', 'ع\u200c\u200cل']) {
      expect(fieldErrors(await number(text))).toMatchObject([{ params: { format: 'PRINTABLE' } }]);
    }
  });

  test('a text may have a thousand characters', async () => {
    await using stack = await startStack();
    const number = (length: number) =>
      stack.attach({
        ...EXAMPLE_INPUT,
        proofOfIdentity: { ...proofOfIdentity, number: 'x'.repeat(length) },
      });

    expect((await number(1_000)).errors).toBeUndefined();
    expect(fieldErrors(await number(1_001))).toMatchObject([
      {
        path: ['input', 'proofOfIdentity', 'number'],
        code: 'OUT_OF_RANGE',
        params: { max: 1_000, unit: 'CHARACTERS' },
      },
    ]);
  });
});

test('a list may have a thousand items', async () => {
  await using stack = await startStack();
  const files = (count: number) =>
    stack.attach({
      ...EXAMPLE_INPUT,
      proofOfAddress: {
        ...EXAMPLE_INPUT.proofOfAddress,
        files: Array.from({ length: count }, (_, index) => ({ uri: `/${index}.pdf` })),
      },
    });

  // These reach Fin.com, which knows none of them.
  expect((await files(1_000)).errors?.[0]?.extensions.code).toBe('FIN_VALIDATION_FAILED');
  expect(fieldErrors(await files(1_001))).toMatchObject([
    {
      path: ['input', 'proofOfAddress', 'files'],
      code: 'OUT_OF_RANGE',
      params: { max: 1_000, unit: 'ITEMS' },
    },
  ]);
});

test('an unknown field with a name of unlikely length is reported at its object', async () => {
  await using stack = await startStack();

  const answer = await stack.attach({ ...EXAMPLE_INPUT, ['x'.repeat(101)]: 1, ['y'.repeat(100)]: 1 });

  expect(fieldErrors(answer)?.map(({ path }) => path)).toEqual([['input'], ['input', 'y'.repeat(100)]]);
});

describe('UUIDs', () => {
  const { customerId } = EXAMPLE_INPUT;

  test.each([
    `${customerId}}`,
    `{${customerId}`,
    `{{${customerId}}}`,
    `{{${customerId}}`,
    ` ${customerId}`,
    `${customerId}\n`,
    customerId.replaceAll('-', ''),
    customerId.replace('5', 'g'),
    `urn:uuid:${customerId}`,
    `${customerId}\u200b`,
    '',
  ])('%j is not a UUID', async (id) => {
    await using stack = await startStack();
    const representations = [{ __typename: 'IndividualCustomer', id }];
    const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }`;

    const invalid = { code: 'INVALID_FORMAT', params: { format: 'UUID' } };
    expect(fieldErrors(await stack.attach({ ...EXAMPLE_INPUT, customerId: id }))).toMatchObject([
      { path: ['input', 'customerId'], ...invalid },
    ]);
    expect(
      fieldErrors(await stack.request(`{ individualCustomer(id: ${JSON.stringify(id)}) { id } }`)),
    ).toMatchObject([{ path: ['id'], ...invalid }]);
    expect(fieldErrors(await stack.request(query, { representations }))).toMatchObject([
      { path: ['representations', 0, 'id'], ...invalid },
    ]);
    expect(stack.control.requests).toHaveLength(0);
  });

  test.each([customerId, customerId.toUpperCase(), `{${customerId}}`, `{${customerId.toUpperCase()}}`])(
    '%s is an id of the same customer',
    async (id) => {
      await using stack = await startStack();

      const { data } = await stack.attach({ ...EXAMPLE_INPUT, customerId: id });

      expect(data).toEqual({ attachIndividualDocuments: { customer: { id: customerId } } });
      expect(stack.control.attached[0]?.body).toMatchObject({ customer_id: customerId });
    },
  );
});

describe('free-form data', () => {
  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
  const nestedLists = (levels: number): unknown => (levels === 0 ? [] : [nestedLists(levels - 1)]);
  const items = (count: number) => Array.from({ length: count }, (_, index) => index);
  const place = (steps: number, step: string | number) => Array.from({ length: steps }, () => step);

  const BEYOND: [what: string, metaData: unknown, at: (string | number)[], code: string, params: object][] = [
    ['21 levels', nested(21), place(20, 'a'), 'OUT_OF_RANGE', { max: 20, unit: 'LEVELS' }],
    ['2,000 levels', nested(2_000), place(20, 'a'), 'OUT_OF_RANGE', { max: 20, unit: 'LEVELS' }],
    [
      'lists of 300 levels',
      { b: nestedLists(300) },
      ['b', ...place(19, 0)],
      'OUT_OF_RANGE',
      { max: 20, unit: 'LEVELS' },
    ],
    ['1,001 items', { a: items(1_000) }, [], 'OUT_OF_RANGE', { max: 1_000, unit: 'MEMBERS' }],
    [
      '1,001 members',
      Object.fromEntries(items(1_001).map((n) => [`m${n}`, n])),
      [],
      'OUT_OF_RANGE',
      { max: 1_000, unit: 'MEMBERS' },
    ],
    [
      'members of many objects',
      { a: items(501).map((n) => ({ n })) },
      [],
      'OUT_OF_RANGE',
      { max: 1_000, unit: 'MEMBERS' },
    ],
    [
      'a long text',
      { a: ['', 'x'.repeat(10_001)] },
      ['a', 1],
      'OUT_OF_RANGE',
      { max: 10_000, unit: 'CHARACTERS' },
    ],
    ['a long name', { a: { ['x'.repeat(201)]: 1 } }, ['a'], 'OUT_OF_RANGE', { max: 200, unit: 'CHARACTERS' }],
    ['a name with NUL', { 'a\0': 1 }, [], 'OUT_OF_RANGE', { max: 200, unit: 'CHARACTERS' }],
    ['NUL', { a: 'x\0' }, ['a'], 'INVALID_FORMAT', { format: 'PRINTABLE' }],
    ['half of a surrogate pair', { a: ['\ud83d'] }, ['a', 0], 'INVALID_FORMAT', { format: 'PRINTABLE' }],
    ['reversed writing', { a: 'abc\u202egpj' }, ['a'], 'INVALID_FORMAT', { format: 'PRINTABLE' }],
  ];

  test.each(BEYOND)('%s are rejected with their path', async (_what, metaData, at, code, params) => {
    await using stack = await startStack();

    const answer = await createWith(stack.url, { metaData });

    expect(answer.status).toBe(400);
    expect(fieldErrors(answer)).toMatchObject([{ path: ['input', 'metaData', ...at], code, params }]);
    expect(stack.control.requests).toHaveLength(0);
  });

  test.each<[string, object]>([
    ['20 levels', { a: nested(19) }],
    ['1,000 members', { a: items(999) }],
    ['long texts and names', { ['n'.repeat(200)]: 'x'.repeat(10_000) }],
    ['lines, tabs, emoji and every script', { имя: 'a\r\n\tb 👩‍👩‍👧 שלום\u200f علی\u200cرضا' }],
    ['names that every object has', JSON.parse('{"__proto__":{"a":1},"constructor":"b","toString":null}')],
  ])('%s are sent unchanged', async (_what, metaData) => {
    await using stack = await startStack();

    const { errors } = await createWith(stack.url, { metaData, idempotencyKey: 'key' });

    expect(errors).toBeUndefined();
    const sent = stack.control.requests.find(({ operation }) => operation === 'createIndividualCustomer');
    expect(JSON.stringify(sent?.body)).toContain(`"meta_data":${JSON.stringify(metaData)}`);
  });

  test('limits apply to data that combines literals and variables', async () => {
    await using stack = await startStack();
    const { metaData: _metaData, ...input } = NEW_CUSTOMER;
    const literal = JSON.stringify(input)
      .replace(/"(\w+)":/g, '$1: ')
      .replace(/"(STANDARD|USA)"/g, '$1');
    const query = `mutation ($part: JSONObject) { createIndividualCustomer(input: ${literal.slice(0, -1)}, metaData: { part: $part } }) { customer { id } } }`;

    expect((await stack.request(query, { part: { a: [1.5, 'b'] } })).errors).toBeUndefined();
    const sent = stack.control.requests.find(({ operation }) => operation === 'createIndividualCustomer');
    expect(sent?.body).toMatchObject({ meta_data: { part: { a: [1.5, 'b'] } } });
    expect(fieldErrors(await stack.request(query, { part: nested(20) }))).toMatchObject([
      { path: ['input', 'metaData', 'part', ...place(19, 'a')], code: 'OUT_OF_RANGE' },
    ]);
  });
});

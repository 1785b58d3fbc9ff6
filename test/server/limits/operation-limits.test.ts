import { type GraphQLOutputType, getNamedType, isLeafType, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { countReads } from '../../../src/server/limits/use-read-limit.ts';
import { countValues } from '../../../src/server/limits/use-response-size-limit.ts';
import { cpuCost } from '../../support/cpu-cost.ts';
import { EXAMPLE_INPUT } from '../../support/example-data.ts';
import { startStack } from '../../support/start-stack.ts';

const times = (count: number, piece: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => piece(index)).join(' ');

const nested = (levels: number) =>
  `{ __type(name: "Query") { ${'ofType { '.repeat(levels - 2)} name ${'} '.repeat(levels - 2)} } }`;

const COUNTRY =
  'fragment C on Country { code name currencyCode phoneCode flagUrl postalCode { required pattern } }';

const AT_THE_BOUND: [what: string, within: string, beyond: string, says: string][] = [
  ['depth', nested(20), nested(21), 'at most 20 fields deep'],
  [
    'aliases',
    `{ ${times(60, (i) => `a${i}: __typename`)} }`,
    `{ ...A ...B } fragment A on Query { ${times(30, (i) => `a${i}: __typename`)} }
      fragment B on Query { ${times(31, (i) => `b${i}: __typename`)} }`,
    'at most 60 aliases',
  ],
  [
    'fields',
    `{ ${times(500, () => '__typename')} }`,
    `{ ${times(501, () => '__typename')} }`,
    'at most 500 fields',
  ],
  [
    'fields of a fragment, at each place where it is spread',
    `{ ...F ...F } fragment F on Query { ${times(250, () => '__typename')} }`,
    `{ ...F ... { ...F } } fragment F on Query { ${times(251, () => '__typename')} }`,
    'at most 500 fields',
  ],
  [
    'levels of whichever branch is deepest',
    `{ __typename ${nested(20).slice(1, -1)} }`,
    `{ ${nested(21).slice(1, -1)} __typename }`,
    'at most 20 fields deep',
  ],
  [
    'directives',
    `{ ${times(60, () => '__typename @include(if: true)')} }`,
    `{ ${times(61, () => '__typename @include(if: true)')} }`,
    'at most 60 directives',
  ],
  [
    'calls to Fin.com',
    '{ individualCustomers(perPage: 100) { customers { capabilities { onRamp { currency } } } } }',
    '{ a: individualCustomers(perPage: 60) { customers { ...C } } b: individualCustomers(perPage: 60) { customers { ...C } } } fragment C on IndividualCustomer { verificationType }',
    'at most 120 calls to Fin.com',
  ],
  [
    'values of an answer with lists',
    `{ ${times(17, (i) => `a${i}: countries { ...C }`)} } ${COUNTRY}`,
    `{ ${times(18, (i) => `a${i}: countries { ...C }`)} } ${COUNTRY}`,
    'about 30000 values',
  ],
  [
    'copies of the schema',
    `{ ${times(30, (i) => `a${i}: _service { sdl }`)} }`,
    `{ _service { ${times(31, (i) => `a${i}: sdl`)} } }`,
    'about 30000 values',
  ],
  [
    'values of an introspection',
    `{ __schema { types { ${times(15, (i) => `a${i}: fields { name args { name } }`)} } } }`,
    `{ __schema { types { ${times(15, (i) => `a${i}: fields { name args { name description type { name } } }`)} } } }`,
    'about 30000 values',
  ],
];

const customer = schema.getType('IndividualCustomer');
const MEMBERS = isObjectType(customer) ? Object.values(customer.getFields()) : [];

function everythingOf(name: string, type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return name;
  const fields = Object.values(named.getFields()).map((field) => everythingOf(field.name, field.type));
  return `${name} { ${fields.join(' ')} }`;
}

test.each(AT_THE_BOUND)(
  'the limit on %s is exact, and beyond it nothing runs',
  async (_what, within, beyond, says) => {
    await using stack = await startStack();

    const refused = await stack.request(beyond);

    expect(refused.status).toBe(400);
    expect(refused.errors).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', retryable: false } },
    ]);
    expect(refused.errors?.[0]?.message).toContain(says);
    expect(stack.control.requests).toHaveLength(0);
    expect((await stack.request(within)).errors).toBeUndefined();
  },
);

test.each([
  ['catalogue', `{ ${times(17, (i) => `a${i}: countries { ...C }`)} } ${COUNTRY}`],
  ['schema', `{ ${times(30, (i) => `a${i}: _service { sdl }`)} }`],
  ['introspection', `{ __schema { types { ${times(15, (i) => `a${i}: fields { name args { name } }`)} } } }`],
])('the largest response about the %s has less than two megabytes', async (_what, query) => {
  await using stack = await startStack();

  const { errors, text } = await stack.request(query);

  expect(errors).toBeUndefined();
  expect(text.length).toBeGreaterThan(20_000);
  expect(text.length).toBeLessThan(2_000_000);
});

test('the schema is printed once for all requests', async () => {
  await using stack = await startStack();
  const ask = (count: number) => stack.request(`{ ${times(count, (i) => `a${i}: _service { sdl }`)} }`);
  await ask(25);

  const once = await cpuCost(() => ask(1));
  const often = await cpuCost(() => ask(25));

  expect(often / once).toBeLessThan(12);
});

test('a page of a hundred customers with all their data is allowed', () => {
  const document = parse(`query ($n: Int) {
    individualCustomers(perPage: $n) { customers { ${MEMBERS.map(({ name, type }) => everythingOf(name, type)).join(' ')} } }
  }`);
  const values = (variableValues: Record<string, unknown>) =>
    countValues({ schema, document, variableValues });

  expect(values({ n: 100 })).toBeLessThan(30_001);
  expect(values({ n: 100 })).toBe(100 * values({ n: 1 }));
  expect(values({})).toBe(10 * values({ n: 1 }));
  expect(values({ n: 'many' })).toBe(10 * values({ n: 1 }));
});

test("a router's representations count as one call each", async () => {
  await using stack = await startStack();
  const query =
    'query ($all: [_Any!]!) { _entities(representations: $all) { ... on IndividualCustomer { id } } }';
  const all = (count: number) => ({
    all: Array.from({ length: count }, () => ({
      __typename: 'IndividualCustomer',
      id: EXAMPLE_INPUT.customerId,
    })),
  });

  expect((await stack.request(query, all(120))).errors).toBeUndefined();
  expect((await stack.request(query, all(121))).errors?.[0]?.message).toContain('at most 120 calls');
});

test('a page size in a variable or default value is counted correctly', () => {
  const document = parse(
    'query ($n: Int = 40) { individualCustomers(perPage: $n) { customers { verificationType } } }',
  );
  const reads = (variableValues: Record<string, unknown>) => countReads({ schema, document, variableValues });

  expect([reads({}), reads({ n: 7 }), reads({ n: null })]).toEqual([41, 8, 11]);
});

test.each(['v1', 'v2'] as const)(
  'in %s, calls are counted as they happen, for every member of a customer',
  async (customerApi) => {
    await using stack = await startStack({ env: { FIN_CUSTOMER_API: customerApi } });
    stack.control.setCustomer(EXAMPLE_INPUT.customerId, { customer_status: 'APPROVED' });
    await stack.request('{ individualCustomers(perPage: 1) { customers { id } } }');
    expect(MEMBERS.length).toBeGreaterThan(10);

    for (const { name, type } of MEMBERS) {
      const selected = isLeafType(getNamedType(type)) ? name : `${name} { __typename }`;
      const query = `{ individualCustomers(perPage: 1) { customers { ${selected} } } }`;
      const before = stack.control.requests.length;

      const { errors } = await stack.request(query);

      expect({ name, errors, reads: stack.control.requests.length - before }).toEqual({
        name,
        errors: undefined,
        reads: countReads({ schema, document: parse(query), variableValues: {} }, customerApi),
      });
    }
  },
);

const CAPABILITIES = 'capabilities { onRamp { currency } }';
const BY_ID = `individualCustomer(id: "${EXAMPLE_INPUT.customerId}")`;
const LIST = 'individualCustomers(perPage: 1)';

test.each([
  ['a customer', `{ ${BY_ID} { status } }`, 1],
  [
    'a customer with capabilities',
    `{ ${BY_ID} { ...C } } fragment C on IndividualCustomer { ${CAPABILITIES} }`,
    2,
  ],
  ['a list with capabilities', `{ ${LIST} { customers { status ${CAPABILITIES} } } }`, 2],
  ['a list with capabilities and more', `{ ${LIST} { customers { verificationType ${CAPABILITIES} } } }`, 3],
  ['a list without customers', `{ ${LIST} { pagination { total } } }`, 1],
  ['a field that the gateway answers itself', '{ uploadLimits { maxFiles } }', 0],
])(
  'in v2, where capabilities cost a call of their own, %s is counted as it happens',
  async (_, query, calls) => {
    await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
    await stack.request('{ individualCustomers(perPage: 1) { customers { id } } }');
    const before = stack.control.requests.length;

    const { errors } = await stack.request(query);

    expect(errors).toBeUndefined();
    expect(stack.control.requests.length - before).toBe(calls);
    expect(countReads({ schema, document: parse(query), variableValues: {} }, 'v2')).toBe(calls);
  },
);

test('in v2 a page of a hundred customers may have capabilities, but not with members that need a read too', async () => {
  await using stack = await startStack({ env: { FIN_CUSTOMER_API: 'v2' } });
  const page = (members: string) =>
    stack.request(`{ individualCustomers(perPage: 100) { customers { ${members} } } }`);
  const references = (count: number) =>
    stack.request(
      `query ($all: [_Any!]!) { _entities(representations: $all) { ... on IndividualCustomer { ${CAPABILITIES} } } }`,
      { all: Array(count).fill({ __typename: 'IndividualCustomer', id: EXAMPLE_INPUT.customerId }) },
    );

  expect((await page(CAPABILITIES)).errors).toBeUndefined();
  expect((await page(`${CAPABILITIES} nextStep`)).errors?.[0]?.message).toContain('at most 120 calls');
  expect((await references(60)).errors).toBeUndefined();
  expect((await references(61)).errors?.[0]?.message).toContain('at most 120 calls');
});

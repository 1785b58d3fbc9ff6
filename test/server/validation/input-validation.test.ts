import fc from 'fast-check';
import {
  buildSchema,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInputObjectType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  parseValue,
  print,
  type ValueNode,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import type { FieldError } from '../../../src/errors.ts';
import { schema } from '../../../src/schema/index.ts';
import {
  locateErrors,
  readVariables,
  validateLiteral,
} from '../../../src/server/validation/input-validation.ts';
import { CUSTOMER_ID, TOS_POLICIES_VALUE } from '../../support/example-data.ts';

type JSONMap = Readonly<Record<string, unknown>>;

const ATTACH = `mutation Attach($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) { customer { id } }
}`;
const VALIDATE = `query Validate($input: AttachIndividualDocumentsInput!) {
  validateIndividualDocuments(input: $input) { code }
}`;

const IDENTITY = {
  type: 'PASSPORT',
  number: 'A12345678',
  country: 'USA',
  issueDate: '2020-01-15',
  expiryDate: '2030-01-15',
  files: [{ side: 'FRONT', uri: '/a.pdf' }],
};
const ADDRESS = { type: 'BANK_STATEMENT', country: 'USA', files: [{ uri: '/b.pdf' }] };
const INPUT = {
  customerId: CUSTOMER_ID,
  proofOfIdentity: IDENTITY,
  proofOfAddress: ADDRESS,
  tosPoliciesValue: TOS_POLICIES_VALUE,
};

/** Every kind of input type that GraphQL knows. */
const EVERYTHING = buildSchema(`
  scalar Anything
  enum Color { RED GREEN }
  input Leaf { name: String! count: Int ratio: Float flag: Boolean id: ID color: Color any: Anything }
  input Tree { leaf: Leaf! leaves: [Leaf!]! child: Tree grid: [[Int!]] withDefault: Int! = 3 colors: [Color] }
  type Query { f(a: Tree, b: [Leaf], c: [[Int!]!]!, d: Color!, e: Int = 1, g: Leaf!, h: Anything, i: ID): Int }
`);
const ANY_QUERY = `query ($a: Tree, $b: [Leaf], $c: [[Int!]!]!, $d: Color!, $e: Int = 1, $g: Leaf!, $h: Anything, $i: ID) {
  f(a: $a, b: $b, c: $c, d: $d, e: $e, g: $g, h: $h, i: $i)
}`;

const spoken = (faults: readonly FieldError[]) => faults.map(({ path, code }) => `${path.join('.')} ${code}`);

function faultsOf(
  variables: JSONMap,
  source = ATTACH,
  of: GraphQLSchema = schema,
  name?: string,
): FieldError[] {
  const document = parse(source);
  const operation = getOperationAST(document, name);
  return operation ? locateErrors(document, operation, readVariables(of, operation, variables)) : [];
}

/** What graphql-js says of the same variables. */
function isTakenByGraphQL(variables: JSONMap, source: string, of: GraphQLSchema): boolean {
  const definitions = getOperationAST(parse(source))?.variableDefinitions ?? [];
  const { coerced } = getVariableValues(of, definitions, variables, { maxErrors: 1, hideSuggestions: true });
  return coerced !== undefined;
}

const withIdentity = (changes: JSONMap) => ({ ...INPUT, proofOfIdentity: { ...IDENTITY, ...changes } });
const without = (map: JSONMap, name: string) =>
  Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));

test('an input that fits has no faults', () => {
  expect(faultsOf({ input: INPUT })).toEqual([]);
  expect(faultsOf({ input: INPUT, notAsked: 1 })).toEqual([]);
});

/** One misfit each, as a variable; the same is then tried as a literal. */
const MISFITS: readonly (readonly [what: string, input: unknown, faults: readonly string[]])[] = [
  ['null', null, ['input REQUIRED']],
  ['a text', 'x', ['input INVALID_FORMAT']],
  ['a number', 7, ['input INVALID_FORMAT']],
  ['a list', [INPUT], ['input INVALID_FORMAT']],
  [
    'empty',
    {},
    [
      'input.customerId REQUIRED',
      'input.proofOfIdentity REQUIRED',
      'input.proofOfAddress REQUIRED',
      'input.tosPoliciesValue REQUIRED',
    ],
  ],
  ['one without a field', without(INPUT, 'customerId'), ['input.customerId REQUIRED']],
  ['one with null in a field', { ...INPUT, tosPoliciesValue: null }, ['input.tosPoliciesValue REQUIRED']],
  ['one with null for a section', { ...INPUT, proofOfAddress: null }, ['input.proofOfAddress REQUIRED']],
  [
    'one with a text for a section',
    { ...INPUT, proofOfAddress: 'x' },
    ['input.proofOfAddress INVALID_FORMAT'],
  ],
  [
    'one with a number for a text',
    withIdentity({ number: 7 }),
    ['input.proofOfIdentity.number INVALID_FORMAT'],
  ],
  [
    'one with a list for a text',
    withIdentity({ number: ['7'] }),
    ['input.proofOfIdentity.number INVALID_FORMAT'],
  ],
  [
    'one with an object for a text',
    withIdentity({ number: {} }),
    ['input.proofOfIdentity.number INVALID_FORMAT'],
  ],
  ['one with an odd UUID', { ...INPUT, customerId: 'cust-1' }, ['input.customerId INVALID_FORMAT']],
  [
    'one with odd dates',
    withIdentity({ issueDate: '15.01.2020', expiryDate: '2030-02-30' }),
    ['input.proofOfIdentity.issueDate INVALID_FORMAT', 'input.proofOfIdentity.expiryDate INVALID_FORMAT'],
  ],
  ['one with an unknown type', withIdentity({ type: 'VISA' }), ['input.proofOfIdentity.type UNKNOWN_VALUE']],
  [
    'one with a type in small letters',
    withIdentity({ type: 'passport' }),
    ['input.proofOfIdentity.type UNKNOWN_VALUE'],
  ],
  ['one with a number for a type', withIdentity({ type: 1 }), ['input.proofOfIdentity.type UNKNOWN_VALUE']],
  [
    'one with a list for a type',
    withIdentity({ type: ['PASSPORT'] }),
    ['input.proofOfIdentity.type UNKNOWN_VALUE'],
  ],
  [
    'one with an enum value that every object has',
    withIdentity({ type: 'constructor', country: '__proto__' }),
    ['input.proofOfIdentity.type UNKNOWN_VALUE', 'input.proofOfIdentity.country UNKNOWN_VALUE'],
  ],
  ['one with null for files', withIdentity({ files: null }), ['input.proofOfIdentity.files REQUIRED']],
  [
    'one with null for a file, and a text for another',
    withIdentity({ files: [{ uri: '/a' }, null, 'x'] }),
    ['input.proofOfIdentity.files.1 REQUIRED', 'input.proofOfIdentity.files.2 INVALID_FORMAT'],
  ],
  [
    'one with a list in a list',
    withIdentity({ files: [[{ uri: '/a' }]] }),
    ['input.proofOfIdentity.files.0 INVALID_FORMAT'],
  ],
  [
    'one with faults in files',
    withIdentity({ files: [{ uri: 1 }, { side: 'LEFT', uri: '/a' }] }),
    ['input.proofOfIdentity.files.0.uri INVALID_FORMAT', 'input.proofOfIdentity.files.1.side UNKNOWN_VALUE'],
  ],
  [
    'one with a file outside a list that does not fit',
    withIdentity({ files: { uri: 1 } }),
    ['input.proofOfIdentity.files.uri INVALID_FORMAT'],
  ],
  [
    'one with unknown fields',
    { ...withIdentity({ colour: 'x' }), extra: { a: 1 } },
    ['input.proofOfIdentity.colour UNKNOWN_FIELD', 'input.extra UNKNOWN_FIELD'],
  ],
  [
    'one with fields that every object has',
    { ...INPUT, constructor: 'x', toString: 'x' },
    ['input.constructor UNKNOWN_FIELD', 'input.toString UNKNOWN_FIELD'],
  ],
  [
    'one with several faults',
    { ...withIdentity({ number: 1, country: 'XKX' }), customerId: 1, tosPoliciesValue: 1 },
    [
      'input.customerId INVALID_FORMAT',
      'input.proofOfIdentity.number INVALID_FORMAT',
      'input.proofOfIdentity.country UNKNOWN_VALUE',
      'input.tosPoliciesValue INVALID_FORMAT',
    ],
  ],
];

/** The same value as it would be written into a document. */
const toLiteral = (value: unknown): ValueNode => parseValue(print(toNode(value)));

/** Enum values are names in a document; whatever looks like one becomes one. */
function toNode(value: unknown): ValueNode {
  if (value === null) return { kind: Kind.NULL };
  if (typeof value === 'number') return { kind: Kind.INT, value: String(value) };
  if (typeof value === 'boolean') return { kind: Kind.BOOLEAN, value };
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map(toNode) };
  if (typeof value === 'object') {
    const fields = Object.entries(value).map(([key, inner], index) => {
      const name = /^[A-Za-z_]\w*$/.test(key) ? key : `odd${index}`;
      const nameNode = { kind: Kind.NAME as const, value: name };
      return { kind: Kind.OBJECT_FIELD as const, name: nameNode, value: toNode(inner) };
    });
    return { kind: Kind.OBJECT, fields };
  }
  const isName = /^([A-Z][A-Z_]+|passport|constructor|__proto__)$/.test(String(value));
  return { kind: isName ? Kind.ENUM : Kind.STRING, value: String(value) };
}

function argumentType(of: GraphQLSchema, name: string): GraphQLInputType {
  const fields = { ...of.getQueryType()?.getFields(), ...of.getMutationType()?.getFields() };
  for (const field of Object.values(fields)) {
    const argument = field.args.find((candidate) => candidate.name === name);
    if (argument) return argument.type;
  }
  throw new Error(`no argument ${name}`);
}

test.each(MISFITS)('a variable that is %s is refused by path and code', (_what, input, faults) => {
  expect(spoken(faultsOf({ input }))).toEqual(faults);
});

test.each(MISFITS)('a literal that is %s is refused by path and code', (_what, input, faults) => {
  expect(spoken(validateLiteral(toLiteral(input), argumentType(schema, 'input'), ['input']))).toEqual(faults);
});

test('a variable that is not given at all is required', () => {
  expect(spoken(faultsOf({}))).toEqual(['input REQUIRED']);
});

test('each code says in params and in words what was expected', () => {
  const input = {
    ...withIdentity({ type: 'VISA', country: 'XKX', issueDate: 'x' }),
    extra: 1,
    tosPoliciesValue: null,
  };
  expect(faultsOf({ input })).toEqual([
    {
      path: ['input', 'proofOfIdentity', 'type'],
      code: 'UNKNOWN_VALUE',
      params: {
        allowed: ['PASSPORT', 'NATIONAL_ID', 'DRIVERS_LICENSE', 'RESIDENCE_PERMIT'],
      },
      message: 'Not a value of the enum ProofOfIdentityType.',
    },
    {
      // The list of countries is too long to be of help.
      path: ['input', 'proofOfIdentity', 'country'],
      code: 'UNKNOWN_VALUE',
      params: {},
      message: 'Not a value of the enum CountryCode.',
    },
    {
      path: ['input', 'proofOfIdentity', 'issueDate'],
      code: 'INVALID_FORMAT',
      params: { format: 'ISO_DATE' },
      message: 'Not a valid LocalDate.',
    },
    {
      path: ['input', 'tosPoliciesValue'],
      code: 'REQUIRED',
      params: {},
      message: 'A value of type String is required.',
    },
    {
      path: ['input', 'extra'],
      code: 'UNKNOWN_FIELD',
      params: {},
      message: 'AttachIndividualDocumentsInput has no field of this name.',
    },
  ]);
});

test('a scalar that makes nothing of a value refuses it', () => {
  const Nothing = new GraphQLScalarType({
    name: 'Nothing',
    parseValue: () => undefined,
    parseLiteral: () => undefined,
  });
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: { f: { type: GraphQLInt, args: { nothing: { type: Nothing } } } },
  });
  const source = 'query ($nothing: Nothing) { f(nothing: $nothing) }';
  expect(spoken(faultsOf({ nothing: 1 }, source, new GraphQLSchema({ query })))).toEqual([
    'nothing INVALID_FORMAT',
  ]);
  expect(spoken(validateLiteral(parseValue('1'), Nothing, ['nothing']))).toEqual(['nothing INVALID_FORMAT']);
});

test('a single value where a list is wanted is taken for a list of one', () => {
  expect(faultsOf({ input: withIdentity({ files: { uri: '/a' } }) })).toEqual([]);
  expect(validateLiteral(parseValue('1'), argumentType(EVERYTHING, 'c'), ['c'])).toEqual([]);
});

test('a variable inside an object is blamed at its place in the argument', () => {
  const source = `mutation ($number: String!, $files: [IdentityDocumentFileInput!]!, $uri: String) {
    attachIndividualDocuments(input: {
      proofOfIdentity: { number: $number, files: $files }
      proofOfAddress: { files: [{ uri: "/a" }, { uri: $uri }] }
    }) { customer { id } }
  }`;
  expect(spoken(faultsOf({ number: 1, files: [{ uri: '/a' }, { uri: 2 }], uri: 3 }, source))).toEqual([
    'input.proofOfIdentity.number INVALID_FORMAT',
    'input.proofOfIdentity.files.1.uri INVALID_FORMAT',
    'input.proofOfAddress.files.1.uri INVALID_FORMAT',
  ]);
});

test('a variable that is used in two places is blamed in both', () => {
  const source = `mutation ($country: CountryCode!) {
    attachIndividualDocuments(input: { proofOfIdentity: { country: $country }, proofOfAddress: { country: $country } }) {
      customer { id }
    }
  }`;
  expect(spoken(faultsOf({ country: 'XKX' }, source))).toEqual([
    'input.proofOfIdentity.country UNKNOWN_VALUE',
    'input.proofOfAddress.country UNKNOWN_VALUE',
  ]);
});

test('a fault that two fields share is said once, since its path is the same', () => {
  const source = `mutation ($input: AttachIndividualDocumentsInput!) {
    first: attachIndividualDocuments(input: $input) { customer { id } }
    second: attachIndividualDocuments(input: $input) { customer { id } }
  }`;
  expect(spoken(faultsOf({ input: withIdentity({ number: 1 }) }, source))).toEqual([
    'input.proofOfIdentity.number INVALID_FORMAT',
  ]);
});

test('what another operation of the document does with a variable of the same name is of no concern', () => {
  const input = withIdentity({ number: 1 });
  const faults = ['input.proofOfIdentity.number INVALID_FORMAT'];
  expect(spoken(faultsOf({ input }, `${ATTACH}\n${VALIDATE}`, schema, 'Attach'))).toEqual(faults);
  const other =
    'query Other($input: String) { validateIndividualDocuments(input: { tosPoliciesValue: $input }) { code } }';
  expect(spoken(faultsOf({ input }, `${ATTACH}\n${other}`, schema, 'Attach'))).toEqual(faults);
});

test('a variable that a fragment uses is blamed where the fragment has it', () => {
  const source = `query ($number: String!) { ...Check }
    fragment Check on Query {
      validateIndividualDocuments(input: { proofOfIdentity: { number: $number } }) { code }
    }`;
  expect(spoken(faultsOf({ number: 1 }, source))).toEqual(['input.proofOfIdentity.number INVALID_FORMAT']);
});

test('a variable that stands nowhere is blamed by its own name', () => {
  expect(spoken(faultsOf({ unused: 'x' }, 'query ($unused: Int) { __typename }'))).toEqual([
    'unused INVALID_FORMAT',
  ]);
});

test('a variable in a directive is blamed at the argument of the directive', () => {
  const source = 'query ($on: Boolean!) { __typename @include(if: $on) }';
  expect(spoken(faultsOf({ on: 'yes' }, source))).toEqual(['if INVALID_FORMAT']);
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__'])(
  'a variable called %s that is not given is not given, whatever every object has',
  (name) => {
    const source = (type: string) => `query ($${name}: ${type}) { f(i: $${name}) }`;
    expect(faultsOf({}, source('ID'), EVERYTHING)).toEqual([]);
    expect(faultsOf({}, source('ID! = "x"'), EVERYTHING)).toEqual([]);
    expect(spoken(faultsOf({}, source('ID!'), EVERYTHING))).toEqual(['i REQUIRED']);
  },
);

test('a default stands in for a variable that is not given, not for one that is null', () => {
  const source = 'query ($e: Int! = 1) { f(e: $e) }';
  expect(faultsOf({}, source, EVERYTHING)).toEqual([]);
  expect(spoken(faultsOf({ e: null }, source, EVERYTHING))).toEqual(['e REQUIRED']);
});

test('a document without the operation, or without variables, has no faults to tell', () => {
  expect(faultsOf({ input: 1 }, ATTACH, schema, 'Other')).toEqual([]);
  expect(faultsOf({ input: 1 }, '{ __typename }')).toEqual([]);
  expect(faultsOf({ input: 1 }, 'fragment F on Query { __typename }')).toEqual([]);
});

test('fifty faults are enough to mend', () => {
  const files = Array.from({ length: 1_000 }, () => ({ uri: 1 }));
  const faults = faultsOf({ input: withIdentity({ files }) });
  expect(faults).toHaveLength(50);
  expect(faults[49]?.path).toEqual(['input', 'proofOfIdentity', 'files', 49, 'uri']);
});

test('many faults in many places are told fifty times, not ten million times', () => {
  const uses = Array.from({ length: 200 }, (_, index) => `f${index}: f(b: $b)`).join(' ');
  const b = Array.from({ length: 1_000 }, () => 1);
  expect(faultsOf({ b }, `query ($b: [Leaf!]) { ${uses} }`, EVERYTHING)).toHaveLength(50);
});

const CANARY = 'canary-5f3a';

test('no fault quotes a value, in whatever place it does not fit', () => {
  const places = [
    CANARY,
    [CANARY],
    { ...INPUT, customerId: CANARY, tosPoliciesValue: [CANARY], unknown: CANARY },
    { ...INPUT, proofOfAddress: CANARY },
    withIdentity({
      type: CANARY,
      country: CANARY,
      number: { a: CANARY },
      issueDate: CANARY,
      expiryDate: [CANARY],
    }),
    withIdentity({ files: [CANARY, { side: CANARY, uri: [CANARY] }] }),
  ];
  for (const input of places) {
    const variable = faultsOf({ input });
    const literal = validateLiteral(toLiteral(input), argumentType(schema, 'input'), ['input']);
    expect(variable.length).toBeGreaterThan(0);
    expect(spoken(literal)).toEqual(spoken(variable));
    expect(JSON.stringify([variable, literal])).not.toContain(CANARY);
  }
});

/** JSON as a client may send it, half of the time with texts that carry the canary. */
const anyJSON = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(CANARY, [CANARY], { a: CANARY }, null, '', 0, 1.5, true, [], {}, [[]], [null], 1e308),
);

/** Mostly what fits, at times something else, at times nothing. */
const orMisfit = (fitting: fc.Arbitrary<unknown>) => fc.oneof({ weight: 40, arbitrary: fitting }, anyJSON);
type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;
function recordOf(fields: Fields, requiredKeys: string[]): fc.Arbitrary<unknown> {
  const withUnknown: Fields = { ...fields, unknown: anyJSON, constructor: anyJSON };
  return fc.oneof(
    { weight: 40, arbitrary: fc.record(fields, { requiredKeys }) },
    fc.record(fields, { requiredKeys: [] }),
    fc.record(withUnknown, { requiredKeys }),
  );
}
const listOf = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 4 }) }, item);

const country = orMisfit(fc.constantFrom('USA', 'DEU', 'AFG'));
const identityFile = orMisfit(
  recordOf(
    { side: orMisfit(fc.constantFrom('FRONT', 'BACK', null)), uri: orMisfit(fc.constantFrom('/a', null)) },
    [],
  ),
);
const identityFields = {
  type: orMisfit(fc.constantFrom('PASSPORT', 'NATIONAL_ID')),
  number: orMisfit(fc.string()),
  country,
  issueDate: orMisfit(fc.constantFrom('2020-01-15', '2024-02-29', '1999-12-31')),
  expiryDate: orMisfit(fc.constant('2030-01-15')),
  files: orMisfit(listOf(identityFile)),
};
const addressFields = {
  type: orMisfit(fc.constant('UTILITY_BILL')),
  country,
  files: orMisfit(listOf(recordOf({ uri: orMisfit(fc.string()) }, []))),
};
const inputFields = {
  customerId: orMisfit(fc.uuid()),
  proofOfIdentity: orMisfit(recordOf(identityFields, Object.keys(identityFields))),
  proofOfAddress: orMisfit(recordOf(addressFields, Object.keys(addressFields))),
  tosPoliciesValue: orMisfit(fc.string()),
};
const attachVariables = recordOf({ input: orMisfit(recordOf(inputFields, Object.keys(inputFields))) }, [
  'input',
]);

const int = orMisfit(fc.oneof(fc.integer(), fc.constantFrom(2 ** 31 - 1, -(2 ** 31), null)));
const color = orMisfit(fc.constantFrom('RED', 'GREEN'));
const leafFields = {
  name: orMisfit(fc.string()),
  count: int,
  ratio: orMisfit(fc.double({ noNaN: true, noDefaultInfinity: true })),
  flag: orMisfit(fc.boolean()),
  id: orMisfit(fc.oneof(fc.string(), fc.integer())),
  color,
  any: anyJSON,
};
const leaf = orMisfit(recordOf(leafFields, ['name']));
const grid = orMisfit(listOf(orMisfit(listOf(int))));
const { tree } = fc.letrec((tie) => {
  const fields = {
    leaf,
    leaves: orMisfit(listOf(leaf)),
    child: fc.option(tie('tree'), { depthSize: 'small', maxDepth: 3 }),
    grid,
    withDefault: int,
    colors: orMisfit(listOf(color)),
  };
  return { tree: orMisfit(recordOf(fields, ['leaf', 'leaves'])) };
});
const anyVariables = recordOf(
  {
    a: tree,
    b: orMisfit(listOf(leaf)),
    c: grid,
    d: color,
    e: int,
    g: leaf,
    h: anyJSON,
    i: orMisfit(fc.string()),
  },
  ['c', 'd', 'g'],
);

/** As it comes out of a request: plain JSON. */
const received = (value: unknown): JSONMap => JSON.parse(JSON.stringify(value));

test.each([
  ["the gateway's own schema", attachVariables, ATTACH, schema],
  ['a schema with every kind of type', anyVariables, ANY_QUERY, EVERYTHING],
])(
  'of %s, faults are told exactly where graphql-js refuses the variables',
  (_what, variables, source, of) => {
    const verdicts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(variables, (given) => {
        const json = received(given);
        const faults = faultsOf(json, source, of);
        const isTaken = isTakenByGraphQL(json, source, of);
        verdicts[isTaken ? 'taken' : 'refused'] += 1;
        expect(faults.length === 0).toBe(isTaken);
        expect(JSON.stringify(faults.map((fault) => ({ ...fault, path: [] })))).not.toContain(CANARY);
      }),
      { numRuns: 1_500 },
    );
    // Neither answer may be so rare that it proves nothing.
    expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(100);
  },
);

test('of any JSON at all, faults are told exactly where graphql-js refuses it', () => {
  const variables = fc.dictionary(fc.constantFrom('input', 'a', 'b', 'c', '__proto__'), fc.jsonValue());
  fc.assert(
    fc.property(variables, (given) => {
      const json = received(given);
      expect(faultsOf(json).length === 0).toBe(isTakenByGraphQL(json, ATTACH, schema));
      expect(faultsOf(json, ANY_QUERY, EVERYTHING).length === 0).toBe(
        isTakenByGraphQL(json, ANY_QUERY, EVERYTHING),
      );
    }),
    { numRuns: 1_000 },
  );
});

/** Literals of every kind, with names that the types know more often than not. */
const { literal } = fc.letrec<{ literal: ValueNode }>((tie) => {
  const fieldName = fc.constantFrom(
    ...Object.keys({ ...leafFields, leaf, leaves: 0, child: 0, grid: 0, colors: 0, odd: 0 }),
  );
  const field = fc.record({
    kind: fc.constant(Kind.OBJECT_FIELD as const),
    name: fieldName.map((value) => ({ kind: Kind.NAME as const, value })),
    value: tie('literal'),
  });
  const simple = fc.constantFrom(
    ...[
      'null',
      '1',
      '-2147483649',
      '1.5',
      '1e400',
      '"x"',
      '"""x"""',
      '""',
      '"RED"',
      'true',
      'RED',
      'GREEN',
      'BLUE',
      '{name: "x"}',
    ],
    ...[
      '[1]',
      '[[1]]',
      '[{name: "x"}]',
      '{leaf: {name: "x"}, leaves: [{name: "y"}]}',
      '$v',
      '[$v]',
      '{name: $v}',
    ],
  );
  return {
    literal: fc.oneof(
      { depthSize: 'small', maxDepth: 5 },
      simple.map((text) => parseValue(text)),
      fc.array(tie('literal'), { maxLength: 3 }).map((values): ValueNode => ({ kind: Kind.LIST, values })),
      fc
        .uniqueArray(field, { maxLength: 5, selector: ({ name }) => name.value })
        .map((fields): ValueNode => ({ kind: Kind.OBJECT, fields })),
    ),
  };
});

/** The same for literals in the argument that they are meant for. */
function isLiteralTakenByGraphQL(of: GraphQLSchema, source: string): boolean {
  return validate(of, parse(source), [ValuesOfCorrectTypeRule]).length === 0;
}

test('faults are told exactly where graphql-js refuses a literal', () => {
  const verdicts = { taken: 0, refused: 0 };
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'g', 'h', 'i');
  fc.assert(
    fc.property(name, literal, (argument, given) => {
      const isTaken = isLiteralTakenByGraphQL(EVERYTHING, `{ f(${argument}: ${print(given)}) }`);
      verdicts[isTaken ? 'taken' : 'refused'] += 1;
      expect(validateLiteral(given, argumentType(EVERYTHING, argument), [argument]).length === 0).toBe(
        isTaken,
      );
    }),
    { numRuns: 1_500 },
  );
  expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(100);
});

test("faults are told exactly where graphql-js refuses a literal for the gateway's own input", () => {
  const verdicts = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(attachVariables, (given) => {
      const json = received(given);
      const node = toLiteral(json['input'] ?? null);
      const source = `{ validateIndividualDocuments(input: ${print(node)}) { code } }`;
      const isTaken = isLiteralTakenByGraphQL(schema, source);
      verdicts[isTaken ? 'taken' : 'refused'] += 1;
      expect(validateLiteral(node, argumentType(schema, 'input'), ['input']).length === 0).toBe(isTaken);
    }),
    { numRuns: 1_000 },
  );
  expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(100);
});

/** Every scalar that a client of the gateway can send. */
function scalarsOfInputs() {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const args = types
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).flatMap((field) => field.args));
  const fields = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  return new Set([...args, ...fields].map(({ type }) => getNamedType(type)).filter(isScalarType));
}

test('each scalar that clients can send has a format that says what is expected', () => {
  const formats = Array.from(scalarsOfInputs(), (type) => {
    const [fault] = validateLiteral(parseValue('NONE'), type, ['x']);
    return [type.name, fault?.code === 'INVALID_FORMAT' && fault.params.format];
  });
  expect(Object.fromEntries(formats)).toEqual({
    Int: 'INTEGER',
    JSONObject: 'OBJECT',
    LocalDate: 'ISO_DATE',
    String: 'STRING',
    UUID: 'UUID',
    Upload: 'FILE',
    _Any: 'OBJECT',
  });
});

import {
  GraphQLInt,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  parseValue,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { validateLiteral } from '../../../src/server/validation/input-validation.ts';
import { INPUT, spoken, withIdentity } from './example-misfits.ts';
import { argumentType, CANARY, EVERYTHING, faultsOf, type JSONMap, toLiteral } from './validate-examples.ts';

const without = (map: JSONMap, name: string) =>
  Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));

test('a valid input has no errors', () => {
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

test.each(MISFITS)('a variable that is %s is rejected with path and code', (_what, input, faults) => {
  expect(spoken(faultsOf({ input }))).toEqual(faults);
});

test.each(MISFITS)('a literal that is %s is rejected with path and code', (_what, input, faults) => {
  expect(spoken(validateLiteral(toLiteral(input), argumentType(schema, 'input'), ['input']))).toEqual(faults);
});

test('a missing variable is required', () => {
  expect(spoken(faultsOf({}))).toEqual(['input REQUIRED']);
});

test('each code states the expected value in params and in words', () => {
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
      message: 'Must be PASSPORT, NATIONAL_ID, DRIVERS_LICENSE or RESIDENCE_PERMIT.',
    },
    {
      // The list of countries is too long to be of help.
      path: ['input', 'proofOfIdentity', 'country'],
      code: 'UNKNOWN_VALUE',
      params: {},
      message: 'Must be an ISO 3166-1 alpha-3 code such as USA.',
    },
    {
      path: ['input', 'proofOfIdentity', 'issueDate'],
      code: 'INVALID_FORMAT',
      params: { format: 'ISO_DATE' },
      message: 'Must be a date such as 2026-11-27.',
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
      message: 'AttachIndividualDocumentsInput has no field with this name.',
    },
  ]);
});

test('a scalar that parses a value to nothing rejects it', () => {
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

test('a single value counts as a list of one where a list is expected', () => {
  expect(faultsOf({ input: withIdentity({ files: { uri: '/a' } }) })).toEqual([]);
  expect(validateLiteral(parseValue('1'), argumentType(EVERYTHING, 'c'), ['c'])).toEqual([]);
});

test('at most fifty errors are reported', () => {
  const files = Array.from({ length: 1_000 }, () => ({ uri: 1 }));
  const faults = faultsOf({ input: withIdentity({ files }) });
  expect(faults).toHaveLength(50);
  expect(faults[49]?.path).toEqual(['input', 'proofOfIdentity', 'files', 49, 'uri']);
});

test('many errors in many places are reported fifty times, not ten million times', () => {
  const uses = Array.from({ length: 200 }, (_, index) => `f${index}: f(b: $b)`).join(' ');
  const b = Array.from({ length: 1_000 }, () => 1);
  expect(faultsOf({ b }, `query ($b: [Leaf!]) { ${uses} }`, EVERYTHING)).toHaveLength(50);
});

test('no error quotes a value, wherever the value is wrong', () => {
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

/** Every scalar that a client of the gateway can send. */
function scalarsOfInputs() {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const args = types
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).flatMap((field) => field.args));
  const fields = types.filter(isInputObjectType).flatMap((type) => Object.values(type.getFields()));
  return new Set([...args, ...fields].map(({ type }) => getNamedType(type)).filter(isScalarType));
}

test('each scalar that clients can send has a format that states what is expected', () => {
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

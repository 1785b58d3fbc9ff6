import fc from 'fast-check';
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  parseValue,
  print,
  type ValueNode,
} from 'graphql';
import type { FieldError } from '../../../src/errors.ts';
import { schema } from '../../../src/schema/index.ts';
import { locateErrors, readVariables } from '../../../src/server/validation/input-validation.ts';

export type JSONMap = Readonly<Record<string, unknown>>;

export const ATTACH = `mutation Attach($input: AttachIndividualDocumentsInput!) {
  attachIndividualDocuments(input: $input) { customer { id } }
}`;

/** Every kind of input type that GraphQL knows. */
export const EVERYTHING = buildSchema(`
  scalar Anything
  enum Color { RED GREEN }
  input Leaf { name: String! count: Int ratio: Float flag: Boolean id: ID color: Color any: Anything }
  input Tree { leaf: Leaf! leaves: [Leaf!]! child: Tree grid: [[Int!]] withDefault: Int! = 3 colors: [Color] }
  type Query { f(a: Tree, b: [Leaf], c: [[Int!]!]!, d: Color!, e: Int = 1, g: Leaf!, h: Anything, i: ID): Int }
`);

export function faultsOf(
  variables: JSONMap,
  source = ATTACH,
  of: GraphQLSchema = schema,
  name?: string,
): FieldError[] {
  const document = parse(source);
  const operation = getOperationAST(document, name);
  return operation ? locateErrors(document, operation, readVariables(of, operation, variables)) : [];
}

/** The same value as it would be written into a document. */
export const toLiteral = (value: unknown): ValueNode => parseValue(print(toNode(value)));

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

export function argumentType(of: GraphQLSchema, name: string): GraphQLInputType {
  const fields = { ...of.getQueryType()?.getFields(), ...of.getMutationType()?.getFields() };
  for (const field of Object.values(fields)) {
    const argument = field.args.find((candidate) => candidate.name === name);
    if (argument) return argument.type;
  }
  throw new Error(`no argument ${name}`);
}

export const CANARY = 'canary-5f3a';

/** JSON as a client may send it, half of the time with texts that carry the canary. */
export const anyJSON = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(CANARY, [CANARY], { a: CANARY }, null, '', 0, 1.5, true, [], {}, [[]], [null], 1e308),
);

/** Mostly what fits, at times something else, at times nothing. */
export const orMisfit = (fitting: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 40, arbitrary: fitting }, anyJSON);
type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;
export function recordOf(fields: Fields, requiredKeys: string[]): fc.Arbitrary<unknown> {
  const withUnknown: Fields = { ...fields, unknown: anyJSON, constructor: anyJSON };
  return fc.oneof(
    { weight: 40, arbitrary: fc.record(fields, { requiredKeys }) },
    fc.record(fields, { requiredKeys: [] }),
    fc.record(withUnknown, { requiredKeys }),
  );
}
export const listOf = (item: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 4, arbitrary: fc.array(item, { maxLength: 4 }) }, item);

export const country = orMisfit(fc.constantFrom('USA', 'DEU', 'AFG'));

export const int = orMisfit(fc.oneof(fc.integer(), fc.constantFrom(2 ** 31 - 1, -(2 ** 31), null)));
export const color = orMisfit(fc.constantFrom('RED', 'GREEN'));
const leafFields = {
  name: orMisfit(fc.string()),
  count: int,
  ratio: orMisfit(fc.double({ noNaN: true, noDefaultInfinity: true })),
  flag: orMisfit(fc.boolean()),
  id: orMisfit(fc.oneof(fc.string(), fc.integer())),
  color,
  any: anyJSON,
};
export const leaf = orMisfit(recordOf(leafFields, ['name']));
export const grid = orMisfit(listOf(orMisfit(listOf(int))));

/** Literals of every kind, with names that the types know more often than not. */
export const { literal } = fc.letrec<{ literal: ValueNode }>((tie) => {
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

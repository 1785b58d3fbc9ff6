import fc from 'fast-check';
import {
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  print,
  ValuesOfCorrectTypeRule,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../../src/schema/index.ts';
import { validateLiteral } from '../../../src/server/validation/input-validation.ts';
import {
  ATTACH,
  anyJSON,
  argumentType,
  CANARY,
  color,
  country,
  EVERYTHING,
  faultsOf,
  grid,
  int,
  type JSONMap,
  leaf,
  listOf,
  literal,
  orMisfit,
  recordOf,
  toLiteral,
} from './validate-examples.ts';

const ANY_QUERY = `query ($a: Tree, $b: [Leaf], $c: [[Int!]!]!, $d: Color!, $e: Int = 1, $g: Leaf!, $h: Anything, $i: ID) {
  f(a: $a, b: $b, c: $c, d: $d, e: $e, g: $g, h: $h, i: $i)
}`;

/** The verdict of graphql-js on the same variables. */
function isTakenByGraphQL(variables: JSONMap, source: string, of: GraphQLSchema): boolean {
  const definitions = getOperationAST(parse(source))?.variableDefinitions ?? [];
  const { coerced } = getVariableValues(of, definitions, variables, { maxErrors: 1, hideSuggestions: true });
  return coerced !== undefined;
}
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
  'with %s, the validation reports errors exactly if graphql-js rejects the variables',
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

test('with any JSON, the validation reports errors exactly if graphql-js rejects it', () => {
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

/** The same for literals in the argument that they are meant for. */
function isLiteralTakenByGraphQL(of: GraphQLSchema, source: string): boolean {
  return validate(of, parse(source), [ValuesOfCorrectTypeRule]).length === 0;
}

test('the validation reports errors exactly if graphql-js rejects a literal', () => {
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

test("the validation reports errors exactly if graphql-js rejects a literal for the gateway's own input", () => {
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

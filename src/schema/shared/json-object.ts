import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { badUserInput } from '../../errors.ts';
import { INEXACT_NUMBER, isExactNumber } from '../../rules/exact-number.ts';
import { freeFormFaults } from '../../rules/free-form-rules.ts';

type JSONObject = Readonly<Record<string, unknown>>;
type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** An object of the client's own, with bounds. Its field errors have paths from the object. */
export const JSONObjectScalar = new GraphQLScalarType<JSONObject, object>({
  ...GraphQLJSONObject.toConfig(),
  parseValue,
  parseLiteral: (node, variables) => parseValue(toJSON(node, variables)),
});

/** @throws {GatewayError} BAD_USER_INPUT for what is beyond the bounds; GraphQLError for what is no object */
function parseValue(value: unknown): JSONObject {
  if (!isObject(value)) throw new GraphQLError('Not an object.');
  const faults = freeFormFaults(value);
  if (faults.length > 0) throw badUserInput(faults);
  return value;
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parser bounds how deep a literal can be. */
function toJSON(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.INT:
    case Kind.FLOAT:
      return isExactNumber(node.value) ? Number(node.value) : INEXACT_NUMBER;
    case Kind.LIST:
      return node.values.map((item) => toJSON(item, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, toJSON(value, variables)]));
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    default:
      return node.value;
  }
}

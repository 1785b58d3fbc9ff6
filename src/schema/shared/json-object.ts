import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { badUserInput } from '../../errors.ts';
import { INEXACT_NUMBER, isExactNumber } from '../../rules/exact-number.ts';
import { validateFreeForm } from '../../rules/free-form-rules.ts';

type JSONObject = Readonly<Record<string, unknown>>;
type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** A free-form object with size limits. Paths of its field errors start at the object. */
export const JSONObjectScalar = new GraphQLScalarType<JSONObject, object>({
  ...GraphQLJSONObject.toConfig(),
  parseValue,
  parseLiteral: (node, variables) => parseValue(toJSON(node, variables)),
});

/** @throws {GatewayError} BAD_USER_INPUT beyond the limits; GraphQLError if the value is not an object */
function parseValue(value: unknown): JSONObject {
  if (!isObject(value)) throw new GraphQLError('Not an object.');
  const faults = validateFreeForm(value);
  if (faults.length > 0) throw badUserInput(faults);
  return value;
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Recursion is safe: the parser limits the depth of literals. */
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

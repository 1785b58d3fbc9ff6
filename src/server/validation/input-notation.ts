import { type GraphQLLeafType, isEnumType, Kind, type ValueNode } from 'graphql';
import { INEXACT_NUMBER } from '../../rules/exact-number.ts';

/** Reads values in one of two notations: JSON in variables, or literals in the operation. */
export interface InputNotation<Node> {
  isNull(node: Node): boolean;
  /** Returns undefined unless the node is a list. */
  items(node: Node): readonly Node[] | undefined;
  /** Returns undefined unless the node is an object. */
  members(node: Node): Members<Node> | undefined;
  /** Returns undefined if the type has no such value. @throws the errors of the type */
  parse(node: Node, type: GraphQLLeafType): unknown;
  /** The value of a variable, which is validated on its own. Returns undefined for anything else. */
  reference(node: Node): { readonly value: unknown } | undefined;
}

interface Members<Node> {
  get(name: string): Node | undefined;
  names(): readonly string[];
}

export const JSON_NOTATION: InputNotation<unknown> = {
  isNull: (value) => value == null,
  items: (value) => (Array.isArray(value) ? value : undefined),
  members: (value) =>
    isPlainObject(value)
      ? {
          get: (name) => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined),
          names: () => Object.keys(value),
        }
      : undefined,
  parse(value, type) {
    if (value === INEXACT_NUMBER) return undefined;
    if (isEnumType(type)) return typeof value === 'string' ? type.getValue(value)?.value : undefined;
    return type.parseValue(value);
  },
  reference: () => undefined,
};

/** @param variables values by the names of the variables */
export function createLiteralNotation(variables: ReadonlyMap<string, unknown>): InputNotation<ValueNode> {
  const values = Object.fromEntries(variables);
  return {
    isNull: ({ kind }) => kind === Kind.NULL,
    items: (node) => (node.kind === Kind.LIST ? node.values : undefined),
    members(node) {
      if (node.kind !== Kind.OBJECT) return undefined;
      const members = new Map(node.fields.map(({ name, value }) => [name.value, value]));
      return { get: (name) => members.get(name), names: () => [...members.keys()] };
    },
    parse(node, type) {
      if (isEnumType(type)) return node.kind === Kind.ENUM ? type.getValue(node.value)?.value : undefined;
      return type.parseLiteral(node, values);
    },
    reference: (node) =>
      node.kind === Kind.VARIABLE ? { value: variables.get(node.name.value) } : undefined,
  };
}

/** False for uploaded files. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

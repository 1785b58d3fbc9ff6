import { type GraphQLLeafType, isEnumType, Kind, type ValueNode } from 'graphql';
import { INEXACT_NUMBER } from '../../rules/exact-number.ts';

/** How values are written: as JSON in variables, as literals in documents. */
export interface InputNotation<Node> {
  isNull(node: Node): boolean;
  /** Of a list; undefined for anything else. */
  items(node: Node): readonly Node[] | undefined;
  /** Of an object; undefined for anything else. */
  members(node: Node): Members<Node> | undefined;
  /** The value; undefined if the type has no such value. @throws as the type does */
  parse(node: Node, type: GraphQLLeafType): unknown;
  /** A value that stands elsewhere and is judged there. */
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

/** @param variables what the references stand for, by name */
export function literalNotation(variables: ReadonlyMap<string, unknown>): InputNotation<ValueNode> {
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

/** Not an uploaded file. */
function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

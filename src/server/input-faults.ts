import {
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  typeFromAST,
  type ValueNode,
  visit,
} from 'graphql';
import type { FieldError, FieldErrorCode, FieldPath } from '../errors.ts';

const MAX_FAULTS = 50;
const MAX_LISTED_VALUES = 50;

/**
 * Why variables do not fit their types. graphql-js says it in sentences that quote the values; this says it by path
 * and code, without values.
 *
 * @returns paths from the arguments that the variables are used in
 */
export function variableFaults(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>>,
): FieldError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  const usages = variableUsages(document);
  const faults = definitions.flatMap((definition) => {
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) return [];
    const name = definition.variable.name.value;
    const value = variables[name];
    if (value === undefined && definition.defaultValue) return [];
    const places = usages.get(name) ?? [[name]];
    return faultsOf(JSON_VALUE, value, type, []).flatMap((fault) =>
      places.map((place) => ({ ...fault, path: [...place, ...fault.path] })),
    );
  });
  return faults.slice(0, MAX_FAULTS);
}

/** The same for a value that is written into the document. @param path of the value, from its argument */
export function literalFaults(node: ValueNode, type: GraphQLInputType, path: FieldPath): FieldError[] {
  return faultsOf(LITERAL, node, type, path);
}

/** How values are written: as JSON in variables, as literals in documents. */
interface Notation<Value> {
  isNull(value: Value): boolean;
  /** Of a list; undefined for anything else. */
  items(value: Value): readonly Value[] | undefined;
  /** Of an object; undefined for anything else. */
  members(value: Value): ReadonlyMap<string, Value> | undefined;
  isOf(type: GraphQLLeafType, value: Value): boolean;
  /** Its value stands elsewhere and is judged there. */
  isReference(value: Value): boolean;
}

const JSON_VALUE: Notation<unknown> = {
  isNull: (value) => value == null,
  items: (value) => (Array.isArray(value) ? value : undefined),
  members: (value) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? new Map(Object.entries(value).filter(([, member]) => member !== undefined)) : undefined;
  },
  isOf: (type, value) =>
    isEnumType(type)
      ? typeof value === 'string' && type.getValue(value) !== undefined
      : parses(() => type.parseValue(value)),
  isReference: () => false,
};

const LITERAL: Notation<ValueNode> = {
  isNull: ({ kind }) => kind === Kind.NULL,
  items: (node) => (node.kind === Kind.LIST ? node.values : undefined),
  members: (node) =>
    node.kind === Kind.OBJECT
      ? new Map(node.fields.map(({ name, value }) => [name.value, value]))
      : undefined,
  isOf: (type, node) =>
    isEnumType(type)
      ? node.kind === Kind.ENUM && type.getValue(node.value) !== undefined
      : parses(() => type.parseLiteral(node)),
  isReference: ({ kind }) => kind === Kind.VARIABLE,
};

function faultsOf<Value>(
  notation: Notation<Value>,
  value: Value,
  type: GraphQLInputType,
  path: FieldPath,
): FieldError[] {
  if (notation.isReference(value)) return [];
  if (notation.isNull(value)) return isNonNullType(type) ? [fault(path, 'REQUIRED', type)] : [];
  const nullable = getNullableType(type);
  if (isListType(nullable)) return listFaults(notation, value, nullable, path);
  if (isInputObjectType(nullable)) return objectFaults(notation, value, nullable, path);
  if (notation.isOf(nullable, value)) return [];
  return [fault(path, isEnumType(nullable) ? 'UNKNOWN_VALUE' : 'INVALID_FORMAT', type)];
}

/** A single value counts as a list of one. */
function listFaults<Value>(
  notation: Notation<Value>,
  value: Value,
  { ofType }: GraphQLList<GraphQLInputType>,
  path: FieldPath,
): FieldError[] {
  const items = notation.items(value);
  if (!items) return faultsOf(notation, value, ofType, path);
  return items.flatMap((item, index) => faultsOf(notation, item, ofType, [...path, index]));
}

function objectFaults<Value>(
  notation: Notation<Value>,
  value: Value,
  type: GraphQLInputObjectType,
  path: FieldPath,
): FieldError[] {
  const members = notation.members(value);
  if (!members) return [fault(path, 'INVALID_FORMAT', type)];
  const fields = type.getFields();
  const known = Object.values(fields).flatMap((field) => {
    const member = members.get(field.name);
    const fieldPath = [...path, field.name];
    if (member !== undefined) return faultsOf(notation, member, field.type, fieldPath);
    return isRequiredInputField(field) ? [fault(fieldPath, 'REQUIRED', field.type)] : [];
  });
  const unknown = [...members.keys()].filter((name) => !Object.hasOwn(fields, name));
  return [...known, ...unknown.map((name) => fault([...path, name], 'UNKNOWN_FIELD', type))];
}

/** A scalar refuses by throwing or by having no value; what it says would quote the value. */
function parses(parse: () => unknown): boolean {
  try {
    return parse() !== undefined;
  } catch {
    return false;
  }
}

const MESSAGES: Partial<Record<FieldErrorCode, (typeName: string) => string>> = {
  REQUIRED: (typeName) => `A value of type ${typeName} is required.`,
  UNKNOWN_VALUE: (typeName) => `Not a value of the enum ${typeName}.`,
  INVALID_FORMAT: (typeName) => `Not a valid ${typeName}.`,
  UNKNOWN_FIELD: (typeName) => `${typeName} has no such field.`,
};

function fault(path: FieldPath, code: FieldErrorCode, type: GraphQLInputType): FieldError {
  const named = getNamedType(type);
  const message = MESSAGES[code]?.(named.name) ?? code;
  const values = isEnumType(named) ? named.getValues().map(({ name }) => name) : [];
  const allowed = code === 'UNKNOWN_VALUE' && values.length <= MAX_LISTED_VALUES ? { allowed: values } : {};
  return { path, code, params: { expected: named.name, ...allowed }, message };
}

/** For each variable, the places in the document's arguments where it stands. */
function variableUsages(document: DocumentNode): Map<string, FieldPath[]> {
  const usages = new Map<string, FieldPath[]>();
  visit(document, {
    Argument({ name, value }) {
      collectUsages(value, [name.value], usages);
      return false;
    },
  });
  return usages;
}

function collectUsages(node: ValueNode, path: FieldPath, usages: Map<string, FieldPath[]>): void {
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    usages.set(name, [...(usages.get(name) ?? []), path]);
  } else if (node.kind === Kind.LIST) {
    for (const [index, item] of node.values.entries()) collectUsages(item, [...path, index], usages);
  } else if (node.kind === Kind.OBJECT) {
    for (const field of node.fields) collectUsages(field.value, [...path, field.name.value], usages);
  }
}

import {
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { FieldError, FieldPath } from '../errors.ts';
import { misfit, missing, unknownField, unknownValue } from './type-faults.ts';

const MAX_FAULTS = 50;

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
  const operation = getOperationAST(document, operationName);
  return operation ? first(MAX_FAULTS, faultsOfVariables(schema, document, operation, variables)) : [];
}

function* faultsOfVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Generator<FieldError> {
  const usages = variableUsages(document, operation);
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const places = usages.get(name) ?? [[name]];
    for (const fault of faultsOfVariable(schema, definition, variables)) {
      for (const place of places) yield { ...fault, path: [...place, ...fault.path] };
    }
  }
}

function* faultsOfVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Generator<FieldError> {
  const type = typeFromAST(schema, typeNode);
  const name = variable.name.value;
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  const isDefaulted = value === undefined && defaultValue !== undefined;
  if (isInputType(type) && !isDefaulted) yield* faultsOf(JSON_VALUE, value, type, []);
}

/** The same for a value that is written into the document. @param path of the value, from its argument */
export function literalFaults(node: ValueNode, type: GraphQLInputType, path: FieldPath): FieldError[] {
  return first(MAX_FAULTS, faultsOf(LITERAL, node, type, path));
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

/** Lazily, since an input may have as many faults as bytes. */
function* faultsOf<Value>(
  notation: Notation<Value>,
  value: Value,
  type: GraphQLInputType,
  path: FieldPath,
): Generator<FieldError> {
  if (notation.isReference(value)) return;
  if (notation.isNull(value)) {
    if (isNonNullType(type)) yield missing(path, type);
    return;
  }
  const nullable = getNullableType(type);
  if (isListType(nullable)) yield* listFaults(notation, value, nullable, path);
  else if (isInputObjectType(nullable)) yield* objectFaults(notation, value, nullable, path);
  else if (!notation.isOf(nullable, value)) {
    yield isEnumType(nullable) ? unknownValue(path, nullable) : misfit(path, nullable);
  }
}

/** A single value counts as a list of one. */
function* listFaults<Value>(
  notation: Notation<Value>,
  value: Value,
  { ofType }: GraphQLList<GraphQLInputType>,
  path: FieldPath,
): Generator<FieldError> {
  const items = notation.items(value);
  if (!items) return yield* faultsOf(notation, value, ofType, path);
  for (const [index, item] of items.entries()) yield* faultsOf(notation, item, ofType, [...path, index]);
}

function* objectFaults<Value>(
  notation: Notation<Value>,
  value: Value,
  type: GraphQLInputObjectType,
  path: FieldPath,
): Generator<FieldError> {
  const members = notation.members(value);
  if (!members) return yield misfit(path, type);
  const fields = type.getFields();
  for (const field of Object.values(fields)) {
    const member = members.get(field.name);
    const fieldPath = [...path, field.name];
    if (member !== undefined) yield* faultsOf(notation, member, field.type, fieldPath);
    else if (isRequiredInputField(field)) yield missing(fieldPath, field.type);
  }
  for (const name of members.keys()) {
    if (!Object.hasOwn(fields, name)) yield unknownField([...path, name], type);
  }
}

function first<Item>(count: number, items: Iterable<Item>): Item[] {
  const taken: Item[] = [];
  for (const item of items) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
}

/** A scalar refuses by throwing or by having no value; what it says would quote the value. */
function parses(parse: () => unknown): boolean {
  try {
    return parse() !== undefined;
  } catch {
    return false;
  }
}

/** For each variable of an operation, the places in arguments where it stands; each place once. */
function variableUsages(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Map<string, FieldPath[]> {
  const usages = new Map<string, FieldPath[]>();
  const seen = new Set<string>();
  const note = (name: string, path: FieldPath) => {
    const key = JSON.stringify([name, ...path]);
    if (seen.has(key)) return;
    seen.add(key);
    usages.set(name, usages.get(name) ?? []);
    usages.get(name)?.push(path);
  };
  for (const definition of document.definitions) {
    if (definition !== operation && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    visit(definition, {
      Argument({ name, value }) {
        noteUsages(value, [name.value], note);
        return false;
      },
    });
  }
  return usages;
}

function noteUsages(node: ValueNode, path: FieldPath, note: (name: string, path: FieldPath) => void): void {
  if (node.kind === Kind.VARIABLE) note(node.name.value, path);
  if (node.kind === Kind.LIST) {
    for (const [index, item] of node.values.entries()) noteUsages(item, [...path, index], note);
  }
  if (node.kind === Kind.OBJECT) {
    for (const field of node.fields) noteUsages(field.value, [...path, field.name.value], note);
  }
}

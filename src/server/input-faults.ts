import {
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type ObjectValueNode,
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
    return valueFaults(value, type, []).flatMap((fault) =>
      places.map((place) => ({ ...fault, path: [...place, ...fault.path] })),
    );
  });
  return faults.slice(0, MAX_FAULTS);
}

/** The same for a value that is written into the document. @param path of the value, from its argument */
export function literalFaults(node: ValueNode, type: GraphQLInputType, path: FieldPath): FieldError[] {
  if (node.kind === Kind.VARIABLE) return [];
  if (isNonNullType(type)) {
    return node.kind === Kind.NULL ? [fault(path, 'REQUIRED', type)] : literalFaults(node, type.ofType, path);
  }
  if (node.kind === Kind.NULL) return [];
  if (isListType(type)) {
    if (node.kind !== Kind.LIST) return literalFaults(node, type.ofType, path);
    return node.values.flatMap((item, index) => literalFaults(item, type.ofType, [...path, index]));
  }
  if (isInputObjectType(type)) {
    return node.kind === Kind.OBJECT ? objectLiteralFaults(node, type, path) : [fault(path, 'INVALID_FORMAT', type)];
  }
  if (isEnumType(type)) {
    const isKnown = node.kind === Kind.ENUM && type.getValue(node.value) !== undefined;
    return isKnown ? [] : [fault(path, 'UNKNOWN_VALUE', type)];
  }
  return parses(() => type.parseLiteral(node)) ? [] : [fault(path, 'INVALID_FORMAT', type)];
}

function objectLiteralFaults(node: ObjectValueNode, type: GraphQLInputObjectType, path: FieldPath): FieldError[] {
  const given = new Map(node.fields.map((field) => [field.name.value, field.value]));
  const known = Object.values(type.getFields()).flatMap((field) => {
    const value = given.get(field.name);
    const fieldPath = [...path, field.name];
    if (value) return literalFaults(value, field.type, fieldPath);
    return isRequiredInputField(field) ? [fault(fieldPath, 'REQUIRED', field.type)] : [];
  });
  return [...known, ...unknownFields([...given.keys()], type, path)];
}

function valueFaults(value: unknown, type: GraphQLInputType, path: FieldPath): FieldError[] {
  if (isNonNullType(type)) {
    return value == null ? [fault(path, 'REQUIRED', type)] : valueFaults(value, type.ofType, path);
  }
  if (value == null) return [];
  if (isListType(type)) {
    if (!Array.isArray(value)) return valueFaults(value, type.ofType, path);
    return value.flatMap((item: unknown, index) => valueFaults(item, type.ofType, [...path, index]));
  }
  if (isInputObjectType(type)) {
    return isMap(value) ? objectFaults(value, type, path) : [fault(path, 'INVALID_FORMAT', type)];
  }
  if (isEnumType(type)) {
    const isKnown = typeof value === 'string' && type.getValue(value) !== undefined;
    return isKnown ? [] : [fault(path, 'UNKNOWN_VALUE', type)];
  }
  return parses(() => type.parseValue(value)) ? [] : [fault(path, 'INVALID_FORMAT', type)];
}

function objectFaults(
  value: Readonly<Record<string, unknown>>,
  type: GraphQLInputObjectType,
  path: FieldPath,
): FieldError[] {
  const known = Object.values(type.getFields()).flatMap((field) => {
    const inner = value[field.name];
    const fieldPath = [...path, field.name];
    if (inner !== undefined) return valueFaults(inner, field.type, fieldPath);
    return isRequiredInputField(field) ? [fault(fieldPath, 'REQUIRED', field.type)] : [];
  });
  return [...known, ...unknownFields(Object.keys(value), type, path)];
}

function unknownFields(names: readonly string[], type: GraphQLInputObjectType, path: FieldPath): FieldError[] {
  const known = type.getFields();
  return names
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => fault([...path, name], 'UNKNOWN_FIELD', type));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

import {
  type ASTNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { FieldError, FieldPath } from '../../errors.ts';
import { MAX_FIELD_ERRORS } from '../../field-errors.ts';
import { createLiteralNotation, JSON_NOTATION } from './input-notation.ts';
import { type ReadInput, readInput } from './read-input.ts';
import { type SuggestField, suggestNothing } from './suggest-field.ts';

type Variables = Readonly<Record<string, unknown>>;

const NO_REFERENCES = createLiteralNotation(new Map());

/** Validates a value in the operation itself. @param path path of the value, starting at its argument */
export function validateLiteral(
  node: ValueNode,
  type: GraphQLInputType,
  path: FieldPath,
  suggestField: SuggestField = suggestNothing,
): readonly FieldError[] {
  return readInput(NO_REFERENCES, node, type, { path, suggestField }).errors;
}

/** Reads the variables of an operation. Paths of errors start below the variable. */
export function readVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
  suggestField: SuggestField = suggestNothing,
): Map<string, ReadInput> {
  const read = new Map<string, ReadInput>();
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    read.set(name, readVariable(schema, definition, variables, suggestField));
  }
  return read;
}

function readVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  variables: Variables,
  suggestField: SuggestField,
): ReadInput {
  const type = typeFromAST(schema, typeNode);
  const name = variable.name.value;
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (!isInputType(type)) return { value: undefined, errors: [] };
  if (value !== undefined || defaultValue === undefined) {
    return readInput(JSON_NOTATION, value, type, { suggestField });
  }
  // Errors in default values are reported when the operation is validated.
  return { ...readInput(NO_REFERENCES, defaultValue, type, { suggestField: suggestNothing }), errors: [] };
}

/** Reports each error at the places where the operation uses the variable. Returns at most `MAX_FIELD_ERRORS`. */
export function locateErrors(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: ReadonlyMap<string, ReadInput>,
): FieldError[] {
  const invalid = [...variables].filter(([, { errors }]) => errors.length > 0);
  if (invalid.length === 0) return [];
  const usages = findVariableUsages(document, operation);
  const located: FieldError[] = [];
  for (const [name, { errors }] of invalid) {
    const places = usages.get(name) ?? [[name]];
    for (const fieldError of errors) {
      for (const place of places.slice(0, MAX_FIELD_ERRORS - located.length)) {
        located.push({ ...fieldError, path: [...place, ...fieldError.path] });
      }
    }
  }
  return located;
}

/** Finds the paths in arguments where each variable is used, without duplicates. */
function findVariableUsages(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Map<string, FieldPath[]> {
  const usages = new Map<string, Map<string, FieldPath>>();
  const addUsage = (name: string, path: FieldPath) => {
    const places = usages.get(name) ?? new Map<string, FieldPath>();
    if (places.size < MAX_FIELD_ERRORS) places.set(JSON.stringify(path), path);
    usages.set(name, places);
  };
  const visitArguments = (node: ASTNode) =>
    visit(node, {
      Argument({ name, value }) {
        addUsages(value, [name.value], addUsage);
        return false;
      },
    });
  for (const definition of document.definitions) {
    if (definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION) visitArguments(definition);
  }
  return new Map(Array.from(usages, ([name, places]) => [name, [...places.values()]]));
}

function addUsages(
  node: ValueNode,
  path: (string | number)[],
  addUsage: (name: string, path: FieldPath) => void,
): void {
  const addAt = (step: string | number, value: ValueNode) => {
    path.push(step);
    addUsages(value, path, addUsage);
    path.pop();
  };
  if (node.kind === Kind.VARIABLE) addUsage(node.name.value, [...path]);
  if (node.kind === Kind.LIST) for (const [index, item] of node.values.entries()) addAt(index, item);
  if (node.kind === Kind.OBJECT) for (const { name, value } of node.fields) addAt(name.value, value);
}

import {
  type ASTNode,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getOperationAST,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type ValueNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import type { FieldError, FieldPath } from '../../errors.ts';
import { JSON_NOTATION, literalNotation } from './input-notation.ts';
import { MAX_FAULTS, type ReadInput, readInput } from './read-input.ts';

type Variables = Readonly<Record<string, unknown>>;

const NO_REFERENCES = literalNotation(new Map());

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
  variables: Variables,
): FieldError[] {
  const operation = getOperationAST(document, operationName);
  return operation ? faultsInPlace(document, operation, readVariables(schema, operation, variables)) : [];
}

/** The same for a value that is written into the document. @param path of the value, from its argument */
export function literalFaults(
  node: ValueNode,
  type: GraphQLInputType,
  path: FieldPath,
): readonly FieldError[] {
  return readInput(NO_REFERENCES, node, type, path).faults;
}

/** What is sent for the variables of an operation, by name, with paths from the variable. */
export function readVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): Map<string, ReadInput> {
  const read = new Map<string, ReadInput>();
  for (const definition of operation.variableDefinitions ?? []) {
    read.set(definition.variable.name.value, readVariable(schema, definition, variables));
  }
  return read;
}

function readVariable(
  schema: GraphQLSchema,
  { variable, type: typeNode, defaultValue }: VariableDefinitionNode,
  variables: Variables,
): ReadInput {
  const type = typeFromAST(schema, typeNode);
  const name = variable.name.value;
  const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
  if (!isInputType(type)) return { value: undefined, faults: [] };
  if (value !== undefined || defaultValue === undefined) return readInput(JSON_NOTATION, value, type);
  // Its mistakes are found when the document is validated.
  return { ...readInput(NO_REFERENCES, defaultValue, type), faults: [] };
}

/** The mistakes of variables at the places where the operation uses them; the first fifty. */
export function faultsInPlace(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: ReadonlyMap<string, ReadInput>,
): FieldError[] {
  const all = [...variables].filter(([, { faults }]) => faults.length > 0);
  if (all.length === 0) return [];
  const usages = variableUsages(document, operation);
  const inPlace: FieldError[] = [];
  for (const [name, { faults }] of all) {
    const places = usages.get(name) ?? [[name]];
    for (const fieldError of faults) {
      for (const place of places.slice(0, MAX_FAULTS - inPlace.length)) {
        inPlace.push({ ...fieldError, path: [...place, ...fieldError.path] });
      }
    }
  }
  return inPlace;
}

/** For each variable of an operation, the places in arguments where it stands; each place once. */
function variableUsages(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Map<string, FieldPath[]> {
  const usages = new Map<string, Map<string, FieldPath>>();
  const note = (name: string, path: FieldPath) => {
    const places = usages.get(name) ?? new Map<string, FieldPath>();
    if (places.size < MAX_FAULTS) places.set(JSON.stringify(path), path);
    usages.set(name, places);
  };
  const visitArguments = (node: ASTNode) =>
    visit(node, {
      Argument({ name, value }) {
        noteUsages(value, [name.value], note);
        return false;
      },
    });
  for (const definition of document.definitions) {
    if (definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION) visitArguments(definition);
  }
  return new Map(Array.from(usages, ([name, places]) => [name, [...places.values()]]));
}

function noteUsages(
  node: ValueNode,
  path: (string | number)[],
  note: (name: string, path: FieldPath) => void,
): void {
  const noteAt = (step: string | number, value: ValueNode) => {
    path.push(step);
    noteUsages(value, path, note);
    path.pop();
  };
  if (node.kind === Kind.VARIABLE) note(node.name.value, [...path]);
  if (node.kind === Kind.LIST) for (const [index, item] of node.values.entries()) noteAt(index, item);
  if (node.kind === Kind.OBJECT) for (const { name, value } of node.fields) noteAt(name.value, value);
}

import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

export type OperationArgs = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

export interface SelectedField {
  readonly node: FieldNode;
  /** The type named by the innermost fragment around the field; undefined outside of fragments. */
  readonly typeCondition: string | undefined;
}

/** Reads a valid operation before it is executed. */
export interface OperationReader {
  readonly operation: OperationDefinitionNode;
  readonly rootType: GraphQLObjectType | undefined;
  /** The fields of one level, including those of fragments. */
  selectedFields(set: SelectionSetNode | undefined): readonly SelectedField[];
  /** Numbers and lists as the client sent them, without validation. Anything else may be undefined. */
  argument(field: FieldNode, name: string): unknown;
}

/** @returns undefined if the document has no such operation */
export function createOperationReader({
  schema,
  document,
  operationName,
  variableValues,
}: OperationArgs): OperationReader | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const variables = variableValues ?? {};
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  function collect(
    set: SelectionSetNode | undefined,
    typeCondition: string | undefined,
    to: SelectedField[],
  ) {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        to.push({ node: selection, typeCondition });
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      collect(fragment?.selectionSet, fragment?.typeCondition?.name.value ?? typeCondition, to);
    }
    return to;
  }

  return {
    operation,
    rootType: schema.getRootType(operation.operation) ?? undefined,
    selectedFields: (set) => collect(set, undefined, []),
    argument(field, name) {
      const node = field.arguments?.find((argument) => argument.name.value === name)?.value;
      if (node?.kind !== Kind.VARIABLE) return readLiteral(node);
      const variable = node.name.value;
      const sent = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
      if (sent !== undefined) return sent;
      const definition = operation.variableDefinitions?.find(
        (known) => known.variable.name.value === variable,
      );
      return readLiteral(definition?.defaultValue);
    },
  };
}

function readLiteral(node: ValueNode | undefined): unknown {
  if (node?.kind === Kind.INT) return Number(node.value);
  return node?.kind === Kind.LIST ? node.values : undefined;
}

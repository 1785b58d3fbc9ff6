import { type FieldNode, Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';

/**
 * Tells arguments as they were sent, whether or not they fit their types: numbers, and lists with whatever they hold.
 * Anything else may be undefined.
 */
export function sentArguments(
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): (field: FieldNode, name: string) => unknown {
  return (field, name) => {
    const node = field.arguments?.find((argument) => argument.name.value === name)?.value;
    if (node?.kind !== Kind.VARIABLE) return literalOf(node);
    const variable = node.name.value;
    const sent = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (sent !== undefined) return sent;
    return literalOf(
      variableDefinitions.find((known) => known.variable.name.value === variable)?.defaultValue,
    );
  };
}

function literalOf(node: ValueNode | undefined): unknown {
  if (node?.kind === Kind.INT) return Number(node.value);
  return node?.kind === Kind.LIST ? node.values : undefined;
}

import {
  type ExecutionArgs,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  getOperationAST,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { fragmentsOf } from '../operations/selected-fields.ts';
import { sentArguments } from '../operations/sent-arguments.ts';
import { documentLimitError } from './operation-limits.ts';

/** A page of a hundred customers with all their members, or GraphiQL's introspection: about a megabyte. */
const MAX_VALUES = 30_000;
const DEFAULT_LIST_SIZE = 10;
/** Types of the schema, and what each has on average of fields, arguments and values. */
const INTROSPECTED_TYPES = 70;
const INTROSPECTED_ITEMS = 4;

type CountedArgs = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

/** Refuses an operation whose answer would be larger than a client can need, before anything is read. */
export function useAnswerSizeLimit(): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      if (countValues(args) <= MAX_VALUES) return;
      const message = `An answer may have about ${MAX_VALUES} values: ask for fewer lists, or for less of each.`;
      setResultAndStopExecution({ errors: [documentLimitError('answer_values', message)] });
    },
  };
}

/** About how many values the answer to a valid operation has, by the sizes that fields declare of their lists. */
export function countValues({ schema, document, operationName, variableValues }: CountedArgs): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const fragments = fragmentsOf(document);
  const argumentOf = sentArguments(operation, variableValues ?? {});

  function valuesIn(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): number {
    return (set?.selections ?? []).reduce((sum, selection) => sum + valuesOf(selection, type), 0);
  }

  function valuesOf(selection: SelectionNode, type: GraphQLNamedType | undefined): number {
    if (selection.kind === Kind.FIELD) return valuesOfField(selection, type);
    const part = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const condition = part?.typeCondition?.name.value;
    return valuesIn(part?.selectionSet, condition === undefined ? type : schema.getType(condition));
  }

  function valuesOfField(node: FieldNode, type: GraphQLNamedType | undefined): number {
    const field = fieldOf(type, node.name.value);
    // Introspection queries ask nine levels deep for what mostly has one.
    if (!field || field.name === 'ofType') return 1;
    const below = node.selectionSet ? valuesIn(node.selectionSet, getNamedType(field.type)) : 1;
    return below * itemsOf(field, type, (name) => argumentOf(node, name));
  }

  return valuesIn(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

function fieldOf(
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function itemsOf(
  { name, type, extensions: { listSize } }: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType | undefined,
  argument: (name: string) => unknown,
): number {
  if (typeof listSize === 'number') return listSize;
  if (listSize) return sizeIn(argument(listSize.argument)) ?? listSize.otherwise;
  if (!isListType(getNullableType(type))) return 1;
  if (!parent || !isIntrospectionType(parent)) return DEFAULT_LIST_SIZE;
  return name === 'types' ? INTROSPECTED_TYPES : INTROSPECTED_ITEMS;
}

function sizeIn(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

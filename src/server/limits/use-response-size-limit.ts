import {
  type ExecutionResult,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createOperationReader, type OperationArgs } from '../operations/operation-reader.ts';
import { createLimitError } from './operation-limits.ts';

/** Enough for a page of a hundred customers with all fields, or GraphiQL's introspection: about a megabyte. */
const MAX_VALUES = 30_000;
const DEFAULT_LIST_SIZE = 10;
/** The number of types in the schema, and the average number of fields, arguments or values of each. */
const INTROSPECTED_TYPES = 70;
const INTROSPECTED_ITEMS = 4;

/** Rejects an operation with a needlessly large response before it is executed. */
export function useResponseSizeLimit(): Plugin {
  const check: OnOperation = ({ args, setResultAndStopExecution }) => {
    if (countValues(args) <= MAX_VALUES) return;
    const message = `A response may have about ${MAX_VALUES} values. Select fewer lists, or fewer fields in them.`;
    setResultAndStopExecution({ errors: [createLimitError('answer_values', message)] });
  };
  return { onExecute: check, onSubscribe: check };
}

type OnOperation = (payload: {
  readonly args: OperationArgs;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}) => void;

/** Estimates the number of values in the response to a valid operation. Fields declare the sizes of their lists. */
export function countValues(args: OperationArgs): number {
  const reader = createOperationReader(args);
  if (!reader) return 0;
  const { operation, rootType, selectedFields, argument } = reader;

  function countSelected(set: SelectionSetNode | undefined, type: GraphQLNamedType | undefined): number {
    return selectedFields(set).reduce((sum, { node, typeCondition }) => {
      const parent = typeCondition === undefined ? type : args.schema.getType(typeCondition);
      return sum + countField(node, parent);
    }, 0);
  }

  function countField(node: FieldNode, parent: GraphQLNamedType | undefined): number {
    const field = findField(parent, node.name.value);
    // Introspection queries select nine nested `ofType`, of which responses have few.
    if (!field || field.name === 'ofType') return 1;
    const perItem = node.selectionSet ? countSelected(node.selectionSet, getNamedType(field.type)) : 1;
    return perItem * estimateItems(field, parent, (name) => argument(node, name));
  }

  return countSelected(operation.selectionSet, rootType);
}

function findField(
  type: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function estimateItems(
  { name, type, extensions: { listSize } }: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType | undefined,
  argument: (name: string) => unknown,
): number {
  if (typeof listSize === 'number') return listSize;
  if (listSize) return toSize(argument(listSize.argument)) ?? listSize.otherwise;
  if (!isListType(getNullableType(type))) return 1;
  if (!parent || !isIntrospectionType(parent)) return DEFAULT_LIST_SIZE;
  return name === 'types' ? INTROSPECTED_TYPES : INTROSPECTED_ITEMS;
}

function toSize(value: unknown): number | undefined {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

import type { FieldNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import {
  createOperationReader,
  type OperationArgs,
  type OperationReader,
} from '../operations/operation-reader.ts';
import { createLimitError } from './operation-limits.ts';

/** Enough for a page of a hundred customers with fields that the list does not include, and a few more reads. */
const MAX_READS = 120;
/** The page size if the client sends null. */
const DEFAULT_PER_PAGE = 10;
/** Fields that Fin.com's list of customers includes. Any other field needs a read for each customer. */
const LISTED = new Set([
  '__typename',
  'id',
  'firstName',
  'lastName',
  'email',
  'phone',
  'countryOfResidence',
  'status',
  'tosPoliciesUrl',
  'tosPoliciesValue',
  'createdAt',
  'updatedAt',
]);

/** Rejects an operation that would call Fin.com too often, before the first call. */
export function useReadLimit(): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      if (countReads(args) <= MAX_READS) return;
      const message = `An operation may cause at most ${MAX_READS} calls to Fin.com. Select fewer customers, or fewer fields of each.`;
      setResultAndStopExecution({ errors: [createLimitError('upstream_calls', message)] });
    },
  };
}

/**
 * The maximum number of calls to Fin.com that an operation causes. Repeated reads may be counted twice. Arguments need not
 * be valid yet.
 */
export function countReads(args: OperationArgs): number {
  const reader = createOperationReader(args);
  const fields = reader?.rootType?.getFields();
  if (!reader || !fields) return 0;
  return reader
    .selectedFields(reader.operation.selectionSet)
    .filter(({ node }) => fields[node.name.value] !== undefined) // Introspection causes no calls.
    .reduce((sum, { node }) => sum + countFieldReads(node, reader), 0);
}

function countFieldReads(field: FieldNode, reader: OperationReader): number {
  switch (field.name.value) {
    case 'individualCustomers': {
      const perPage = Number(reader.argument(field, 'perPage') ?? DEFAULT_PER_PAGE);
      return 1 + (needsMoreThanList(field, reader) && perPage > 0 ? perPage : 0);
    }
    case '_entities': {
      const representations = reader.argument(field, 'representations');
      return Array.isArray(representations) ? representations.length : 1;
    }
    default:
      return 1;
  }
}

function needsMoreThanList(page: FieldNode, { selectedFields }: OperationReader): boolean {
  return selectedFields(page.selectionSet)
    .filter(({ node }) => node.name.value === 'customers')
    .flatMap(({ node }) => selectedFields(node.selectionSet))
    .some(({ node }) => !LISTED.has(node.name.value));
}

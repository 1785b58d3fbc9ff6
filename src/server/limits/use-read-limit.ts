import type { FieldNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { CustomerApi } from '../../rules/rule-context.ts';
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

/** v2 has an endpoint of its own for them. */
const CAPABILITIES = 'capabilities';

/** Rejects an operation that would call Fin.com too often, before the first call. */
export function useReadLimit(customerApi: CustomerApi): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      if (countReads(args, customerApi) <= MAX_READS) return;
      const message = `An operation may cause at most ${MAX_READS} calls to Fin.com. Select fewer customers, or fewer fields of each.`;
      setResultAndStopExecution({ errors: [createLimitError('upstream_calls', message)] });
    },
  };
}

/**
 * The maximum number of calls to Fin.com that an operation causes, if all customers were created through the version that
 * the account uses. Repeated reads may be counted twice. Arguments need not be valid yet.
 */
export function countReads(args: OperationArgs, customerApi: CustomerApi = 'v1'): number {
  const reader = createOperationReader(args);
  const fields = reader?.rootType?.getFields();
  if (!reader || !fields) return 0;
  return reader
    .selectedFields(reader.operation.selectionSet)
    .filter(({ node }) => fields[node.name.value] !== undefined) // Introspection causes no calls.
    .reduce((sum, { node }) => sum + countFieldReads(node, reader, customerApi), 0);
}

function countFieldReads(field: FieldNode, reader: OperationReader, customerApi: CustomerApi): number {
  const names = namesOfCustomerFields(field, reader);
  const capabilityReads = customerApi === 'v2' && names.includes(CAPABILITIES) ? 1 : 0;
  switch (field.name.value) {
    case 'individualCustomers': {
      const perPage = Number(reader.argument(field, 'perPage') ?? DEFAULT_PER_PAGE);
      const isRead = names.some(
        (name) => !LISTED.has(name) && (name !== CAPABILITIES || capabilityReads === 0),
      );
      return 1 + Math.max(perPage || 0, 0) * (capabilityReads + (isRead ? 1 : 0));
    }
    case '_entities': {
      const representations = reader.argument(field, 'representations');
      return (Array.isArray(representations) ? representations.length : 1) * (1 + capabilityReads);
    }
    default:
      return 1 + capabilityReads;
  }
}

/** The names of the fields that are selected of the customers below a root field. */
function namesOfCustomerFields(field: FieldNode, { selectedFields }: OperationReader): string[] {
  const fields = selectedFields(field.selectionSet);
  const ofCustomers = ['individualCustomer', '_entities'].includes(field.name.value)
    ? fields
    : fields
        .filter(({ node }) => node.name.value === 'customer' || node.name.value === 'customers')
        .flatMap(({ node }) => selectedFields(node.selectionSet));
  return ofCustomers.map(({ node }) => node.name.value);
}

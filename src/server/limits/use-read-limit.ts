import { type FieldNode, isObjectType } from 'graphql';
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
  if (!reader?.rootType) return 0;
  const rootFields = reader.rootType.getFields();
  const customerType = args.schema.getType('IndividualCustomer');
  const customerFields = isObjectType(customerType) ? customerType.getFields() : {};
  return reader.selectedFields(reader.operation.selectionSet).reduce((sum, { node }) => {
    const field = rootFields[node.name.value];
    // Introspection is not among the fields.
    if (!field || field.extensions.reads === 'NOTHING') return sum;
    const selected = selectedCustomerFields(node, reader).flatMap((name) => customerFields[name] ?? []);
    const reads = new Set(selected.map(({ extensions }) => extensions.reads ?? 'CUSTOMER'));
    return sum + countFieldReads(node, reads, reader, customerApi);
  }, 0);
}

/** @param reads what the selected fields of each customer read */
function countFieldReads(
  field: FieldNode,
  reads: ReadonlySet<string>,
  reader: OperationReader,
  customerApi: CustomerApi,
): number {
  const readsCapabilities = reads.has('CAPABILITIES');
  const capabilityReads = readsCapabilities && customerApi === 'v2' ? 1 : 0;
  switch (field.name.value) {
    case 'individualCustomers': {
      const perPage = Number(reader.argument(field, 'perPage') ?? DEFAULT_PER_PAGE);
      const isRead = reads.has('CUSTOMER') || (readsCapabilities && capabilityReads === 0);
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
function selectedCustomerFields(field: FieldNode, { selectedFields }: OperationReader): string[] {
  const fields = selectedFields(field.selectionSet);
  const ofCustomers = ['individualCustomer', '_entities'].includes(field.name.value)
    ? fields
    : fields
        .filter(({ node }) => node.name.value === 'customer' || node.name.value === 'customers')
        .flatMap(({ node }) => selectedFields(node.selectionSet));
  return ofCustomers.map(({ node }) => node.name.value);
}

import { type ExecutionArgs, type FieldNode, getOperationAST } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { type Fragments, fragmentsOf, selectedFields } from '../operations/selected-fields.ts';
import { sentArguments } from '../operations/sent-arguments.ts';
import { documentLimitError } from './operation-limits.ts';

/** A page of a hundred customers with members that the list does not bring, and a few reads beside it. */
const MAX_READS = 120;
/** What a client that says null gets. */
const DEFAULT_PER_PAGE = 10;
/** What the list of customers tells by itself; anything else of a customer is a read of its own. */
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

/** Refuses an operation that would call Fin.com more often than an answer can need, before the first call. */
export function useReadLimit(): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      if (countReads(args) <= MAX_READS) return;
      const message = `An operation may cause at most ${MAX_READS} calls of Fin.com: ask for fewer customers, or for less of each.`;
      setResultAndStopExecution({ errors: [documentLimitError('upstream_calls', message)] });
    },
  };
}

type CountedArgs = Pick<ExecutionArgs, 'schema' | 'document' | 'operationName' | 'variableValues'>;

/**
 * How many calls of Fin.com an operation causes at most; what is read twice may be counted twice. Looks at arguments as
 * they were sent: whether they fit their types is judged later.
 */
export function countReads({ schema, document, operationName, variableValues }: CountedArgs): number {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation)?.getFields();
  if (!root) return 0;
  const fragments = fragmentsOf(document);
  const argumentOf = sentArguments(operation, variableValues ?? {});
  let reads = 0;
  for (const field of selectedFields(operation.selectionSet, fragments)) {
    // Introspection asks nobody.
    if (!root[field.name.value]) continue;
    reads += readsOf(field, (name) => argumentOf(field, name), fragments);
  }
  return reads;
}

function readsOf(field: FieldNode, argument: (name: string) => unknown, fragments: Fragments): number {
  switch (field.name.value) {
    case 'individualCustomers': {
      const perPage = Number(argument('perPage') ?? DEFAULT_PER_PAGE);
      return 1 + (asksBeyondList(field, fragments) && perPage > 0 ? perPage : 0);
    }
    case '_entities': {
      const representations = argument('representations');
      return Array.isArray(representations) ? representations.length : 1;
    }
    default:
      return 1;
  }
}

function asksBeyondList(page: FieldNode, fragments: Fragments): boolean {
  return [...selectedFields(page.selectionSet, fragments)]
    .filter(({ name }) => name.value === 'customers')
    .flatMap(({ selectionSet }) => [...selectedFields(selectionSet, fragments)])
    .some(({ name }) => !LISTED.has(name.value));
}

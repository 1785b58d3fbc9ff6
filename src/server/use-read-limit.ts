import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { documentLimitError } from './document-limits.ts';

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

/** How many calls of Fin.com an operation causes at most; what is read twice may be counted twice. */
export function countReads(args: CountedArgs): number {
  const { schema, document, operationName } = args;
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation)?.getFields();
  if (!root) return 0;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const fields = [...fieldsIn(operation.selectionSet, fragments)];
  const multiplied = fields.some(
    ({ name }) => name.value === 'individualCustomers' || name.value === '_entities',
  );
  const { coerced } = multiplied
    ? getVariableValues(schema, operation.variableDefinitions ?? [], args.variableValues ?? {})
    : { coerced: {} };
  return fields.reduce((reads, field) => {
    const definition = root[field.name.value];
    // Introspection asks nobody. A variable that does not fit is told by the executor.
    if (!definition || !coerced) return reads;
    return reads + readsOf(field, () => getArgumentValues(definition, field, coerced), fragments);
  }, 0);
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function readsOf(
  field: FieldNode,
  argumentValues: () => Record<string, unknown>,
  fragments: Fragments,
): number {
  switch (field.name.value) {
    case 'individualCustomers': {
      const { perPage } = argumentValues();
      return 1 + (asksBeyondList(field, fragments) ? Math.max(0, Number(perPage ?? DEFAULT_PER_PAGE)) : 0);
    }
    case '_entities': {
      const { representations } = argumentValues();
      return Array.isArray(representations) ? representations.length : 1;
    }
    default:
      return 1;
  }
}

function asksBeyondList(page: FieldNode, fragments: Fragments): boolean {
  return [...fieldsIn(page.selectionSet, fragments)]
    .filter(({ name }) => name.value === 'customers')
    .flatMap(({ selectionSet }) => [...fieldsIn(selectionSet, fragments)])
    .some(({ name }) => !LISTED.has(name.value));
}

/** Fields of one level, with those of fragments. The document is valid by now, so no fragment is in itself. */
function* fieldsIn(set: SelectionSetNode | undefined, fragments: Fragments): Generator<FieldNode> {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsIn(selection.selectionSet, fragments);
    else yield* fieldsIn(fragments.get(selection.name.value)?.selectionSet, fragments);
  }
}

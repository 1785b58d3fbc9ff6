import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** Several times what the introspection query of GraphiQL selects. */
const MAX_FIELDS = 500;
/** Mutations run one after the other, and each is a call that nobody can take back. */
const MAX_MUTATIONS = 10;

/**
 * Bounds what an operation selects, with its fragments counted at each place where they are spread: a short document of
 * aliases and fragments can ask for an answer of gigabytes.
 */
export function BoundedSelectionsRule(context: ValidationContext): ASTVisitor {
  const fragmentSizes = new Map<string, number>();

  function fieldsOfFragment(name: string): number {
    const known = fragmentSizes.get(name);
    if (known !== undefined) return known;
    // A cycle, which another rule refuses, ends here.
    fragmentSizes.set(name, 0);
    const size = fieldsOf(context.getFragment(name)?.selectionSet, true);
    fragmentSizes.set(name, size);
    return size;
  }

  function fieldsOf(set: SelectionSetNode | undefined, isDeep: boolean): number {
    return (set?.selections ?? []).reduce((count, selection) => count + fieldsIn(selection, isDeep), 0);
  }

  function fieldsIn(selection: SelectionNode, isDeep: boolean): number {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return fieldsOfFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, isDeep);
    return 1 + (isDeep ? fieldsOf(selection.selectionSet, isDeep) : 0);
  }

  return {
    OperationDefinition({ operation, selectionSet }) {
      if (fieldsOf(selectionSet, true) > MAX_FIELDS) {
        context.reportError(new GraphQLError(`An operation may select at most ${MAX_FIELDS} fields.`));
      }
      // Fragments are counted deep here too, which errs on the strict side.
      if (operation === 'mutation' && fieldsOf(selectionSet, false) > MAX_MUTATIONS) {
        context.reportError(new GraphQLError(`A request may make at most ${MAX_MUTATIONS} mutations.`));
      }
    },
  };
}

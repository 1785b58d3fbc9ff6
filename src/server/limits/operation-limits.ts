import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { GatewayError, type Limit } from '../../errors.ts';

/** Totals of a selection. Fragments count at each place where they are spread. */
interface Size {
  readonly fields: number;
  /** Levels of nested fields, including this one. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

/** GraphiQL's introspection query, the largest useful operation, has about 100 fields, 15 levels and none of the others. */
const MAX: Readonly<Record<keyof Size, number>> = { fields: 500, depth: 20, aliases: 60, directives: 60 };
const MESSAGES: Readonly<Record<keyof Size, string>> = {
  fields: `An operation may select at most ${MAX.fields} fields.`,
  depth: `An operation may be at most ${MAX.depth} fields deep.`,
  aliases: `An operation may have at most ${MAX.aliases} aliases.`,
  directives: `An operation may have at most ${MAX.directives} directives.`,
};
/** Mutations run one after the other, and none can be undone. */
const MAX_MUTATIONS = 10;

const EMPTY: Size = { fields: 0, depth: 0, aliases: 0, directives: 0 };

/**
 * Limits the size of an operation: with aliases and fragments, a few lines can request gigabytes. Visits each fragment
 * once, since it runs before the rules that reject cyclic fragments.
 */
export function BoundedSelectionsRule(context: ValidationContext): ASTVisitor {
  const fragmentSizes = new Map<string, Size>();

  function sizeOfFragment(name: string): Size {
    const known = fragmentSizes.get(name);
    if (known) return known;
    // Ends cycles, which another rule rejects.
    fragmentSizes.set(name, EMPTY);
    const size = sizeOf(context.getFragment(name)?.selectionSet);
    fragmentSizes.set(name, size);
    return size;
  }

  function sizeOf(set: SelectionSetNode | undefined): Size {
    let [fields, depth, aliases, directives] = [0, 0, 0, 0];
    for (const selection of set?.selections ?? []) {
      const size = sizeOfSelection(selection);
      fields += size.fields;
      depth = Math.max(depth, size.depth);
      aliases += size.aliases;
      // The schema allows directives only on selections.
      directives += size.directives + (selection.directives?.length ?? 0);
    }
    return { fields, depth, aliases, directives };
  }

  function sizeOfSelection(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return sizeOfFragment(selection.name.value);
    const below = sizeOf(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return below;
    return {
      fields: below.fields + 1,
      depth: below.depth + 1,
      aliases: below.aliases + (selection.alias ? 1 : 0),
      directives: below.directives,
    };
  }

  function rootFieldsOf(set: SelectionSetNode | undefined): number {
    return (set?.selections ?? []).reduce((count, selection) => {
      if (selection.kind === Kind.FIELD) return count + 1;
      if (selection.kind === Kind.INLINE_FRAGMENT) return count + rootFieldsOf(selection.selectionSet);
      // Also counts nested fields, which is stricter than necessary.
      return count + sizeOfFragment(selection.name.value).fields;
    }, 0);
  }

  return {
    OperationDefinition({ operation, selectionSet }) {
      const size = sizeOf(selectionSet);
      for (const limit of ['fields', 'depth', 'aliases', 'directives'] as const) {
        if (size[limit] > MAX[limit]) context.reportError(createLimitError(limit, MESSAGES[limit]));
      }
      if (operation === 'mutation' && rootFieldsOf(selectionSet) > MAX_MUTATIONS) {
        context.reportError(
          createLimitError('mutations', `A request may make at most ${MAX_MUTATIONS} mutations.`),
        );
      }
    },
  };
}

export function createLimitError(limit: Limit, message: string): GraphQLError {
  const originalError = new GatewayError('GRAPHQL_VALIDATION_FAILED', { limit, message });
  return new GraphQLError(message, { originalError });
}

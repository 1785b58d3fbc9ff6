import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { GatewayError, type Limit } from '../../errors.ts';

/** What a selection adds up to, with its fragments counted at each place where they are spread. */
interface Size {
  readonly fields: number;
  /** Levels of fields below and with this one. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

/**
 * What one operation may have. GraphiQL's introspection query, the largest that is of use, has some 100 fields, 15 levels
 * and none of the others.
 */
const MAX: Readonly<Record<keyof Size, number>> = { fields: 500, depth: 20, aliases: 60, directives: 60 };
const REFUSALS: Readonly<Record<keyof Size, string>> = {
  fields: `An operation may select at most ${MAX.fields} fields.`,
  depth: `An operation may be at most ${MAX.depth} fields deep.`,
  aliases: `An operation may have at most ${MAX.aliases} aliases.`,
  directives: `An operation may have at most ${MAX.directives} directives.`,
};
/** Mutations run one after the other, and each is a call that nobody can take back. */
const MAX_MUTATIONS = 10;

const NOTHING: Size = { fields: 0, depth: 0, aliases: 0, directives: 0 };

/**
 * Bounds what an operation selects: a short document of aliases and fragments can ask for an answer of gigabytes. One
 * pass counts everything, each fragment once.
 */
export function BoundedSelectionsRule(context: ValidationContext): ASTVisitor {
  const fragmentSizes = new Map<string, Size>();

  function sizeOfFragment(name: string): Size {
    const known = fragmentSizes.get(name);
    if (known) return known;
    // A cycle, which another rule refuses, ends here.
    fragmentSizes.set(name, NOTHING);
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
      // Elsewhere the schema allows none.
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
      // Counted deep, which errs on the strict side.
      return count + sizeOfFragment(selection.name.value).fields;
    }, 0);
  }

  return {
    OperationDefinition({ operation, selectionSet }) {
      const size = sizeOf(selectionSet);
      for (const what of ['fields', 'depth', 'aliases', 'directives'] as const) {
        if (size[what] > MAX[what]) context.reportError(documentLimitError(what, REFUSALS[what]));
      }
      if (operation === 'mutation' && rootFieldsOf(selectionSet) > MAX_MUTATIONS) {
        context.reportError(
          documentLimitError('mutations', `A request may make at most ${MAX_MUTATIONS} mutations.`),
        );
      }
    },
  };
}

/** A document that fits the schema and asks for too much of it. */
export function documentLimitError(limit: Limit, message: string): GraphQLError {
  const originalError = new GatewayError('GRAPHQL_VALIDATION_FAILED', { limit, message });
  return new GraphQLError(message, { originalError });
}

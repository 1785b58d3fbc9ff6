/** How many items the list that a field gives is likely to have: a number, or what an argument says. */
export type ListSize = number | { readonly argument: string; readonly otherwise: number };

declare module 'graphql' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this one merges with has these parameters
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs = any> {
    /** For the cost of an operation. Without it, a list counts as ten items. */
    readonly listSize?: ListSize;
  }
}

/** For the `extensions` of a field. */
export function listSize(size: ListSize): { readonly listSize: ListSize } {
  return { listSize: size };
}

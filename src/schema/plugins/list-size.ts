/** The expected number of items in a list: a number, or the value of an argument. */
export type ListSize = number | { readonly argument: string; readonly otherwise: number };

declare module 'graphql' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this one merges with has these parameters
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs = any> {
    /** Used for the cost of an operation. The default is ten items. */
    readonly listSize?: ListSize;
  }
}

/** Use it as a field's `extensions`. */
export function listSize(size: ListSize): { readonly listSize: ListSize } {
  return { listSize: size };
}

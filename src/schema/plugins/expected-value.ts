declare module 'graphql' {
  interface GraphQLEnumTypeExtensions {
    /** Completes "Must be …" if the enum has too many values to list them. */
    readonly expectedValue?: string;
  }
}

/** Use it as an enum's `extensions`. */
export function expectedValue(text: string): { readonly expectedValue: string } {
  return { expectedValue: text };
}

declare module 'graphql' {
  // biome-ignore lint/suspicious/noExplicitAny: the declaration that this one merges with has these parameters
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs = any> {
    /**
     * The reads from Fin.com that the field causes, for the limit on calls. The default is the customer for fields of a customer, and
     * one call for root fields.
     */
    readonly reads?: 'NOTHING' | 'CAPABILITIES';
  }
}

/** For root fields that the gateway answers itself, and fields of a customer that Fin.com's list includes. */
export const READS_NOTHING = { reads: 'NOTHING' } as const;
/** Fin.com's v2 has an endpoint of its own for capabilities. */
export const READS_CAPABILITIES = { reads: 'CAPABILITIES' } as const;

/**
 * Directives of the federation specification that this schema uses, as extensions of the types they stand on. The oldest
 * version that has them, so that every router of federation 2 takes the schema.
 *
 * @see https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives
 */
export const FEDERATION_LINK = {
  directives: { link: { url: 'https://specs.apollo.dev/federation/v2.0', import: ['@key', '@shareable'] } },
} as const;

/** An entity: other subgraphs may refer to it by its id, and add fields to it. */
export const KEYED_BY_ID = { directives: { key: { fields: 'id' } } } as const;

/** A value that other subgraphs may define too, in the same way. */
export const SHAREABLE = { directives: { shareable: {} } } as const;

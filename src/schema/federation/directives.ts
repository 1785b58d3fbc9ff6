/**
 * Federation directives, set as `extensions` of a type. Linked to v2.0, so that every router of federation 2 accepts the
 * schema.
 *
 * @see https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives
 */
export const FEDERATION_LINK = {
  directives: { link: { url: 'https://specs.apollo.dev/federation/v2.0', import: ['@key', '@shareable'] } },
} as const;

/** An entity: other subgraphs may reference it by id and add fields to it. */
export const KEYED_BY_ID = { directives: { key: { fields: 'id' } } } as const;

/** A value type that other subgraphs may define as well. */
export const SHAREABLE = { directives: { shareable: {} } } as const;

/**
 * The types of the schema's scalars for gql.tada:
 * `initGraphQLTada<{ introspection: introspection; scalars: Scalars }>()`.
 */
export interface Scalars {
  readonly UUID: string;
  readonly Upload: File | Blob;
  readonly LocalDate: string;
  readonly DateTime: string;
  readonly URL: string;
  readonly PathSegment: string | number;
  readonly JSONObject: Record<string, unknown>;
}

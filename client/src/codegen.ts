/** The types of the schema's scalars in an app, for the `scalars` option of graphql-codegen. */
export const scalars = {
  UUID: 'string',
  Upload: 'File | Blob',
  LocalDate: 'string',
  DateTime: 'string',
  URL: 'string',
  PathSegment: 'string | number',
  JSONObject: 'Record<string, unknown>',
} as const;

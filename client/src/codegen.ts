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

/** The `config` of graphql-codegen: enums become unions of strings, and no scalar is `any`. */
export const typeSettings = {
  useTypeImports: true,
  enumType: 'string-literal',
  strictScalars: true,
  scalars,
} as const;

/** The path of the schema of the gateway that this version of the package was made for. */
export const schemaPath = decodeURIComponent(new URL('../schema.graphql', import.meta.url).pathname).replace(
  // Paths of Windows: `/C:/…`.
  /^\/([a-z]:)/i,
  '$1',
);

export interface CodegenOptions {
  /** The operations of the app, such as `src/operations/*.graphql`. */
  readonly documents: string;
  /** The folder for the generated files, such as `src/generated/`. */
  readonly output: string;
}

/**
 * The configuration of graphql-codegen for an app. Needs `@graphql-codegen/cli` and `@graphql-codegen/client-preset`, and is the default
 * export of `codegen.ts`. Operations can be used with every client of this package; `createFetchClient` needs `print`.
 */
export function createCodegenConfig({ documents, output }: CodegenOptions) {
  return {
    schema: schemaPath,
    documents,
    generates: {
      [output]: { preset: 'client' as const, presetConfig: { fragmentMasking: false }, config: typeSettings },
    },
  };
}

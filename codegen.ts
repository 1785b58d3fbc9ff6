import type { CodegenConfig } from '@graphql-codegen/cli';
import { schema } from './src/schema/index.ts';
import { clientSdl } from './src/schema/sdl.ts';

/** How a client writes what the schema names. */
const CLIENT_TYPES = {
  importExtension: '.ts',
  useTypeImports: true,
  enumType: 'string-literal',
  strictScalars: true,
  scalars: {
    UUID: 'string',
    Upload: 'File | Blob',
    LocalDate: 'string',
    DateTime: 'string',
    URL: 'string',
    PathSegment: 'string | number',
    JSONObject: 'Record<string, unknown>',
  },
};

/** `npm run codegen`: the committed contract, and typed documents for the tests and the examples. */
const config: CodegenConfig = {
  schema: clientSdl(schema),
  silent: true,
  generates: {
    'schema.graphql': { plugins: ['schema-ast'] },
    'test/clients/generated/': {
      preset: 'client',
      documents: 'test/clients/operations/*.graphql',
      presetConfig: { fragmentMasking: false },
      config: CLIENT_TYPES,
    },
    'examples/journey/generated/': {
      preset: 'client',
      documents: 'examples/journey/operations/*.graphql',
      presetConfig: { fragmentMasking: false },
      config: { ...CLIENT_TYPES, documentMode: 'string' },
    },
  },
};

export default config;

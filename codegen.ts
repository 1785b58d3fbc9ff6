import type { CodegenConfig } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { schema } from './src/schema/index.ts';
import { clientSdl } from './src/schema/sdl.ts';

/** Options shared by all generated client types: enums are string unions, and every scalar has a type. */
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

/**
 * `npm run codegen`: the schema file, typed operations for clients, and the manifest of persisted operations of the
 * examples. The schema has neither unions nor interfaces, so clients need no list of possible types.
 */
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
    'examples/clients/generated/': {
      preset: 'client',
      documents: 'examples/clients/operations/*.graphql',
      // A persisted operation must select the `__typename` that normalizing caches need.
      documentTransforms: [addTypenameSelectionDocumentTransform],
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
      config: CLIENT_TYPES,
    },
    'examples/onboarding-page/generated/': {
      preset: 'client',
      documents: [
        'examples/onboarding-page/operations/*.graphql',
        'examples/clients/operations/attach-individual-documents.graphql',
      ],
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
